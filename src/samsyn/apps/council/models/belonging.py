"""What every row of a council has: the forum whose members may see it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models.locking import locked_changes
from samsyn.apps.council.models.seats import mine
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.tenancy.owned import Noun, Owned, Visibility, readable_by
from samsyn.kernel.tenancy.walls import RowSecurity

LOCKED_WORDS = _("The minutes of this meeting are locked. Add a correction to them instead.")


class InMyForums(Func):
    """Whether a forum is one that the person sits on today."""

    template = "%(expressions)s = ANY ((SELECT council_my_forums())::bigint[])"
    arity = 1
    output_field = BooleanField()


def seen_in_forums(actor: Actor, forum: str) -> Q:
    """Return the first wall: rows of my forums, and of the rest what a reader may see."""
    mine_here = Q(InMyForums(F(forum))) & Q(organisation_id=actor.organisation_id)
    if actor.may(Permission.COUNCIL_READ):
        return readable_by(actor) | mine_here
    return mine_here | Q(visibility=Visibility.PUBLIC)


def forum_wall(model: str, column: str = "forum_id") -> RowSecurity:
    """Return the second wall, for one table of the council: `council_<model>`."""
    return RowSecurity(name=f"council_{model}_rls_wall", mine=mine(column))


class OfForum(Owned):
    """A row that belongs to a forum; each says `forum_wall(...)` among its constraints.

    A meeting's rows are of the meeting's forum and never further visible than it. `forum` and
    `visibility` are filled in by `save` from what the row hangs on, `hangs_on`.
    """

    hangs_on: ClassVar[str] = ""

    forum = models.ForeignKey(
        "council.Forum", models.CASCADE, verbose_name=_("forum"), related_name="+"
    )

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return what the person may read: rows of their forums, or all a reader sees."""
        return cls.everything.filter(seen_in_forums(actor, "forum_id"))

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Belong where the thing it hangs on belongs."""
        whole = getattr(self, self.hangs_on) if self.hangs_on else None
        if whole is not None:
            self.forum_id = whole.forum_id
            self.visibility = self.reach()
        super().save(*args, **options)

    def reach(self) -> str:
        """Return how far it may be seen: as far as the thing it hangs on."""
        return str(getattr(self, self.hangs_on).visibility)

    def clean(self) -> None:
        """Refuse what would change what locked minutes were made of."""
        super().clean()
        if said := locked_changes(self):
            raise ValidationError(LOCKED_WORDS, params={"fields": said})


class NounOfForum(OfForum, Noun):
    """A row of a forum that people know by name."""

    class Meta:
        abstract = True

"""How templates for minutes are listed, shown and typed; minutes themselves are no record."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models import MinutesTemplate
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Group, Record


def one_default(actor: Actor, rows: Sequence[MinutesTemplate], _created: bool) -> None:  # noqa: FBT001 - as records call it
    """Let one template at most be the organisation's usual one: the last that says so."""
    usual = [template.pk for template in rows if template.is_default]
    if usual:
        others = MinutesTemplate.owned_by(actor).exclude(pk=usual[-1])
        others.filter(is_default=True).update(is_default=False)


MINUTES_TEMPLATES = Record(
    model=MinutesTemplate,
    slug="minutes-templates",
    menu=Menu.COUNCIL,
    read=Permission.COUNCIL_READ,
    write=Permission.COUNCIL_WRITE,
    columns=("name", "forum", "numbering", "is_default", "show_votes", "show_times"),
    filters=("forum", "numbering"),
    groups=(
        Group(_("What it is"), ("name", "forum", "is_default")),
        Group(_("What stands in the minutes"), ("title", "intro", "closing")),
        Group(_("On each page"), ("header", "footer")),
        Group(_("How items are told"), ("numbering", "show_votes", "show_times")),
    ),
    intro=_("How the minutes look: the heading, what stands around them, how items are numbered."),
    empty=_("Without a template the minutes have a plain form."),
    order=90,
    after_save=one_default,
    hidden_relations=(),
)
MINUTES_RECORDS = (MINUTES_TEMPLATES,)

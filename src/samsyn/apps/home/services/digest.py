"""Write the week's mail to somebody: what needs them now, and nothing for what is done."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from samsyn.apps.home.models import DigestDeclined, DigestSent
from samsyn.apps.home.queries.coming import Coming, coming
from samsyn.apps.home.queries.duties import Role, my_roles
from samsyn.apps.organisation.public import Person, person_of
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock, mail
from samsyn.kernel.access.addresses import absolute, addresses_in
from samsyn.kernel.access.grants import actor_for
from samsyn.kernel.asking import alone, several
from samsyn.kernel.models import Organisation, User
from samsyn.kernel.tenancy.session import acting_for

_MOST_LINES = 15


def week_of(day: date) -> date:
    """Return the Monday of a week."""
    return day - timedelta(days=day.weekday())


def receivers(actor: Actor, day: date) -> list[User]:
    """Return the accounts of all who work here, may get mail and want it."""
    declined = DigestDeclined.owned_by(actor).values("user_id")
    got_it = DigestSent.owned_by(actor).filter(week=week_of(day)).values("user_id")
    people = Person.owned_by(actor).filter(user__is_active=True).exclude(employed_until__lt=day)
    rows = people.exclude(user__in=declined).exclude(user__in=got_it).select_related("user")
    return [person.user for person in rows.order_by("pk") if person.user is not None]


def write_digest(user: User, organisation: Organisation) -> bool:
    """Mail one account its week, in its language, once; tells whether there was anything to say.

    What it may see is asked anew: somebody who lost access since gets no mail.
    """
    actor = actor_for(user, organisation)
    if actor is None:
        return False
    with acting_for(actor), addresses_in(organisation), transaction.atomic():
        with mail.in_language(actor.language):
            me = person_of(actor)
            roles, soon = alone(several([my_roles(actor, me), coming(actor, me)]))
        count = len(soon) + sum(len(role.duties) for role in roles)
        if not count or not _first_this_week(actor):
            return False
        mail.write(
            "home/mail/digest",
            user.email,
            actor.language,
            {
                "name": actor.name,
                "organisation": organisation.name,
                "count": count,
                "coming": [_line(one) for one in soon[:_MOST_LINES]],
                "roles": _roles(roles),
                "my_day_url": absolute(reverse("home:my_day")),
                "stop_url": absolute(reverse("home:digest")),
            },
        )
    return True


def choose_digest(actor: Actor, *, wanted: bool) -> None:
    """Note whether the actor wants the weekly mail of this organisation."""
    mine = DigestDeclined.owned_by(actor).filter(user_id=actor.user_id)
    if wanted:
        mine.delete()
    elif not mine.exists():
        DigestDeclined.everything.create(
            organisation_id=actor.organisation_id, user_id=actor.user_id
        )


def wants_digest(actor: Actor) -> bool:
    """Tell whether the actor gets the weekly mail of this organisation."""
    return not DigestDeclined.owned_by(actor).filter(user_id=actor.user_id).exists()


def _first_this_week(actor: Actor) -> bool:
    """Note that this week's mail goes out; a mail that fails rolls the note back."""
    week = week_of(clock.today())
    if DigestSent.owned_by(actor).filter(user_id=actor.user_id, week=week).exists():
        return False
    DigestSent.everything.create(
        organisation_id=actor.organisation_id, user_id=actor.user_id, week=week
    )
    return True


def _line(one: Coming) -> dict[str, object]:
    url = one.url if one.url.startswith("http") else absolute(one.url)
    return {"about": one.about, "title": one.title, "by": one.by, "url": url}


def _roles(roles: list[Role]) -> list[dict[str, object]]:
    left = _MOST_LINES
    told: list[dict[str, object]] = []
    for role in roles:
        lines = [
            {"about": duty.about, "title": duty.title, "url": absolute(duty.page_url)}
            for duty in role.duties[:left]
        ]
        left -= len(lines)
        if lines:
            told.append({"label": role.label, "lines": lines})
    return told

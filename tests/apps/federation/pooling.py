"""Arrange pooled time between two towns in a line or two."""

from __future__ import annotations

from datetime import date

from samsyn.apps.federation.models import TimeAgreement, TimeOffer, TimeRequest
from samsyn.apps.federation.services.pool_time import Terms, agree_to_time, propose_time
from samsyn.apps.organisation.public import Person, Role
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town

SINCE, UNTIL = date(2027, 1, 4), date(2027, 6, 30)


def lender(town: Town, what: Role, share: int = 60) -> Person:
    """Return somebody in the town who holds the role."""
    who = a.person(town, "Cecilia Lind")
    a.holds(town, who, what, share)
    return who


def terms(what: Role, **columns: object) -> Terms:
    """Return terms: a fifth of full time for half a year unless said otherwise."""
    given = {"role_id": what.pk, "share": 20, "since": SINCE, "until": UNTIL, **columns}
    return Terms(**given)  # type: ignore[arg-type]


def proposed(
    to: Town, by: Town, what: Role, who: Person | None, **columns: object
) -> TimeAgreement:
    """Let one town propose to lend to another; without a person it asks to borrow."""
    return propose_time(
        by.administrator,
        partner_id=to.id,
        lends=who is not None,
        person_id=who.pk if who else None,
        terms=terms(what, **columns),
    )


def agreed(lends: Town, borrows: Town, what: Role, who: Person, **columns: object) -> TimeAgreement:
    """Let both agree; returns the lender's copy as it came to be."""
    first = proposed(borrows, lends, what, who, **columns)
    agree_to_time(borrows.administrator, key=first.key, terms=first.terms)
    return copy(lends, first)


def copy(town: Town, of: TimeAgreement) -> TimeAgreement:
    """Return a town's own copy of an agreement."""
    with town.looking():
        return TimeAgreement.owned_by(town.administrator).get(key=of.key)


def offer(town: Town, what: Role, **columns: object) -> TimeOffer:
    """Offer time."""
    given = {"role": what, "share": 20, "since": SINCE, "until": UNTIL, **columns}
    with town.arranging():
        return TimeOffer.everything.create(**given)


def request(town: Town, what: Role, **columns: object) -> TimeRequest:
    """Ask for time."""
    given = {"role": what, "share": 20, "since": SINCE, "until": UNTIL, **columns}
    with town.arranging():
        return TimeRequest.everything.create(**given)

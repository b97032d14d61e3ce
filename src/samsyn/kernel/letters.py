"""One letter a day at most to each person: everything new that waits for an answer of theirs.

A room that asks people for something says so once, when it is ready:

    letters.tell_of(polls_waiting)

and `polls_waiting(actor)` yields what waits for the actor now: what is done is not among it. When
somebody is asked or reminded, `write_soon(organisations)` has the letters written at once; who has
got today's letter already hears of it in tomorrow's. A thing is told again only where it was asked
for again (`asked_on` has changed); with it the letter lists all else that still waits.

Who has declined the letter on the page of their account gets only what is `required` of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.kernel import clock, mail
from samsyn.kernel.access.addresses import absolute, addresses_in
from samsyn.kernel.access.grants import Grant, grants_of
from samsyn.kernel.models import Access, DailyLetter, User
from samsyn.kernel.tenancy.session import Standing, acting_for

WRITE = "samsyn.letters.write"
_MOST_LINES = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One thing that waits for somebody: about what, what to do, by when, where.

    key       what it is, the same from day to day: `poll:12`
    url       its page, as addresses inside the organisation are made
    asked_on  the last day on which it was asked for
    required  a duty that nobody else can do: told also to who has declined the letter
    """

    key: str
    about: str
    title: str
    by: date | None
    url: str
    asked_on: date
    required: bool = False


Provider = Callable[[Actor], Iterable[Waits]]
_PROVIDERS: list[Provider] = []


def tell_of(provider: Provider) -> None:
    """Let a room's waiting things be in the letters; called once, when the room is ready."""
    _PROVIDERS.append(provider)


def write_soon(organisations: Collection[int]) -> None:
    """Have letters written in these organisations once what is going on is committed."""
    wanted: list[Any] = sorted(set(organisations))
    if wanted:
        transaction.on_commit(lambda: _queue(wanted))


def _queue(organisations: list[Any]) -> None:
    app.configure_task(WRITE).defer(organisations=organisations)


def readers(organisation_id: int) -> list[User]:
    """Return the accounts that may act for an organisation."""
    actor = samsyn_for(organisation_id)
    with acting_for(actor):
        accounts = Access.owned_by(actor).filter(user__is_active=True).values("user")
        return list(User.objects.filter(pk__in=accounts).order_by("pk"))


def write_letter(user: User) -> bool:
    """Write today's letter to one account where there is something new; tell whether it went out.

    What it may see is asked anew: somebody who lost access since gets no letter. A letter that the
    mail server does not take leaves no trace, and is tried again.
    """
    today = clock.today()
    with transaction.atomic():
        DailyLetter.objects.get_or_create(user=user)
        letter = DailyLetter.objects.select_for_update().get(user=user)
        if letter.day is not None and letter.day >= today:
            return False
        with acting_for(Standing(user=str(user.pk))):
            grants = grants_of(user)
        sections = [(grant, lines) for grant in grants if (lines := _lines(grant, user))]
        told = {one.key: one.asked_on.isoformat() for _grant, lines in sections for one in lines}
        if all(letter.told.get(key) == day for key, day in told.items()):
            return False
        letter.day, letter.told = today, told
        letter.save()
        _send(user, sections)
    return True


def _lines(grant: Grant, user: User) -> list[Waits]:
    actor = grant.actor(user)
    organisation = grant.organisation
    with acting_for(actor), addresses_in(organisation), mail.in_language(actor.language):
        found = [one for provider in _PROVIDERS for one in provider(actor)]
    wanted = [one for one in found if one.required or user.daily_letter]
    return sorted(wanted, key=lambda one: (one.by or date.max, one.about))


def _send(user: User, sections: list[tuple[Grant, list[Waits]]]) -> None:
    count = sum(len(lines) for _grant, lines in sections)
    mail.write(
        "kernel/mail/daily",
        user.email,
        user.language or sections[0][0].organisation.language,
        {
            "name": str(user),
            "count": count,
            "first": sections[0][1][0].about,
            "account_url": absolute(reverse("account")),
            "declined": not user.daily_letter,
            "sections": [
                {
                    "organisation": grant.organisation.name,
                    "lines": [
                        {
                            "about": one.about,
                            "title": one.title,
                            "by": one.by,
                            "url": absolute(one.url),
                        }
                        for one in lines[:_MOST_LINES]
                    ],
                    "more": max(len(lines) - _MOST_LINES, 0),
                }
                for grant, lines in sections
            ],
        },
    )

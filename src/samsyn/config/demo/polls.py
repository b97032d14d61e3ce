"""Let Fjordbygden ask its fourteen members five things, and some of them answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from psycopg import Connection

from samsyn.apps.federation.public import (
    Answer,
    Choice,
    LocalPart,
    Poll,
    PollAsked,
    SharedInitiative,
    answer_poll,
    ask_members,
    settle_poll,
    start_local_part,
    write_down_answer,
)
from samsyn.apps.portfolio.public import Initiative, Track
from samsyn.config.demo import places
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import ROLES, AccessRole
from samsyn.kernel import clock, journal
from samsyn.kernel.tenancy.session import acting_for

_PROCESSES = "Digitala processer: utbildning för 28"
_MANDATES = ("Kommunchefen på delegation", "Kommunstyrelsens arbetsutskott", "Ledningsgruppen")


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """One poll: when it went out, when it ends, and who said what; the rest says no."""

    name: str
    initiative: str
    about: str
    asked: int
    ends: int
    lead: str = ""
    join: str = ""
    waits: str = ""
    telephone: str = ""
    wishes: Mapping[str, int] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


_POLLS = (
    _Asked(
        name="Gemensamt upphandlingskoncept: är ni med?",
        initiative="Gemensamt upphandlingskoncept",
        about="Samma mallar, samma krav, en upphandlare som håller ihop det.",
        asked=-56,
        ends=-21,
        lead="fjordkoping",
        join="strandkoping oskarsvik",
        waits="granmo kvarnheda algnas",
    ),
    _Asked(
        name="Digitala processer: två platser var, vill ni ha dem?",
        initiative=_PROCESSES,
        about="Tjugoåtta platser, två för varje kommun. Det som blir över går vidare.",
        asked=-84,
        ends=-63,
        lead="oskarsvik",
        join="edskog tjarnas kvarnheda ronnvik sundaberg algnas bjorkanas strandkoping fjordkoping",
        waits="halltorp vassmyra",
        wishes={"fjordkoping": 6, "strandkoping": 5, "bjorkanas": 4},
        more={
            "seats": 28,
            "seats_each": 2,
            "cost": Decimal(320_000),
            "cost_key": "inhabitants",
        },
    ),
    _Asked(
        name="Handbok för systemförvaltning: skriver vi den tillsammans?",
        initiative="Handbok för systemförvaltning",
        about="En handbok, fjorton kommuners erfarenhet.",
        asked=-7,
        ends=14,
        lead="sundaberg",
        join="oskarsvik bjorkanas ronnvik fjordkoping",
        waits="edskog granmo vassmyra",
        telephone="tjarnas",
    ),
    _Asked(
        name="Digitala möten i nämnderna: är ni med?",
        initiative="Digitala möten, nu för 49 kommuner",
        about="Nämnder reser en halv dag för ett möte på en timme. Hela länet vill vara med.",
        asked=-140,
        ends=-112,
        lead="bjorkanas",
        join="edskog tjarnas oskarsvik ronnvik fjordkoping",
        waits="lovbacken halltorp algnas",
    ),
    _Asked(
        name="Digital delaktighet: tre resor, är ni med?",
        initiative="Digital delaktighet: tre resor",
        about="Vi följer tre invånare genom tre ärenden, och gör om det som hindrar.",
        asked=-14,
        ends=7,
        lead="strandkoping",
        join="tjarnas lovbacken kvarnheda ronnvik sundaberg halltorp algnas oskarsvik bjorkanas"
        " fjordkoping",
        waits="edskog granmo vassmyra",
    ),
)
_WIDENED = _POLLS[3]
_WIDENED_ON, _WIDENED_UNTIL = -6, 28


def ask(owner: Connection[Any], sites: Mapping[str, Site], staffs: Mapping[str, Staff]) -> None:
    """Ask, let members answer, settle one poll, and ask thirty-five more about another."""
    federation = sites[places.FEDERATION]
    coordinator = staffs[federation.slug].actors["sa"]
    members = {
        slug: _speaker(sites[slug], staff)
        for slug, staff in staffs.items()
        if sites[slug].member_of == federation.slug
    }
    for one in _POLLS:
        poll = _ask(coordinator, members, one, federation)
        for slug, actor in members.items():
            if slug not in one.waits.split():
                _answer(coordinator, actor, one, poll, slug)
        if one.initiative == _PROCESSES:
            _settle(coordinator, members["oskarsvik"], poll)
        if one is _WIDENED:
            _widen(owner, coordinator, poll, federation)


def _speaker(site: Site, staff: Staff) -> Actor:
    """Return who answers there: its own strategist, with an account or without."""
    if "ds" in staff.actors:
        return staff.actors["ds"]
    person = staff.person("ds") or staff.person("chief")
    return Actor(
        user_id=0,
        organisation_id=site.id,
        permissions=ROLES[AccessRole.STRATEGIST],
        name=str(person or site.name),
        language=site.language,
    )


def _ask(coordinator: Actor, members: Mapping[str, Actor], one: _Asked, site: Site) -> Poll:
    day = site.today + timedelta(days=one.asked)
    with _on(one.asked):
        with journal.act(coordinator, "federation.create_poll"):
            poll = Poll.everything.create(
                organisation_id=site.id,
                name=one.name,
                explanation=one.about,
                initiative=Initiative.owned_by(coordinator).get(name=one.initiative),
                deadline=site.today + timedelta(days=one.ends),
                **one.more,
            )
        asked = [actor.organisation_id for actor in members.values()]
        ask_members(coordinator, poll_id=poll.pk, members=asked)
    poll.asked_on = day
    return poll


def _answer(coordinator: Actor, actor: Actor, one: _Asked, poll: Poll, slug: str) -> None:
    choice = Choice.LEAD if slug == one.lead else Choice.NO
    choice = Choice.JOIN if slug in one.join.split() else choice
    takes_part = choice is not Choice.NO
    said = Answer(
        choice=choice.value,
        hours=40 + 8 * (actor.organisation_id % 7) if takes_part else None,
        seats=one.wishes.get(slug) if takes_part else None,
        mandate=_MANDATES[actor.organisation_id % len(_MANDATES)],
        contact=actor.name if takes_part else "",
        condition="Att underlaget finns klart i god tid." if slug == one.lead else "",
    )
    with _on(one.asked + 2 + actor.organisation_id % 5):
        if slug == one.telephone:
            with acting_for(coordinator):
                asked = PollAsked.owned_by(coordinator).get(poll=poll, member=actor.organisation_id)
            write_down_answer(coordinator, asked_id=asked.pk, answer=said)
        else:
            answer_poll(actor, poll_id=poll.pk, answer=said)


def _settle(coordinator: Actor, leader: Actor, poll: Poll) -> None:
    """Settle the training, and let its leader plan its own part at home."""
    with _on(-56):
        settle_poll(coordinator, poll_id=poll.pk, reason="E-rådets beslut")
    with _on(-50):
        with acting_for(leader):
            shared = SharedInitiative.visible_to(leader).get(poll=poll.pk)
        part = start_local_part(leader, shared_id=shared.pk, track=Track.CHALLENGE)
        with journal.act(leader, "federation.change_localpart"):
            LocalPart.owned_by(leader).filter(pk=part.pk).update(
                decided="Två från socialförvaltningen går först.", decided_on=clock.today()
            )


def _widen(owner: Connection[Any], coordinator: Actor, poll: Poll, site: Site) -> None:
    """Ask the rest of the county too: forty-nine in all, and no answer is lost."""
    others = places.found_county(owner, site)
    with _on(_WIDENED_ON):
        until = site.today + timedelta(days=_WIDENED_UNTIL)
        ask_members(coordinator, poll_id=poll.pk, members=others, deadline=until)


def _on(days: int) -> Any:  # noqa: ANN401 - a context manager
    return clock.stopped_at(clock.now() + timedelta(days=days))

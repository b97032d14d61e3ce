"""Let the e-council decide: what acted, what was decided between meetings, and who does what."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from samsyn.apps.council.models import AgendaItem, CommunicationActivity, Decision, Meeting
from samsyn.apps.council.public import (
    Promise,
    agenda_of,
    digest_of,
    finish_action,
    make_decision,
    moves_told,
    plan_effect,
    promise_action,
)
from samsyn.apps.council.services.decide import Answered
from samsyn.apps.portfolio.public import Fund, Gate, Initiative
from samsyn.config.demo.council import Council
from samsyn.domain.council.deciding import Outcome, Ruling
from samsyn.domain.council.planning import Planned
from samsyn.kernel import clock
from samsyn.kernel.tenancy.session import acting_for

_ABOUT = "Gemensamt upphandlingskoncept"
_FUND = "Samverkanspotten"
_BY_POST = 6  # days ago
_SAID_NO = ("lovbacken",)
_SILENT = ("ronnvik", "sundaberg", "kvarnheda")
_TOLD = (
    ("Så går provet till", "Upphandlare i de tre provkommunerna", "Möte på plats", -20, True),
    ("Kraven finns att läsa", "Leverantörer", "Samverkanswebben", -4, False),
    ("Det här blev bättre", "Kommundirektörerna", "Brev", 60, False),
)


def decide(council: Council) -> None:
    """Decide what the last meetings decided, before their minutes are written."""
    with acting_for(council.site.samsyn):
        _decide(council)


def _decide(council: Council) -> None:
    _oldest, before, last = council.held
    with clock.stopped_at(before.closed_at or before.ends_at):
        first = _of_item(
            council,
            _item(council, before, "Språkmodeller"),
            Ruling(
                outcome=Outcome.APPROVED,
                text="Tre kommuner prövar språkmodeller i handläggningen, var för sig.",
                reasoning="Ingen vet ännu vad som fungerar.",
                alternatives="Vänta på en nationell upphandling.",
                consequences="Egen tid i tre kommuner. Inga personuppgifter används i proven.",
                review_on=council.site.today + timedelta(days=90),
            ),
        )
    with clock.stopped_at(last.closed_at or last.ends_at):
        begun = _begin(council, _item(council, last, _ABOUT))
        _of_item(
            council,
            _item(council, last, "Digitala möten"),
            Ruling(outcome=Outcome.APPROVED, text="Rådet frågar alla fyrtionio kommuner."),
        )
    _by_circulation(council, first)
    _promised(council, begun)
    _messages(council)


def _item(council: Council, meeting: Meeting, begins: str) -> AgendaItem:
    rows = AgendaItem.owned_by(council.site.samsyn).filter(meeting=meeting)
    return rows.get(name__startswith=begins)


def _of_item(council: Council, item: AgendaItem, ruling: Ruling) -> Decision:
    return make_decision(council.site.samsyn, item_id=item.pk, ruling=ruling)


def _begin(council: Council, item: AgendaItem) -> Decision:
    """Let a decision act: the initiative goes through its gate, and gets its money."""
    actor = council.site.samsyn
    initiative = Initiative.owned_by(actor).get(name=_ABOUT)
    gate = Gate.owned_by(actor).filter(policy__track=initiative.track, before="decide").first()
    fund = Fund.owned_by(actor).get(name=_FUND)
    planned = (
        Planned(
            kind="gate",
            initiative=initiative.pk,
            gate=gate.pk if gate else None,
            in_place=True,
        ),
        Planned(
            kind="money",
            initiative=initiative.pk,
            fund=fund.pk,
            amount=Decimal(240_000),
            year=council.site.today.year,
        ),
    )
    for one in planned:
        plan_effect(actor, item_id=item.pk, planned=one)
    return _of_item(
        council,
        item,
        Ruling(
            outcome=Outcome.APPROVED,
            text=item.proposal,
            reasoning="Mallarna är klara, och tre kommuner upphandlar ändå i vår.",
            alternatives="Var och en skriver sina krav som förut.",
        ),
    )


def _by_circulation(council: Council, old: Decision) -> None:
    """Replace a decision between meetings; the call that went out says so, too."""
    actor, coming = council.site.samsyn, council.coming
    answers = [
        Answered(member.pk, "against" if slug in _SAID_NO else "for")
        for slug, member in council.members.items()
        if slug not in _SILENT
    ]
    with clock.stopped_at(clock.now() - timedelta(days=_BY_POST)):
        make_decision(
            actor,
            forum_id=council.forum.pk,
            replaces_id=old.pk,
            answers=answers,
            ruling=Ruling(
                outcome=Outcome.APPROVED,
                name="Språkmodeller prövas tillsammans",
                text="De tre proven görs efter samma plan, och mäts på samma sätt.",
                reasoning="Två av de tre proven började med samma fråga.",
                consequences="En dags arbete för var och en av de tre. Inget nytt med"
                " personuppgifter.",
                expires_on=council.site.today + timedelta(days=300),
            ),
        )
    if coming:
        with council.site.making("call"):
            row = Meeting.owned_by(actor).get(pk=coming.pk)
            agenda = agenda_of(actor, row)
            row.called_digest = digest_of(row, agenda, moves_told(actor, agenda.items))
            row.save()


def _promised(council: Council, begun: Decision) -> None:
    """Let members promise what the decision asks for; one of them is late, one is done."""
    actor, today = council.site.samsyn, council.site.today
    due = (
        ("Utse provledare i varje provkommun", "oskarsvik", -5),
        ("Visa mallarna för leverantörerna", "granmo", 25),
        ("Boka upphandlaren i tolv veckor", "oskarsvik", -10),
    )
    made = [
        promise_action(
            actor,
            forum_id=council.forum.pk,
            promise=Promise(
                name=what,
                responsible_id=council.members[slug].person_id,
                due_on=today + timedelta(days=days),
                decision_id=begun.pk,
                initiative_id=begun.item.initiative_id if begun.item else None,
            ),
        )
        for what, slug, days in due
    ]
    finish_action(actor, action_id=made[-1].pk, note="Bokad från och med nästa månad.")


def _messages(council: Council) -> None:
    site = council.site
    with site.making("communication"):
        initiative = Initiative.owned_by(site.samsyn).get(name=_ABOUT)
        for name, audience, channel, days, done in _TOLD:
            day = site.today + timedelta(days=days)
            CommunicationActivity.everything.create(
                organisation_id=site.id,
                initiative=initiative,
                name=name,
                audience=audience,
                channel=channel,
                planned_on=day,
                responsible=initiative.owner,
                done_on=day if done else None,
                outcome="Alla tre är med." if done else "",
            )

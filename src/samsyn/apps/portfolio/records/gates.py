"""How gates, their decisions, the checklist and stop rules are listed, shown and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models import Gate, GateCheck, GateDecision, StopRule
from samsyn.apps.portfolio.records.panels_steering import DECISION_TONES, FATE_TONES
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.stop_rules import Fate
from samsyn.kernel.navigation import MORE, Menu
from samsyn.kernel.records.declaration import Action, Group, Record

_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE

GATES = Record(
    model=Gate,
    slug="gates",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "policy", "before", "decided_by", "needs_checklist"),
    filters=("policy", "before"),
    groups=(
        Group(_("The gate"), ("policy", "name", "before", "order", "decided_by")),
        Group(_("What is asked"), ("asks", "needs_checklist")),
    ),
    key=("policy", "name"),
    headers={
        "name": ("grind", "beslutspunkt", "port", "beslutningspunkt", "gate"),
        "policy": ("spår", "spor", "track"),
        "asks": ("frågor", "spørsmål", "spørgsmål", "questions"),
    },
    intro=_("Where somebody says yes before an initiative goes on, track by track."),
    empty=_("Start from the method on a track's page, or write down one gate."),
    order=64,
)

GATE_CHECKS = Record(
    model=GateCheck,
    slug="gate-checks",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("initiative", "question", "answer", "reason", "answered_by", "answered_on"),
    filters=("question", "answer", "initiative"),
    groups=(
        Group(_("The question"), ("initiative", "question", "answer", "reason")),
        Group(_("Who says so"), ("answered_by", "answered_on")),
    ),
    key=("initiative", "question"),
    headers={"initiative": ("insats", "initiativ", "projekt", "prosjekt", "initiative")},
    tones={
        "answer": {"yes": "success", "partly": "warning", "no": "danger", "not_needed": "neutral"}
    },
    intro=_("What must be in place for digital work to succeed and to last."),
    empty=_("Open an initiative and answer its checklist: all seven questions on one page."),
    order=65,
)

GATE_DECISIONS = Record(
    model=GateDecision,
    slug="gate-decisions",
    menu=Menu.PORTFOLIO,
    under=MORE,
    read=_READ,
    write=Permission.PORTFOLIO_DECIDE,
    columns=("initiative", "gate", "outcome", "decided_by", "decided_on", "come_back_on"),
    filters=("outcome", "gate", "initiative"),
    groups=(
        Group(_("What was decided"), ("initiative", "gate", "outcome", "conditions")),
        Group(_("Who and when"), ("decided_by", "decided_on", "state_then", "come_back_on")),
        Group(_("Why"), ("basis", "reason")),
    ),
    tones={"outcome": DECISION_TONES},
    intro=_("What was decided at the gates, by whom and on what basis. Kept as it was."),
    empty=_("Open an initiative: its next gate is on top."),
    order=42,
    importable=False,
    made_by_hand=False,
    writable=False,
)

STOP_RULES = Record(
    model=StopRule,
    slug="stop-rules",
    menu=Menu.PORTFOLIO,
    under=MORE,
    read=_READ,
    write=_WRITE,
    columns=("initiative", "evidence", "by", "decider", "outcome"),
    filters=("outcome", "decider", "initiative"),
    groups=(
        Group(_("What must be seen"), ("initiative", "evidence", "by", "decider")),
        Group(_("How it ended"), ("outcome", "shown", "reason", "settled_by", "settled_on")),
    ),
    tones={"outcome": {"waiting": "warning", **FATE_TONES}},
    actions=(
        Action(
            _("Settle"),
            "portfolio:settle_stop_rule",
            _WRITE,
            shown=lambda rule: rule.outcome == Fate.WAITING,
            primary=True,
        ),
        Action(
            _("Another day"),
            "portfolio:later_stop_rule",
            Permission.PORTFOLIO_DECIDE,
            shown=lambda rule: rule.outcome == Fate.WAITING,
        ),
    ),
    intro=_("Evidence by a day, or else somebody decides. Set, settled and moved by acts only."),
    empty=_("Open an initiative and add its first stop rule."),
    order=43,
    importable=False,
    made_by_hand=False,
    writable=False,
)

STEERING = (GATES, GATE_CHECKS, GATE_DECISIONS, STOP_RULES)

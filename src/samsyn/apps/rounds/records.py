"""How rounds, those asked and their answers are listed, shown and handed out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.rounds.models import Round, RoundAnswer, RoundPerson
from samsyn.apps.rounds.views.telling import round_progress
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record, register
from samsyn.kernel.records.history import name_acts

ROUNDS = Record(
    model=Round,
    slug="rounds",
    menu=Menu.CHECKS,
    read=Permission.ROUNDS_RUN,
    write=Permission.ROUNDS_RUN,
    columns=("name", "state", "deadline", "started_on", "coordinator"),
    filters=("state", "coordinator"),
    groups=(
        Group(_("The round"), ("name", "state", "words", "coordinator")),
        Group(
            _("When, and about what"), ("started_on", "deadline", "unit", "months", "reminded_on")
        ),
    ),
    tones={"state": {"running": "info", "ended": "neutral"}},
    panels=(Panel("rounds/fragments/_progress.html", round_progress),),
    actions=(
        Action(_("Review the answers"), "rounds:review", Permission.ROUNDS_RUN, primary=True),
        Action(
            _("End the round"),
            "rounds:end",
            Permission.ROUNDS_RUN,
            shown=lambda one: one.state == Round.State.RUNNING,
        ),
    ),
    list_actions=(Action(_("Start a round"), "rounds:start", Permission.ROUNDS_RUN),),
    importable=False,
    made_by_hand=False,
    intro=_("“Is this still true?”, asked of everybody who answers for something."),
    empty=_("Start a round: each owner gets one mail, and answers in a minute without signing in."),
    order=40,
    hidden_relations=("round-answers", "round-people"),
)

PEOPLE = Record(
    model=RoundPerson,
    slug="round-people",
    menu=None,
    read=Permission.ROUNDS_RUN,
    write=Permission.ROUNDS_RUN,
    columns=("name", "round", "person", "mailed_at", "reminded_at"),
    filters=("round", "person"),
    groups=(Group(_("Who was asked"), ("name", "round", "person", "mailed_at", "reminded_at")),),
    importable=False,
    made_by_hand=False,
)

ANSWERS = Record(
    model=RoundAnswer,
    slug="round-answers",
    menu=None,
    read=Permission.ROUNDS_RUN,
    write=Permission.ROUNDS_RUN,
    columns=("name", "round", "asked", "said", "review", "answered_at"),
    filters=("round", "said", "review"),
    groups=(
        Group(_("What was asked"), ("name", "round", "asked", "nobody_because")),
        Group(_("What was said"), ("said", "who_then", "comment", "answered_at")),
        Group(_("What became of it"), ("review", "reviewed_by", "reviewed_on")),
    ),
    importable=False,
    made_by_hand=False,
)

RECORDS = (ROUNDS, PEOPLE, ANSWERS)


def show() -> None:
    """Connect the room to the house; called once, when the room is ready."""
    register(*RECORDS)
    name_acts(
        {
            "rounds.start_round": _("Round started"),
            "rounds.end_round": _("Round ended"),
            "rounds.ask_person": _("Asked by mail"),
            "rounds.remind_person": _("Reminded by mail"),
            "rounds.answer_round": _("Answered from the mail"),
            "rounds.apply_answer": _("Changed as the owner proposed"),
            "rounds.set_aside": _("Answer set aside"),
        }
    )

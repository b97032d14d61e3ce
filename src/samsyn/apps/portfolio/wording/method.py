"""The method's own words: the gates of each track, and how work of each kind is done.

An organisation starts from them, and edits them from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.domain.portfolio.following import Kind
from samsyn.domain.portfolio.stages import Step
from samsyn.domain.portfolio.tracks import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodGate:
    """A gate that every organisation starts with."""

    name: StrOrPromise
    before: Step
    decided_by: StrOrPromise
    asks: tuple[StrOrPromise, ...]
    needs_checklist: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodModel:
    """A way of working that every organisation starts with: steps, their weeks, what is done."""

    name: StrOrPromise
    description: StrOrPromise
    steps: tuple[tuple[StrOrPromise, int, StrOrPromise], ...]


#: Days between status reports: where least is known, one looks most often.
STATUS_DAYS: Mapping[Track, int] = {
    Track.CHALLENGE: 14,
    Track.MANDATED: 30,
    Track.PREREQUISITE: 60,
}

GATES: Mapping[Track, tuple[MethodGate, ...]] = {
    Track.CHALLENGE: (
        MethodGate(
            name=gettext_lazy("Take it on"),
            before=Step.DECIDE,
            decided_by=gettext_lazy("The political or executive level"),
            asks=(
                gettext_lazy("The problem is seen in figures, and it is ours to solve"),
                gettext_lazy("It is said what must be seen by when, or else it stops"),
            ),
            needs_checklist=True,
        ),
        MethodGate(
            name=gettext_lazy("Does it deliver?"),
            before=Step.DELIVER,
            decided_by=gettext_lazy("The political or executive level"),
            asks=(
                gettext_lazy("The result is measured against what was before"),
                gettext_lazy("What was tried and did not help is taken down"),
            ),
        ),
    ),
    Track.MANDATED: (
        MethodGate(
            name=gettext_lazy("How far do we go?"),
            before=Step.DECIDE,
            decided_by=gettext_lazy("The management group"),
            asks=(
                gettext_lazy("The levels of ambition are compared side by side"),
                gettext_lazy("Somebody has asked which challenge of ours it helps with"),
            ),
        ),
        MethodGate(
            name=gettext_lazy("Ready for the line"),
            before=Step.HAND_OVER,
            decided_by=gettext_lazy("The management group"),
            asks=(
                gettext_lazy("Who takes it over has seen the running cost"),
                gettext_lazy("People know how to work without it when it stops"),
            ),
        ),
    ),
    Track.PREREQUISITE: (
        MethodGate(
            name=gettext_lazy("In the right order"),
            before=Step.START,
            decided_by=gettext_lazy("The digital unit"),
            asks=(gettext_lazy("It is known whose way it is in, and how often"),),
        ),
    ),
}

MODELS: Mapping[Kind, MethodModel] = {
    Kind.CLEAR: MethodModel(
        name=gettext_lazy("Best practice"),
        description=gettext_lazy("Somebody has done it before. Find out how, and do the same."),
        steps=(
            (gettext_lazy("Find out how others do it"), 2, gettext_lazy("Ask two neighbours.")),
            (gettext_lazy("Introduce"), 6, gettext_lazy("Unit by unit, with training.")),
            (gettext_lazy("Follow up"), 2, gettext_lazy("Measure, hand over, tell others.")),
        ),
    ),
    Kind.COMPLICATED: MethodModel(
        name=gettext_lazy("Expert analysis"),
        description=gettext_lazy(
            "There are several good answers. Let those who know compare them before choosing."
        ),
        steps=(
            (gettext_lazy("Analyse"), 4, gettext_lazy("Need, information, risks, law.")),
            (gettext_lazy("Choose the solution"), 3, gettext_lazy("Compare at least two.")),
            (gettext_lazy("Build or buy"), 8, gettext_lazy("In parts that can be shown.")),
            (gettext_lazy("Introduce"), 6, gettext_lazy("Unit by unit, with training.")),
            (gettext_lazy("Follow up"), 2, gettext_lazy("Measure, hand over, tell others.")),
        ),
    ),
    Kind.COMPLEX: MethodModel(
        name=gettext_lazy("Experiments in sprints"),
        description=gettext_lazy(
            "Nobody knows what works. Try something small, measure, and go on, change or stop."
        ),
        steps=(
            (gettext_lazy("Understand the need"), 2, gettext_lazy("Where it hurts, with them.")),
            (gettext_lazy("Sprint 1"), 3, gettext_lazy("One experiment, one measure.")),
            (gettext_lazy("Sprint 2"), 3, gettext_lazy("What the first one taught us.")),
            (gettext_lazy("Sprint 3"), 3, gettext_lazy("What the second one taught us.")),
            (gettext_lazy("Spread what works"), 6, gettext_lazy("Only what was measured.")),
        ),
    ),
    Kind.CHAOTIC: MethodModel(
        name=gettext_lazy("Act first"),
        description=gettext_lazy("It burns. Act, see what happens, and only then analyse."),
        steps=(
            (gettext_lazy("Act"), 1, gettext_lazy("Stop the damage.")),
            (gettext_lazy("See what happened"), 1, gettext_lazy("What helped, what did not.")),
            (gettext_lazy("Make it last"), 4, gettext_lazy("As what kind of problem now?")),
        ),
    ),
}

"""The directive of an initiative as a paper: what is to be solved, by whom, how far, by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Benefit, Gate, GateDecision, Initiative
from samsyn.apps.portfolio.queries import Steering
from samsyn.apps.portfolio.wording import METHODS
from samsyn.domain.access.actor import Actor
from samsyn.domain.papers.paper import Block, Bullets, Facts, Heading, Paper, Table, Text
from samsyn.domain.portfolio.ambitions import applies
from samsyn.kernel import clock
from samsyn.kernel.asking import alone
from samsyn.kernel.models import Organisation
from samsyn.kernel.templatetags.formats import in_currency

_DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Directive:
    """The paper, and the names of its parts that nobody has written yet."""

    paper: Paper
    missing: tuple[str, ...]


def directive_paper(actor: Actor, initiative: Initiative) -> Directive:
    """Return the directive as it stands today, in the reader's language."""
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    steering = alone(queries.steering_of(actor, initiative))
    parts = list(_parts(actor, initiative, steering, str(organisation.currency)))
    blocks: list[Block] = []
    for heading, content in parts:
        blocks += [Heading(heading), *content] if content else []
    paper = Paper(
        title=initiative.name,
        subtitle=_("Directive"),
        language=get_language() or "en",
        author=organisation.name,
        day=clock.today(),
        facts=_facts(initiative),
        blocks=blocks,
    )
    return Directive(paper, tuple(heading for heading, content in parts if not content))


def _facts(initiative: Initiative) -> list[tuple[str, str]]:
    named = [
        (_("Track"), initiative.get_track_display()),
        (_("State"), initiative.get_state_display()),
        (_("Owner"), _who(initiative.owner, initiative.get_owner_level_display())),
        (_("Sponsor"), str(initiative.sponsor or "")),
        (_("Taken over by"), str(initiative.line_owner or "")),
        (_("Programme"), initiative.programme),
        (_("Legal ground"), initiative.legal_ground),
        (_("Deadline"), _day(initiative.deadline)),
    ]
    return [(name, str(value)) for name, value in named if value]


def _parts(
    actor: Actor, initiative: Initiative, steering: Steering, currency: str
) -> Iterator[tuple[str, list[Block]]]:
    """Yield every part of the directive with its blocks; a part nobody has written has none."""
    method = METHODS[initiative.track]
    policy = queries.track_policies(actor).get(initiative.track)
    yield _("Problem"), _texts(initiative.problem, initiative.evidence)
    yield _("Goals"), _goals(steering)
    yield (
        _("What the track fixes"),
        [
            Facts(
                [
                    (_("Fixed"), str((policy.fixed if policy else "") or method.fixed)),
                    (_("Flexible"), str((policy.flexible if policy else "") or method.flexible)),
                ]
            )
        ],
    )
    yield _("Level of ambition"), _ambition(initiative)
    yield _("Phases"), _phases(actor, initiative, currency)
    yield _("Money"), _money(actor, initiative, currency)
    yield _("Benefits"), _benefits(actor, initiative, currency)
    yield _("Risks"), _texts(initiative.get_risk_display(), initiative.risk_text)
    yield _("Gates"), _gates(steering)
    yield _("Stop rules"), _rules(steering)
    yield _("Experiments"), _experiments(steering)
    yield _("Dependencies"), _dependencies(actor, initiative)


def _texts(*texts: object) -> list[Block]:
    return [
        Text(paragraph.strip())
        for text in texts
        for paragraph in str(text).split("\n\n")
        if paragraph.strip()
    ]


def _goals(steering: Steering) -> list[Block]:
    items = []
    for row in steering.goals:
        shift = f": {row['expected_shift']}" if row["expected_shift"] else ""
        items.append(f"{row['document']}, {row['number']} {row['clause_name']}{shift}")
    return [Bullets(items)] if items else []


def _ambition(initiative: Initiative) -> list[Block]:
    if not initiative.ambition:
        return []
    decided = (initiative.ambition_decided_by, _day(initiative.ambition_decided_on))
    said = ", ".join(part for part in decided if part) or _("not decided")
    return [Facts([(str(initiative.get_ambition_display()), said)])]


def _phases(actor: Actor, initiative: Initiative, currency: str) -> list[Block]:
    work = queries.work_of(actor, initiative)
    rows = [
        (
            phase.name,
            number_format(phase.weeks),
            ", ".join(f"{work.roles[role]} {share} %" for role, share in phase.shares.items()),
            _money_of(phase.cost, currency) if phase.cost else "",
        )
        for phase in work.phases
        if not initiative.ambition or applies(phase.ambition, initiative.ambition)
    ]
    columns = (_("Phase"), _("Weeks"), _("Share of full time"), _("One-off cost"))
    return [Table(columns, rows, (3, 1, 4, 2))] if rows else []


def _money(actor: Actor, initiative: Initiative, currency: str) -> list[Block]:
    rows = Initiative.owned_by(actor).filter(pk=initiative.pk)
    worth = queries.worth_of(queries.with_figures(actor, rows).get())
    names = (_("One-off cost"), _("Yearly running cost"), _("Yearly benefit"))
    figures = list(zip(names, worth, strict=True))
    if not any(figure for _name, figure in figures) and initiative.fund is None:
        return []
    pairs = [(name, _money_of(figure, currency)) for name, figure in figures]
    return [Facts([*pairs, (_("Fund"), str(initiative.fund or _DASH))])]


def _benefits(actor: Actor, initiative: Initiative, currency: str) -> list[Block]:
    rows = Benefit.owned_by(actor).filter(initiative=initiative).select_related("owner")
    told = [
        (
            benefit.name,
            str(benefit.owner or ""),
            "" if benefit.baseline is None else number_format(benefit.baseline.normalize()),
            "" if benefit.target is None else number_format(benefit.target.normalize()),
            _money_of(benefit.yearly_value, currency) if benefit.yearly_value else "",
        )
        for benefit in rows.order_by("sort_key")
    ]
    columns = (_("Benefit"), _("Owner"), _("Before"), _("Target"), _("Worth per year"))
    return [Table(columns, told, (4, 3, 1, 1, 2))] if told else []


def _gates(steering: Steering) -> list[Block]:
    latest = steering.latest
    rows = []
    for gate in steering.gates:
        last = latest.get(gate["pk"])
        said = str(GateDecision.Outcome(last["outcome"]).label) if last else _("not asked yet")
        who = f"{last['decided_by']}, {_day(last['on'])}" if last else gate["decided_by"]
        rows.append((gate["name"], str(Gate.Before(gate["before"]).label), said, who))
    columns = (_("Gate"), _("Before which step"), _("Decision"), _("Who decides"))
    return [Table(columns, rows, (3, 3, 2, 4))] if rows else []


def _rules(steering: Steering) -> list[Block]:
    rows = [
        (rule["evidence"], _day(rule["by"]), rule["decider_name"] or "")
        for rule in steering.stop_rules
    ]
    columns = (_("What must be seen"), _("By"), _("Who decides then"))
    return [Table(columns, rows, (5, 2, 3))] if rows else []


def _experiments(steering: Steering) -> list[Block]:
    rows = [
        (row["hypothesis"], row["measure"], f"{_day(row['begins'])} {_DASH} {_day(row['until'])}")
        for row in steering.experiments
    ]
    columns = (_("Hypothesis"), _("Measured by"), _("When"))
    return [Table(columns, rows, (5, 3, 3))] if rows else []


def _dependencies(actor: Actor, initiative: Initiative) -> list[Block]:
    items = [str(link) for link in queries.dependencies_of(actor, initiative)]
    return [Bullets(items)] if items else []


def _who(person: Any, level: str) -> str:  # noqa: ANN401 - a person or nobody
    return ", ".join(part for part in (str(person or ""), level) if part)


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _money_of(figure: Decimal, currency: str) -> str:
    return in_currency(number_format(figure, 0, force_grouping=True), currency)

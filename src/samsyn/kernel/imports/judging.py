"""Say what becomes of every row: compare, ask the model, follow links between rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import ForeignKey, Model

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.comparison import compare
from samsyn.domain.tabular.matching import Field, Link
from samsyn.domain.tabular.name_index import Near
from samsyn.domain.tabular.row_reading import CellProblem
from samsyn.domain.tabular.verdicts import Choose, Decision, Outcome, Verdict
from samsyn.kernel.imports.drafts import Drafts, rows_by_id
from samsyn.kernel.imports.hindrances import Hindrance
from samsyn.kernel.imports.judged import WRITTEN, Fate, Judged
from samsyn.kernel.imports.plan import Plan
from samsyn.kernel.imports.references import row_number_in
from samsyn.kernel.imports.uniqueness import TableRules, values_of
from samsyn.kernel.records.showing import field_of

Settings = dict[str, Any]
Report = Callable[[int, int], None]


def judge(plan: Plan, settings: Settings, report: Report) -> list[Judged]:
    """Return every row with its fate, in the file's order; writes nothing."""
    judged = _compared(plan, settings, report)
    by_number = {row.number: row for row in judged}
    accepted = [row for row in judged if row.fate in {*WRITTEN, Fate.ASKED}]
    _ask_the_model(plan, accepted, report)
    _follow_links(plan, by_number)
    _refuse_circles(plan, by_number)
    _follow_links(plan, by_number)
    return judged


def _compared(plan: Plan, settings: Settings, report: Report) -> list[Judged]:
    decisions = decisions_in(settings)
    verdicts = _compare(plan, decisions, report)
    implied = _implied(plan, verdicts, decisions, settings)
    if implied:
        first = {verdict.number: verdict for verdict in verdicts}
        verdicts = _compare(plan, {**decisions, **implied}, report)
        verdicts = [_with_namesake(plan, v, first[v.number]) for v in verdicts]
    rows = {row.number: row.values for row in plan.rows}
    judged = []
    for verdict in verdicts:
        one = Judged.from_verdict(verdict, plan.title_of_row(rows[verdict.number]))
        one.near += [Link(f"row:{near.id}", near.name) for near in verdict.near_rows]
        if one.fate is Fate.CREATED and one.near and verdict.number not in decisions:
            one.fate = _answer_for_all(settings)
        judged.append(one)
    return judged


def _compare(plan: Plan, decisions: dict[int, Decision], report: Report) -> list[Verdict]:
    found = []
    indexes = {name: related.index for name, related in plan.related.items()}
    rules = replace(plan.rules, decisions=decisions)
    stream = compare(
        plan.rows, plan.existing, rules, references=indexes, address=plan.reader.address
    )
    for verdict in stream:
        found.append(verdict)
        report(len(found), len(plan.rows))
    return found


def decisions_in(settings: Settings) -> dict[int, Decision]:
    """Return a person's choices row by row, as they were saved."""
    return {
        int(number): Decision(Choose(said["choose"]), said.get("record"))
        for number, said in settings.get("decisions", {}).items()
    }


def _implied(
    plan: Plan, verdicts: list[Verdict], decisions: dict[int, Decision], settings: Settings
) -> dict[int, Decision]:
    """Return choices that follow from an answer for all, or from ids that disagree."""
    implied: dict[int, Decision] = {}
    exact = {name for key in plan.rules.keys if not key.by_name for name in key.fields}
    for verdict in verdicts:
        if verdict.number in decisions:
            continue
        if _other_id(verdict, exact):
            if settings.get("near") != Choose.SAME:
                implied[verdict.number] = Decision(Choose.NEW)
        elif verdict.outcome is Outcome.CREATED and verdict.near:
            if settings.get("near") == Choose.SAME:
                implied[verdict.number] = Decision(Choose.SAME, verdict.near[0].id)
        elif verdict.outcome is Outcome.DUPLICATE and settings.get("repeated") == Choose.NEW:
            implied[verdict.number] = Decision(Choose.NEW)
    return implied


def _other_id(verdict: Verdict, exact: set[str]) -> bool:
    """Tell a namesake: found by name, yet both have an id, and not the same one."""
    return verdict.outcome is Outcome.CHANGED and any(
        change.target in exact and change.before and change.after for change in verdict.changes
    )


def _with_namesake(plan: Plan, verdict: Verdict, first: Verdict) -> Verdict:
    """Keep the namesake in sight, so that the person is asked."""
    if verdict.outcome is not Outcome.CREATED or first.outcome is not Outcome.CHANGED:
        return verdict
    known = next(e for e in plan.existing if e.id == first.record)
    title = str(known.values.get(plan.title) or "")
    return replace(verdict, near=(Near(known.id, title, 1.0),))


def _answer_for_all(settings: Settings) -> Fate:
    answers = {Choose.NEW: Fate.CREATED, Choose.SKIP: Fate.SKIPPED, Choose.SAME: Fate.SKIPPED}
    said = settings.get("near")
    return answers[Choose(said)] if said else Fate.ASKED


def _ask_the_model(plan: Plan, accepted: list[Judged], report: Report) -> None:
    links = ((n, v) for row in accepted for n, v in row.values.items())
    drafts = Drafts(plan.record, plan.actor, links)
    rules = TableRules(plan.record, plan.actor)
    changed = {row.record: row for row in accepted if row.fate is Fate.CHANGED}
    rules.let_go(changed)  # type: ignore[arg-type]
    done = 0
    for draft in rows_by_id(plan.record, plan.actor, changed):
        row = changed.pop(draft.pk)
        before = values_of(draft)
        drafts.fill(draft, row.values)
        _check(plan, row, draft, drafts, rules)
        _ask_the_act(plan, row, draft, before)
        _keep_what_differs(plan, row, draft, before)
        report(done := done + 1, len(accepted))
    for row in changed.values():  # gone or hidden since the comparison began
        row.refuse(_problem(plan, row, plan.title, Hindrance.CHANGED_MEANWHILE))
    for row in accepted:
        if row.fate in {Fate.CREATED, Fate.ASKED}:
            draft = drafts.fresh(row.values, row.number)
            _check(plan, row, draft, drafts, rules)
            _keep_cleaned(plan, row, draft)
            report(done := done + 1, len(accepted))


def _check(plan: Plan, row: Judged, draft: Model, drafts: Drafts, rules: TableRules) -> None:
    """Refuse what the model or a constraint refuses; leave out cells that may be left out."""
    wrong = drafts.broken(draft, row.values)
    for name in list(wrong):
        if name in plan.rules.tolerate and name in row.values:
            row.left_out += _told(plan, row, name, wrong.pop(name))
            drafts.fill(draft, {name: row.before.get(name)})
            del row.values[name]
    problems = [one for name, messages in wrong.items() for one in _told(plan, row, name, messages)]
    if not problems:
        holder = row.record if row.fate is Fate.CHANGED else f"row:{row.number}"
        for name, message in rules.objections(draft, holder):
            problems += _told(plan, row, name, [message])
    if problems:
        row.refuse(*problems)


def _ask_the_act(plan: Plan, row: Judged, draft: Model, before: dict[str, Any]) -> None:
    """Refuse what the act that makes such a change on a page would refuse."""
    check = plan.record.check_change
    if check is None or row.fate is not Fate.CHANGED:
        return
    objections = [
        problem
        for name, message in check(plan.actor, draft, before)
        for problem in _told(plan, row, name, [message])
    ]
    if objections:
        row.refuse(*objections)


def _told(plan: Plan, row: Judged, name: str, messages: Iterable[str]) -> Iterator[CellProblem]:
    mapped = {column.target.name for column in plan.reader.columns.values()}
    target = name if name in mapped else plan.title
    for message in messages:
        yield _problem(plan, row, target, Hindrance.INVALID, message=str(message))


def _problem(plan: Plan, row: Judged, target: str, code: Hindrance, **facts: str) -> CellProblem:
    address = plan.reader.address(row.number, target)
    return CellProblem(address, target, Objection(code, facts))


def _keep_cleaned(plan: Plan, row: Judged, draft: Model) -> None:
    """Take over what the model's own cleaning made of the values."""
    for name, value in row.values.items():
        column = field_of(plan.record, name)
        if isinstance(value, str) and column is not None:
            row.values[name] = getattr(draft, column.attname)


def _keep_what_differs(plan: Plan, row: Judged, draft: Model, before: dict[str, Any]) -> None:
    _keep_cleaned(plan, row, draft)
    if row.fate is not Fate.CHANGED:
        return
    for name, value in list(row.values.items()):
        if isinstance(value, str) and value == before.get(name):
            del row.values[name]
            row.before.pop(name, None)
    if not row.values:
        row.fate = Fate.UNCHANGED


def _links(row: Judged) -> Iterator[tuple[str, Link]]:
    for name, value in row.values.items():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Link):
                yield name, part


def _follow_links(plan: Plan, rows: dict[int, Judged]) -> None:
    """Refuse, or leave empty, links to rows that will not be written; until nothing changes."""
    waiting = [r for r in rows.values() if any(row_number_in(x.id) for _, x in _links(r))]
    moved = True
    while moved:
        moved = False
        for row in waiting:
            if row.fate in {*WRITTEN, Fate.ASKED}:
                moved |= _settle_links(plan, row, rows)


def _settle_links(plan: Plan, row: Judged, rows: dict[int, Judged]) -> bool:
    moved = False
    for name, link in list(_links(row)):
        number = row_number_in(link.id)
        other = rows.get(number) if number is not None else None
        if other is None or other.fate is Fate.CREATED:
            continue
        moved = True
        if isinstance(other.record, int) and other.fate in {Fate.CHANGED, Fate.UNCHANGED}:
            row.values[name] = _swapped(row.values[name], link, Link(other.record, link.text))
        elif name in plan.rules.tolerate:
            row.left_out.append(
                _problem(plan, row, name, Hindrance.LINKED_ROW_REFUSED, shown=link.text)
            )
            row.values[name] = _swapped(row.values[name], link, None)
        else:
            row.refuse(_problem(plan, row, name, Hindrance.LINKED_ROW_REFUSED, shown=link.text))
    return moved


def _swapped(value: Field, old: Link, new: Link | None) -> Field:
    if not isinstance(value, tuple):
        return new
    parts = (new if part == old else part for part in value)
    return tuple(part for part in parts if part is not None)  # type: ignore[return-value]


def _refuse_circles(plan: Plan, rows: dict[int, Judged]) -> None:
    """Refuse rows that would come to belong to themselves, by any chain of one field."""
    own = [
        name
        for name, related in plan.related.items()
        if related.model is plan.record.model
        and isinstance(field_of(plan.record, name), ForeignKey)
    ]
    for name in own:
        above: dict[object, object] = {
            e.id: link.id for e in plan.existing if isinstance(link := e.values.get(name), Link)
        }
        written = {_identity(row): row for row in rows.values() if row.fate in WRITTEN}
        for identity, row in written.items():
            if name in row.values:
                link = row.values[name]
                above[identity] = link.id if isinstance(link, Link) else None
        for identity, row in written.items():
            if name in row.values and _comes_back(identity, above):
                shown = row.title
                row.refuse(_problem(plan, row, name, Hindrance.GOES_IN_A_CIRCLE, shown=shown))


def _identity(row: Judged) -> object:
    return row.record if row.fate is Fate.CHANGED else f"row:{row.number}"


def _comes_back(start: object, above: dict[object, object]) -> bool:
    seen: set[object] = set()
    at = above.get(start)
    while at is not None and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = above.get(at)
    return False

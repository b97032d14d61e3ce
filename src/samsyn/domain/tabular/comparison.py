"""Say what an import would do to every row: create, change, leave alone, refuse, skip."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import Address
from samsyn.domain.tabular.columns import Value
from samsyn.domain.tabular.faults import Fault
from samsyn.domain.tabular.matching import Existing, Field, Found, Link, Register, SeenRows
from samsyn.domain.tabular.name_index import NameIndex
from samsyn.domain.tabular.row_reading import CellProblem, RowReading
from samsyn.domain.tabular.sameness import same_value
from samsyn.domain.tabular.targets import Kind
from samsyn.domain.tabular.verdicts import (
    Choose,
    Decision,
    FieldChange,
    Outcome,
    Rules,
    Verdict,
)


def compare(
    rows: Iterable[RowReading],
    existing: Iterable[Existing],
    rules: Rules,
    *,
    references: Mapping[str, NameIndex[Hashable]] | None = None,
    address: Callable[[int, str], Address],
) -> Iterator[Verdict]:
    """Yield a verdict for every row, in order; the same input always gives the same verdicts.

    `references` finds the records that a reference field may point at; a reference field
    without one is compared as text. `address` says where a field's cell is, for refusals of
    cells that are empty.
    """
    judge = _Judge(existing, rules, references or {}, address)
    for row in rows:
        yield judge.verdict(row)


class _Judge:
    """Holds what has been seen while rows stream past."""

    def __init__(
        self,
        existing: Iterable[Existing],
        rules: Rules,
        references: Mapping[str, NameIndex[Hashable]],
        address: Callable[[int, str], Address],
    ) -> None:
        self._rules, self._references, self._address = rules, references, address
        self._targets = {target.name: target for target in rules.targets}
        self._register = Register(existing, rules.keys)
        self._seen = SeenRows(rules.keys, rules.titles)
        self._accepted: dict[int, Mapping[str, Field]] = {}

    def verdict(self, row: RowReading) -> Verdict:
        decision = self._rules.decisions.get(row.number)
        if decision and decision.choose is Choose.SKIP:
            return Verdict(number=row.number, outcome=Outcome.SKIPPED)
        values, problems, left_out = self._understand(row)
        found = self._find(values, decision)
        record = found.records[0] if found.records else None
        problems += self._key_problems(row, values, found)
        if record is None:
            problems += self._missing(row, values, problems)
        earlier = self._seen.same(values, record.id if record else None)
        if earlier is not None and not (decision and decision.choose is Choose.NEW):
            return self._double(row.number, values, earlier, left_out)
        if problems:
            return self._refusal(row.number, record, problems, left_out)
        return self._accept(row.number, values, found, left_out)

    def _understand(
        self, row: RowReading
    ) -> tuple[dict[str, Field], list[CellProblem], tuple[CellProblem, ...]]:
        problems: list[CellProblem] = []
        left_out: list[CellProblem] = []
        for problem in row.problems:
            tolerated = problem.target in self._rules.tolerate
            (left_out if tolerated else problems).append(problem)
        values: dict[str, Field] = {}
        for name, value in row.values.items():
            if value is None or value == ():
                continue
            resolved = self._resolve(name, value)
            if isinstance(resolved, Objection):
                problem = CellProblem(self._address(row.number, name), name, resolved)
                (left_out if name in self._rules.tolerate else problems).append(problem)
            else:
                values[name] = resolved
        return values, problems, tuple(left_out)

    def _resolve(self, name: str, value: Value) -> Field | Objection:
        index = self._references.get(name)
        if index is None or self._targets[name].kind is not Kind.REFERENCE:
            return value
        if isinstance(value, tuple):
            links = [self._link(name, index, part) for part in value]
            wrong = next((link for link in links if isinstance(link, Objection)), None)
            return wrong or tuple(link for link in links if isinstance(link, Link))
        return self._link(name, index, str(value))

    def _link(self, name: str, index: NameIndex[Hashable], text: str) -> Link | Objection:
        match = index.find(text)
        if len(match.same) == 1:
            return Link(match.same[0], text)
        if len(match.same) > 1:
            return Objection(Fault.SEVERAL_RECORDS, {"shown": text, "count": len(match.same)})
        if name in self._rules.create_references:
            return Link(None, text)
        nearest = match.near[0].name if match.near else ""
        return Objection(Fault.UNKNOWN_REFERENCE, {"shown": text, "nearest": nearest})

    def _find(self, values: Mapping[str, Field], decision: Decision | None) -> Found:
        if decision and decision.choose is Choose.SAME and decision.record in self._register.by_id:
            return Found(
                (self._register.by_id[decision.record],), several=False, by_alias=True, near=()
            )
        found = self._register.find(values)
        if decision and decision.choose is Choose.NEW:
            return Found((), several=False, by_alias=False, near=())
        return found

    def _key_problems(
        self, row: RowReading, values: Mapping[str, Field], found: Found
    ) -> list[CellProblem]:
        first = self._rules.keys[0].fields[0]
        bad = {problem.target for problem in row.problems}
        keyed = any(all(name in values for name in key.fields) for key in self._rules.keys)
        if not keyed:
            unread = any(name in bad for key in self._rules.keys for name in key.fields)
            last = self._rules.keys[-1].fields[0]
            return [] if unread else [self._problem(row.number, last, Fault.NO_KEY)]
        if found.several:
            return [self._problem(row.number, first, Fault.SEVERAL_RECORDS, len(found.records))]
        if len(found.records) > 1:
            return [self._problem(row.number, first, Fault.KEYS_DISAGREE, len(found.records))]
        return []

    def _problem(self, number: int, name: str, code: Fault, count: int = 0) -> CellProblem:
        facts: dict[str, int | str] = {
            "shown": "",
            "field": self._targets[name].label,
            "count": count,
        }
        return CellProblem(self._address(number, name), name, Objection(code, facts))

    def _missing(
        self, row: RowReading, values: Mapping[str, Field], problems: Sequence[CellProblem]
    ) -> list[CellProblem]:
        named = {problem.target for problem in problems}
        return [
            self._problem(row.number, target.name, Fault.MISSING)
            for target in self._rules.targets
            if target.required and target.name not in values and target.name not in named
        ]

    def _double(
        self,
        number: int,
        values: Mapping[str, Field],
        earlier: int,
        left_out: tuple[CellProblem, ...],
    ) -> Verdict:
        first = self._accepted[earlier]
        differences = tuple(
            FieldChange(name, first.get(name), value)
            for name, value in values.items()
            if not same_value(first.get(name), value)
        )
        return Verdict(
            number=number,
            outcome=Outcome.DUPLICATE,
            duplicate_of=earlier,
            changes=differences,
            left_out=left_out,
        )

    def _refusal(
        self,
        number: int,
        record: Existing | None,
        problems: Sequence[CellProblem],
        left_out: tuple[CellProblem, ...],
    ) -> Verdict:
        return Verdict(
            number=number,
            outcome=Outcome.REFUSED,
            record=record.id if record else None,
            problems=tuple(problems),
            left_out=left_out,
        )

    def _accept(
        self, number: int, values: dict[str, Field], found: Found, left_out: tuple[CellProblem, ...]
    ) -> Verdict:
        record = found.records[0] if found.records else None
        near_rows = () if record else tuple(self._seen.near(values))
        self._seen.add(number, values, record.id if record else None)
        self._accepted[number] = values
        if record is None:
            return Verdict(
                number=number,
                outcome=Outcome.CREATED,
                values=values,
                left_out=left_out,
                near=found.near,
                near_rows=near_rows,
            )
        return self._against(number, values, record, left_out, found.by_alias)

    def _against(
        self,
        number: int,
        values: Mapping[str, Field],
        record: Existing,
        left_out: tuple[CellProblem, ...],
        by_alias: bool,  # noqa: FBT001
    ) -> Verdict:
        # Found by another name, the record keeps its own: an import is no way to rename it.
        titles = {key.fields[0] for key in self._rules.keys if key.by_name} if by_alias else set()
        written: dict[str, Field] = {name: values[name] for name in values if name not in titles}
        unread = {problem.target for problem in left_out}
        for name in self._rules.erase:
            target = self._targets.get(name)
            if target and not target.required and name not in values and name not in unread:
                written[name] = None
        changes = tuple(
            FieldChange(name, record.values.get(name), value)
            for name, value in written.items()
            if not same_value(record.values.get(name), value)
        )
        return Verdict(
            number=number,
            outcome=Outcome.CHANGED if changes else Outcome.UNCHANGED,
            record=record.id,
            values={change.target: change.after for change in changes},
            changes=changes,
            left_out=left_out,
        )

"""Ask the database several things in one round trip, in words worked out once.

A page is made of parts that know nothing of each other. A part that is written as a generator
says what it asks by `yield`, and the page asks for all of its parts at once:

    def documents(actor, row):
        (found,) = yield [Document.visible_to(actor).filter(row_id=row.pk)]
        return [document.name for document in found]

Putting a question of ours into SQL takes Django longer than PostgreSQL takes to answer it. Asked
through `ready` it is put into SQL once for each set of permissions; ids and days are filled in.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Generator, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import get_language

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission

T = TypeVar("T")
Build = Callable[..., QuerySet[Any, Any]]
Statement = tuple[str, Sequence[Any]]

_FIRST_NUMBER = 2_147_480_000  # the last of what every whole-number column holds; no id gets there
_FIRST_DAY = date(9990, 1, 1)
_MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Ready:
    """A question whose SQL is worked out once, and what it is asked of now."""

    build: Build
    permissions: frozenset[Permission]
    language: str
    shape: tuple[Hashable, ...]
    values: tuple[tuple[str, Hashable], ...]
    organisation: int = 0
    user: int = 0


Question = Ready | QuerySet[Any, Any]
Asking = Generator[Sequence[Question], Sequence[list[Any]], T]


def ready(build: Build, actor: Actor, *shape: Hashable, **values: Hashable) -> Ready:
    """Return `build(actor, *shape, **values)` as a question whose SQL is kept.

    The SQL is kept for each `shape`, set of permissions and language. Only the actor's ids and
    `values` (numbers, days, texts that are compared as they are) differ from one time to the
    next: `build` must not look at them, only put them into its query.
    """
    return Ready(
        build=build,
        permissions=actor.permissions,
        language=get_language() or "",
        shape=shape,
        values=tuple(sorted(values.items())),
        organisation=actor.organisation_id,
        user=actor.user_id,
    )


def several(parts: Iterable[Asking[Any] | object]) -> Asking[list[Any]]:
    """Let parts ask together, each until it is done; what asks nothing is its own answer."""
    made: list[Any] = list(parts)
    asking = {nth: part for nth, part in enumerate(made) if isinstance(part, Generator)}
    answers: dict[int, Any] = dict.fromkeys(asking)
    while answers:
        waiting = {}
        for nth, answer in answers.items():
            try:
                waiting[nth] = asking[nth].send(answer)
            except StopIteration as done:
                made[nth] = done.value
        told = iter((yield [question for asked in waiting.values() for question in asked]))
        answers = {nth: [next(told) for _question in asked] for nth, asked in waiting.items()}
    return made


def alone(asking: Asking[T]) -> T:
    """Ask, until the part is done; each time costs one round trip."""
    answers: Any = None
    while True:
        try:
            questions = asking.send(answers)
        except StopIteration as done:
            made: T = done.value
            return made
        answers = together(questions)


def together(questions: Sequence[Question]) -> list[list[Any]]:
    """Return the rows of each question; all of them cost one round trip, equal ones are one."""
    asked: dict[Question, _Worked] = {}
    for question in questions:
        if question not in asked:
            asked[question] = _known(question) if isinstance(question, Ready) else _Worked(question)
    statements = {q: worked.statement(q) for q, worked in asked.items() if worked.sql}
    raw = dict(zip(statements, _executed(list(statements.values())), strict=True))
    rows = {question: worked.rows(raw.get(question, [])) for question, worked in asked.items()}
    return [rows[question] for question in questions]


def _executed(statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
    if not statements:
        return []
    sql = ";\n".join(sql for sql, _params in statements)
    params = [value for _sql, values in statements for value in values]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = [cursor.fetchall()]
        while cursor.nextset():
            found.append(cursor.fetchall())
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value that differs belongs among the parameters."""

    name: str


@dataclass(slots=True)
class _Worked:
    """A query in SQL, and how its rows become what Django would have made of them."""

    queryset: QuerySet[Any, Any]
    stand_ins: Mapping[str, object] = field(default_factory=dict)
    sql: str = ""
    params: Sequence[Any] = ()
    compiler: Any = None

    def __post_init__(self) -> None:
        self.compiler = self.queryset.query.get_compiler("default")
        try:
            self.sql, params = self.compiler.as_sql()
        except EmptyResultSet:
            return  # nothing can fit; not worth asking
        self.params = [self._placed(value) for value in params]

    def _placed(self, value: object) -> object:
        for name, stand_in in self.stand_ins.items():
            if isinstance(value, type(stand_in)) and value == stand_in:
                return _Place(name)
        if self.stand_ins and isinstance(value, date):
            raise ValueError("A day in a kept question must be one of its values.")
        return value

    def statement(self, question: Question) -> Statement:
        """Return the SQL with the parameters of this asking."""
        if not isinstance(question, Ready):
            return self.sql, self.params
        now = dict(question.values) | {"_organisation": question.organisation}
        now["_user"] = question.user
        return self.sql, [now[p.name] if isinstance(p, _Place) else p for p in self.params]

    def rows(self, raw: list[tuple[Any, ...]]) -> list[Any]:
        """Return the rows as Django gives them for this query: instances, dicts, tuples, values."""
        if not self.sql:
            return []
        state = vars(self.queryset)
        compiler, query = copy.copy(self.compiler), copy.copy(self.queryset.query)
        if compiler.has_extra_select:
            raw = [row[: compiler.col_count] for row in raw]
        compiler.execute_sql = lambda *_args, **_options: [raw]
        answers: Any = query
        answers.get_compiler = lambda *_args, **_options: compiler
        asked = SimpleNamespace(**state | {"db": connection.alias, "query": query})
        made = list(state["_iterable_class"](asked))
        if lookups := state["_prefetch_related_lookups"]:
            prefetch_related_objects(made, *lookups)
        return made


def _known(question: Ready) -> _Worked:
    names = tuple((name, type(value)) for name, value in question.values)
    return _worked(question.build, question.permissions, question.language, question.shape, names)


@lru_cache(maxsize=_MOST_KEPT)
def _worked(
    build: Build,
    permissions: frozenset[Permission],
    language: str,
    shape: tuple[Hashable, ...],
    names: tuple[tuple[str, type], ...],
) -> _Worked:
    stands = {name: _stand_in(kind, nth) for nth, (name, kind) in enumerate(names, start=2)}
    actor = Actor(
        organisation_id=_FIRST_NUMBER,
        user_id=_FIRST_NUMBER + 1,
        permissions=permissions,
        language=language,
    )
    worked = _Worked(
        build(actor, *shape, **stands),
        {"_organisation": actor.organisation_id, "_user": actor.user_id, **stands},
    )
    placed = {param.name for param in worked.params if isinstance(param, _Place)}
    if lost := stands.keys() - placed if worked.sql else ():
        raise ValueError(f"{build.__qualname__} keeps no place for {', '.join(sorted(lost))}.")
    return worked


def _stand_in(kind: type, nth: int) -> object:
    if kind is int:
        return _FIRST_NUMBER + nth
    if kind is date:
        return _FIRST_DAY + timedelta(days=nth)
    if kind is str:
        return f"\ue000{nth}"
    raise TypeError(kind)

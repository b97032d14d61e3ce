"""What is missing of a record, the most important first: an order that depends on what it is.

A need says which facts answer it and when it matters. The same words serve one record in
memory and thousands in the database (`register/queries/completeness.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Values = frozenset[str]


@dataclass(frozen=True, slots=True)
class Is:
    """A circumstance: one fact has one of some values."""

    fact: str
    values: Values


@dataclass(frozen=True, slots=True)
class Need:
    """Something that should be known. Any one of `filled` answers it.

    It matters in each of `cases`, each of which is circumstances that hold together; without
    cases it always does.
    """

    code: str
    filled: tuple[str, ...]
    cases: tuple[tuple[Is, ...], ...] = ()


def is_filled(value: object) -> bool:
    """Tell whether a fact is known: nought and no are answers, silence is not."""
    return value is not None and value != "" and value is not False


def matters(need: Need, facts: Mapping[str, object]) -> bool:
    """Tell whether a need concerns a record with these facts."""
    return not need.cases or any(
        all(str(facts.get(one.fact, "")) in one.values for one in case) for case in need.cases
    )


def missing(needs: Iterable[Need], facts: Mapping[str, object]) -> list[Need]:
    """Return what matters and is not known, in the order given."""
    return [
        need
        for need in needs
        if matters(need, facts) and not any(is_filled(facts.get(name)) for name in need.filled)
    ]


def asked(needs: Iterable[Need], facts: Mapping[str, object]) -> int:
    """Return how many of the needs matter."""
    return sum(matters(need, facts) for need in needs)


def _is(fact: str, *values: str) -> Is:
    return Is(fact, frozenset(values))


_USED = _is("stage", "pilot", "production", "phase_out")
_RUNNING = _is("stage", "production", "phase_out")
_PERSONAL = _is("personal_data", "ordinary", "sensitive")
_SENSITIVE = _is("personal_data", "sensitive")
_VITAL = _is("criticality", "high", "critical")

#: Ordered: whoever mends the first one has done most.
SYSTEM_NEEDS: tuple[Need, ...] = (
    Need("owner", ("owner",), ((_USED,), (_is("stage", "planned"),))),
    Need("assets", ("assets",), ((_USED,),)),
    Need("dpa", ("dpa", "no_dpa_because", "dpa_settled"), ((_USED, _PERSONAL),)),
    Need("criticality", ("criticality",), ((_USED,),)),
    Need("security_contact", ("security_contact",), ((_USED, _VITAL), (_USED, _SENSITIVE))),
    Need("fallback", ("fallback",), ((_USED, _VITAL),)),
    Need("rto_hours", ("rto_hours", "mtpd_hours"), ((_USED, _VITAL),)),
    Need("risk", ("risk_assessed_on",), ((_USED, _VITAL), (_USED, _SENSITIVE))),
    Need("dpia", ("dpia",), ((_USED, _SENSITIVE),)),
    Need("agreement", ("agreement", "no_agreement_because"), ((_RUNNING,),)),
    Need("hosting_country", ("hosting_country",), ((_USED, _PERSONAL),)),
    Need("information_owner", ("information_owner",), ((_USED, _PERSONAL),)),
    Need("retention", ("retention",), ((_USED, _PERSONAL),)),
    Need("ai_class", ("ai_class",), ((_USED, _is("ai_use", "support", "decides")),)),
    Need("administrator", ("administrator", "operations"), ((_USED,),)),
    Need("owner_deputy", ("owner_deputy",), ((_USED, _VITAL),)),
    Need("accessible", ("accessible",), ((_USED, _is("product_type", "service", "app")),)),
    Need("archiving", ("archiving",), ((_RUNNING,),)),
    Need("unit", ("unit",), ((_USED,),)),
    Need("cost", ("cost", "yearly_cost"), ((_RUNNING,),)),
    Need("successor", ("replaced_by", "retired_on"), ((_is("stage", "phase_out"),),)),
    Need("product", ("product",), ((_USED,),)),
    Need("purpose", ("purpose",), ((_USED,),)),
)

"""What the register knows about agreements: their terms, and which hold on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from samsyn.apps.register.models import Agreement, AgreementSystem
from samsyn.apps.register.queries.conclusions import conclusions
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.validity import CountsFrom, Renewal, Terms, in_force

_DEEPEST = 8
_FIELDS = (
    "name",
    "signed_on",
    "valid_from",
    "valid_until",
    "ongoing",
    "renewal",
    "renewal_months",
    "notice_months",
    "notice_from",
    "irrevocable_until",
    "option_months",
    "options_left",
    "terminated_on",
    "kept_until",
    "needs_parent",
)


def agreements_over(today: date) -> Q:
    """Return the condition of agreements that have run out or were ended."""
    runs_out = [Agreement.Renewal.ENDS, Agreement.Renewal.OPTION]
    return Q(terminated_on__lte=today) | Q(valid_until__lt=today, renewal__in=runs_out)


def terms_of(actor: Actor, agreement: Agreement) -> Terms:
    """Return one agreement's terms with those it stands under.

    Fetch `parent` with the agreement: then only what stands above the parent costs queries.
    """
    chain = [agreement]
    if agreement.parent is not None:
        chain.append(agreement.parent)
    while chain[-1].parent_id is not None and len(chain) <= _DEEPEST:
        above = Agreement.owned_by(actor).filter(pk=chain[-1].parent_id).first()
        if above is None:
            break
        chain.append(above)
    terms: Terms | None = None
    for one in reversed(chain):
        terms = replace(own_terms(one), parent=terms)
    return terms or Terms()


def own_terms(agreement: Agreement) -> Terms:
    """Return one agreement's terms, without those it stands under."""
    return _terms([getattr(agreement, name) for name in _FIELDS])


def all_terms(actor: Actor) -> dict[int, Terms]:
    """Return the terms of all our agreements by id, parents in place, in one query."""
    rows = list(Agreement.owned_by(actor).values_list("pk", "parent_id", *_FIELDS))
    terms = {pk: _terms(said) for pk, _parent, *said in rows}
    parents = {pk: parent for pk, parent, *_said in rows if parent in terms}
    whole: dict[int, Terms] = {}
    for pk in terms:
        _with_parents(pk, terms, parents, whole)
    return whole


def in_force_on(actor: Actor, day: date) -> frozenset[int]:
    """Return the ids of our agreements that hold on a day."""
    return frozenset(pk for pk, terms in all_terms(actor).items() if in_force(terms, day))


def coverage(actor: Actor) -> Iterable[tuple[int, int]]:
    """Return which agreement covers which system, as pairs of ids."""
    return AgreementSystem.owned_by(actor).values_list("agreement_id", "system_id")


def _with_parents(
    pk: int, terms: dict[int, Terms], parents: dict[int, int], whole: dict[int, Terms]
) -> None:
    chain = [pk]
    while (above := parents.get(chain[-1])) is not None and above not in whole:
        if above in chain:
            break  # a circle made by raw hands; each stands alone
        chain.append(above)
    for one in reversed(chain):
        whole[one] = replace(terms[one], parent=whole.get(parents.get(one, 0)))


def _terms(said: Iterable[Any]) -> Terms:
    told = dict(zip(_FIELDS, said, strict=True))
    told["renewal"] = Renewal(told["renewal"])
    told["notice_from"] = CountsFrom(told["notice_from"])
    return Terms(title=told.pop("name"), **told)


@dataclass(frozen=True, slots=True)
class Cover:
    """How many agreements cover a system: those that hold, and those that don't."""

    holding: int = 0
    lapsed: int = 0

    @property
    def holds(self) -> bool:
        """Tell whether any agreement in force covers it."""
        return self.holding > 0


def covers(actor: Actor, day: date, *, dpa: bool) -> dict[int, Cover]:
    """Return by system how it is covered that day: by DPAs, or by all other agreements.

    A DPA that was never concluded covers nothing, whatever its dates; see `conclusions`.
    """
    links = AgreementSystem.owned_by(actor)
    chosen = Q(agreement__kind=Agreement.Kind.DPA)
    pairs = links.filter(chosen if dpa else ~chosen).values_list("agreement_id", "system_id")
    holding = in_force_on(actor, day)
    if dpa:
        told = conclusions(actor)
        holding = (holding | {pk for pk, settled in told.items() if settled}) - {
            pk for pk, settled in told.items() if not settled
        }
    counted: dict[int, list[int]] = {}
    for agreement, system in pairs:
        counted.setdefault(system, [0, 0])[agreement not in holding] += 1
    return {system: Cover(*counts) for system, counts in counted.items()}

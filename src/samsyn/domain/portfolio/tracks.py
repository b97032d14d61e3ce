"""The three tracks of a portfolio, each with a logic of its own, and what each asks for.

Challenges are hard on results and free in solutions; mandated solutions are hard on the solution
and free in ambition; prerequisites keep things under control so that the other two give value.
Who may own and what is asked is a policy, which an organisation may change; `METHOD` is what
holds until it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection


class Track(StrEnum):
    """By which logic an initiative is steered."""

    CHALLENGE = "challenge"
    MANDATED = "mandated"
    PREREQUISITE = "prerequisite"


class OwnerLevel(StrEnum):
    """At which level of the organisation an initiative is owned."""

    POLITICAL = "political"
    EXECUTIVE = "executive"
    DEPARTMENT = "department"
    IT = "it"


class Ask(StrEnum):
    """What a track may ask for before an initiative is decided in it."""

    PROBLEM = "problem"
    BENEFIT = "benefit"
    AMBITION = "ambition"
    LEGAL_GROUND = "legal_ground"
    RISK = "risk"
    RUNNING_COST = "running_cost"
    STOP_RULE = "stop_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How one organisation steers one track: who may own, and what is asked."""

    track: Track
    owners: frozenset[OwnerLevel]
    asks: frozenset[Ask]

    @property
    def owned_anywhere(self) -> bool:
        """Tell whether any level will do, so that nobody need say which."""
        return self.owners == frozenset(OwnerLevel)

    def lets_own(self, level: OwnerLevel | None) -> bool:
        """Tell whether an initiative may be owned at this level here."""
        return self.owned_anywhere if level is None else level in self.owners


_ALWAYS = frozenset({Ask.PROBLEM, Ask.BENEFIT})
METHOD: Mapping[Track, Policy] = {
    Track.CHALLENGE: Policy(
        track=Track.CHALLENGE,
        owners=frozenset({OwnerLevel.POLITICAL, OwnerLevel.EXECUTIVE}),
        asks=_ALWAYS | {Ask.STOP_RULE},
    ),
    Track.MANDATED: Policy(
        track=Track.MANDATED,
        owners=frozenset(OwnerLevel) - {OwnerLevel.IT},
        asks=_ALWAYS | {Ask.AMBITION, Ask.LEGAL_GROUND},
    ),
    Track.PREREQUISITE: Policy(
        track=Track.PREREQUISITE, owners=frozenset(OwnerLevel), asks=_ALWAYS
    ),
}


class Misfit(StrEnum):
    """What keeps an initiative from being decided in its track."""

    NOBODY_OWNS_IT = "nobody_owns_it"
    OWNED_TOO_LOW = "owned_too_low"
    OWNED_BY_IT = "owned_by_it"
    PROBLEM_MISSING = "problem_missing"
    BENEFIT_MISSING = "benefit_missing"
    AMBITION_UNDECIDED = "ambition_undecided"
    LEGAL_GROUND_MISSING = "legal_ground_missing"
    RISK_MISSING = "risk_missing"
    RUNNING_COST_MISSING = "running_cost_missing"
    STOP_RULE_MISSING = "stop_rule_missing"


#: What is missing where something asked for is not there, and which field gives it.
LACKING: Mapping[Ask, tuple[Misfit, str]] = {
    Ask.PROBLEM: (Misfit.PROBLEM_MISSING, "problem"),
    Ask.BENEFIT: (Misfit.BENEFIT_MISSING, ""),
    Ask.AMBITION: (Misfit.AMBITION_UNDECIDED, "ambition"),
    Ask.LEGAL_GROUND: (Misfit.LEGAL_GROUND_MISSING, "legal_ground"),
    Ask.RISK: (Misfit.RISK_MISSING, "risk"),
    Ask.RUNNING_COST: (Misfit.RUNNING_COST_MISSING, "yearly_cost"),
    Ask.STOP_RULE: (Misfit.STOP_RULE_MISSING, ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What a track asks about: who owns the initiative, and what of all asked for is there."""

    policy: Policy
    has_owner: bool
    owner_level: OwnerLevel | None
    has: frozenset[Ask]


def misfits(footing: Footing) -> Iterator[Objection]:
    """Name everything that the track asks for and the initiative lacks."""
    policy = footing.policy
    if not footing.has_owner:
        yield Objection(Misfit.NOBODY_OWNS_IT, field="owner")
    if not policy.lets_own(footing.owner_level):
        by_it = footing.owner_level is OwnerLevel.IT and policy.track is Track.MANDATED
        code = Misfit.OWNED_BY_IT if by_it else Misfit.OWNED_TOO_LOW
        levels = ",".join(level for level in OwnerLevel if level in policy.owners)
        yield Objection(code, {"track": policy.track.value, "levels": levels}, field="owner_level")
    for ask, (misfit, field) in LACKING.items():
        if ask in policy.asks and ask not in footing.has:
            yield Objection(misfit, field=field)

"""What the information in a routine demands of people, paper and systems: rules in order.

A rule is data: from which level of which aspect, under which circumstances, how binding. The words
belong to the room that shows them; here is only what follows, and because of what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from samsyn.domain.classification.scales import Aspect

C, I, A, T = Aspect  # noqa: E741 - what everybody calls them
ALONE = frozenset({"paper", "phone", "manual"})  # means that no system watches over


class Weight(StrEnum):
    """How binding a requirement is."""

    MUST = "must"
    SHOULD = "should"


class About(StrEnum):
    """What a rule looks for besides a level."""

    ROUTINE = "routine"  # nothing more
    FLOW = "flow"  # information that goes in or out in a certain way
    RIGHT = "right"  # somebody who may do a certain thing
    SYSTEM = "system"  # at least one system
    NO_SYSTEM = "no_system"  # none at all
    NO_FALLBACK = "no_fallback"  # nothing says how it is done when nothing works
    UNEXERCISED = "unexercised"  # there is a fallback that nobody has tried lately
    ONE_KNOWS = "one_knows"  # one person is said to know it best
    UNCLASSIFIED = "unclassified"  # information that nobody has classified


@dataclass(frozen=True, slots=True)
class Carried:
    """One flow: what it is called, how it goes, and the highest levels of what it carries."""

    title: str
    means: str = ""
    encrypted: bool = False
    leaves_eea: bool = False
    has_basis: bool = False
    levels: Mapping[Aspect, int] = field(default_factory=dict)
    personal: bool = False
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Right:
    """Who may do what with information of these levels."""

    title: str
    verb: str
    levels: Mapping[Aspect, int] = field(default_factory=dict)
    personal: bool = False
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What an information analysis has found out about one routine."""

    levels: Mapping[Aspect, int] = field(default_factory=dict)
    personal: bool = False
    sensitive: bool = False
    flows: tuple[Carried, ...] = ()
    rights: tuple[Right, ...] = ()
    systems: tuple[str, ...] = ()
    unclassified: tuple[str, ...] = ()
    has_fallback: bool = False
    exercised: bool = False
    one_knows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. A level of 0 asks for none; `personal` and `sensitive` ask for such data."""

    code: str
    weight: Weight = Weight.MUST
    aspect: Aspect | None = None
    level: int = 0
    about: About = About.ROUTINE
    means: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    unencrypted: bool = False
    leaves_eea: bool = False
    without_basis: bool = False
    personal: bool = False
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """One requirement that follows: by which rule, how binding, because of which level and what."""

    code: str
    weight: Weight
    aspect: Aspect | None = None
    level: int | None = None
    because_of: tuple[str, ...] = ()


def _rule(code: str, aspect: Aspect | None = None, level: int = 0, **more: object) -> Rule:
    sets = {k: frozenset(v) for k, v in more.items() if isinstance(v, tuple)}
    return Rule(code=code, aspect=aspect, level=level, **{**more, **sets})  # type: ignore[arg-type]


_SHOULD = Weight.SHOULD
RULES: tuple[Rule, ...] = (
    _rule("classify_first", about=About.UNCLASSIFIED, weight=_SHOULD),
    # Who may know it.
    _rule("need_to_know", C, 1),
    _rule("rights_reviewed", C, 2),
    _rule("strong_sign_in", C, 3, about=About.SYSTEM),
    _rule("reading_logged", C, 3, about=About.SYSTEM),
    _rule("locked_away", C, 2, about=About.FLOW, means=("paper",)),
    _rule("locked_away_too", C, 2, about=About.NO_SYSTEM),
    _rule("email_encrypted", C, 2, about=About.FLOW, means=("email",), unencrypted=True),
    _rule("no_email", C, 3, about=About.FLOW, means=("email",), weight=_SHOULD),
    _rule(
        "transfer_encrypted",
        C,
        2,
        about=About.FLOW,
        means=("api", "file", "portal"),
        unencrypted=True,
    ),
    _rule("identity_first", C, 2, about=About.FLOW, means=("phone",)),
    _rule("hand_out_tested", C, 2, about=About.RIGHT, verbs=("hand_out",)),
    _rule("hand_out_noted", about=About.RIGHT, verbs=("hand_out",), sensitive=True),
    _rule("destroyed_safely", C, 3),
    # Personal data.
    _rule("minimised", personal=True, weight=_SHOULD),
    _rule("erased_in_time", personal=True),
    _rule("sensitive_fewer", about=About.RIGHT, verbs=("read", "write", "change"), sensitive=True),
    _rule("transfer_basis", about=About.FLOW, leaves_eea=True, without_basis=True, personal=True),
    # Whether it is right.
    _rule("named_may_change", I, 2, about=About.RIGHT, verbs=("write", "change", "delete")),
    _rule("typed_twice", I, 2, about=About.FLOW, means=("manual",)),
    _rule("paper_signed", I, 3, about=About.FLOW, means=("paper",)),
    _rule("two_persons", I, 3, about=About.RIGHT, verbs=("change", "delete", "approve")),
    _rule("reconciled", I, 3),
    _rule("changes_logged", I, 3, about=About.SYSTEM),
    # Whether it is there.
    _rule("fallback_described", A, 2, about=About.NO_FALLBACK),
    _rule("fallback_exercised", A, 3, about=About.UNEXERCISED),
    _rule("restored_on_trial", A, 3, about=About.SYSTEM),
    _rule("copy_elsewhere", A, 2, about=About.FLOW, means=("paper",), weight=_SHOULD),
    _rule("more_than_one", A, 2, about=About.ONE_KNOWS),
    # Whether it can be told afterwards.
    _rule("signed_and_dated", T, 2, about=About.NO_SYSTEM),
    _rule("who_did_what", T, 2, about=About.SYSTEM),
    _rule("log_protected", T, 3, about=About.SYSTEM),
)


def demands(found: Circumstances, rules: Iterable[Rule] = RULES) -> list[Demand]:
    """Return what follows, in the order of the rules; each rule gives one requirement at most."""
    return [demand for rule in rules for demand in _follows(rule, found)]


def _follows(rule: Rule, found: Circumstances) -> Iterator[Demand]:
    if rule.about is About.FLOW:
        because = [flow.title for flow in found.flows if _is_such_flow(rule, flow)]
    elif rule.about is About.RIGHT:
        because = [right.title for right in found.rights if _is_such_right(rule, right)]
    elif _is_such_routine(rule, found) and _has(rule, found):
        because = _named(rule, found)
    else:
        return
    if because or rule.about not in (About.FLOW, About.RIGHT):
        level = found.levels.get(rule.aspect) if rule.aspect else None
        yield Demand(rule.code, rule.weight, rule.aspect, level, tuple(dict.fromkeys(because)))


def _reaches(rule: Rule, levels: Mapping[Aspect, int]) -> bool:
    return rule.aspect is None or levels.get(rule.aspect, 0) >= rule.level


def _is_such_flow(rule: Rule, flow: Carried) -> bool:
    return (
        _reaches(rule, flow.levels)
        and (not rule.means or flow.means in rule.means)
        and not (rule.unencrypted and flow.encrypted)
        and (flow.leaves_eea or not rule.leaves_eea)
        and not (rule.without_basis and flow.has_basis)
        and _is_such_data(rule, personal=flow.personal, sensitive=flow.sensitive)
    )


def _is_such_right(rule: Rule, right: Right) -> bool:
    return (
        _reaches(rule, right.levels)
        and right.verb in rule.verbs
        and _is_such_data(rule, personal=right.personal, sensitive=right.sensitive)
    )


def _is_such_routine(rule: Rule, found: Circumstances) -> bool:
    data = _is_such_data(rule, personal=found.personal, sensitive=found.sensitive)
    return data and _reaches(rule, found.levels)


def _is_such_data(rule: Rule, *, personal: bool, sensitive: bool) -> bool:
    return (personal or not rule.personal) and (sensitive or not rule.sensitive)


def _has(rule: Rule, found: Circumstances) -> bool:
    return {
        About.ROUTINE: True,
        About.SYSTEM: bool(found.systems),
        About.NO_SYSTEM: not found.systems,
        About.NO_FALLBACK: not found.has_fallback,
        About.UNEXERCISED: found.has_fallback and not found.exercised,
        About.ONE_KNOWS: found.one_knows,
        About.UNCLASSIFIED: bool(found.unclassified),
    }[rule.about]


def _named(rule: Rule, found: Circumstances) -> list[str]:
    if rule.about is About.SYSTEM:
        return list(found.systems)
    return list(found.unclassified) if rule.about is About.UNCLASSIFIED else []

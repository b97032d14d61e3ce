"""What follows from an information analysis: rules in order, each for its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.apps.register.wording.demands import DEMANDS
from samsyn.domain.classification.demands import (
    RULES,
    Carried,
    Circumstances,
    Right,
    Weight,
    demands,
)
from samsyn.domain.classification.scales import Aspect

C, I, A, T = Aspect  # noqa: E741 - what everybody calls them
LEVELS = st.dictionaries(st.sampled_from(Aspect), st.integers(0, 4))
MEANS = st.sampled_from(["", "api", "file", "portal", "email", "manual", "paper", "phone"])
FLOWS = st.builds(
    Carried,
    title=st.sampled_from(["a", "b"]),
    means=MEANS,
    encrypted=st.booleans(),
    leaves_eea=st.booleans(),
    has_basis=st.booleans(),
    levels=LEVELS,
    personal=st.booleans(),
    sensitive=st.booleans(),
)
RIGHTS = st.builds(
    Right,
    title=st.sampled_from(["c", "d"]),
    verb=st.sampled_from(["read", "write", "change", "delete", "hand_out", "approve"]),
    levels=LEVELS,
    personal=st.booleans(),
    sensitive=st.booleans(),
)
FOUND = st.builds(
    Circumstances,
    levels=LEVELS,
    personal=st.booleans(),
    sensitive=st.booleans(),
    flows=st.lists(FLOWS, max_size=3).map(tuple),
    rights=st.lists(RIGHTS, max_size=3).map(tuple),
    systems=st.lists(st.sampled_from(["e", "f"]), max_size=2).map(tuple),
    has_fallback=st.booleans(),
    exercised=st.booleans(),
    one_knows=st.booleans(),
)


def follows(**said: object) -> set[str]:
    return {demand.code for demand in demands(Circumstances(**said))}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "does", "almost"),
    [
        (
            "email_encrypted",
            {"flows": (Carried("x", means="email", levels={C: 2}),)},
            {"flows": (Carried("x", means="email", levels={C: 2}, encrypted=True),)},
        ),
        (
            "no_email",
            {"flows": (Carried("x", means="email", levels={C: 3}, encrypted=True),)},
            {"flows": (Carried("x", means="email", levels={C: 2}),)},
        ),
        (
            "paper_signed",
            {"flows": (Carried("x", means="paper", levels={I: 3}),)},
            {"flows": (Carried("x", means="paper", levels={I: 2, C: 4}),)},
        ),
        ("fallback_described", {"levels": {A: 2}}, {"levels": {A: 2}, "has_fallback": True}),
        (
            "fallback_exercised",
            {"levels": {A: 3}, "has_fallback": True},
            {"levels": {A: 3}, "has_fallback": True, "exercised": True},
        ),
        (
            "hand_out_noted",
            {"rights": (Right("x", "hand_out", sensitive=True),)},
            {"rights": (Right("x", "hand_out", personal=True),)},
        ),
        (
            "transfer_encrypted",
            {"flows": (Carried("x", means="file", levels={C: 2}),)},
            {"flows": (Carried("x", means="paper", levels={C: 2}),)},
        ),
        ("who_did_what", {"levels": {T: 2}, "systems": ("s",)}, {"levels": {T: 2}}),
        ("signed_and_dated", {"levels": {T: 2}}, {"levels": {T: 2}, "systems": ("s",)}),
        (
            "transfer_basis",
            {"flows": (Carried("x", leaves_eea=True, personal=True),)},
            {"flows": (Carried("x", leaves_eea=True, personal=True, has_basis=True),)},
        ),
        (
            "two_persons",
            {"rights": (Right("x", "approve", levels={I: 3}),)},
            {"rights": (Right("x", "read", levels={I: 4}),)},
        ),
        ("strong_sign_in", {"levels": {C: 3}, "systems": ("s",)}, {"levels": {C: 4}}),
        ("classify_first", {"unclassified": ("x",)}, {"levels": {C: 1}}),
    ],
)
def test_a_rule_follows_and_almost_does_not(
    code: str, does: dict[str, object], almost: dict[str, object]
) -> None:
    assert code in follows(**does)
    assert code not in follows(**almost)


@given(FOUND, st.sampled_from(Aspect))
def test_a_higher_level_never_demands_less(found: Circumstances, aspect: Aspect) -> None:
    def raised(levels: dict[Aspect, int]) -> dict[Aspect, int]:
        return {**levels, aspect: 4}

    higher = Circumstances(
        levels=raised(dict(found.levels)),
        personal=found.personal,
        sensitive=found.sensitive,
        flows=found.flows,
        rights=found.rights,
        systems=found.systems,
        has_fallback=found.has_fallback,
        exercised=found.exercised,
        one_knows=found.one_knows,
    )

    assert {d.code for d in demands(found)} <= {d.code for d in demands(higher)}


@given(FOUND)
def test_demands_come_in_the_order_of_the_rules_and_once_each(found: Circumstances) -> None:
    order = [rule.code for rule in RULES]
    codes = [demand.code for demand in demands(found)]

    assert codes == sorted(set(codes), key=order.index)


def test_nothing_known_demands_nothing() -> None:
    assert demands(Circumstances()) == []


def test_every_rule_has_its_own_code_and_its_words() -> None:
    codes = [rule.code for rule in RULES]

    assert len(codes) == len(set(codes))
    assert set(codes) == set(DEMANDS)
    assert {rule.weight for rule in RULES} == set(Weight)

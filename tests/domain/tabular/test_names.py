"""The same company or system is recognised under different spellings; others are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.tabular.name_index import NameIndex
from samsyn.domain.tabular.names import Likeness, compare_names, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Visma AB", "visma"),
        ("Visma A/S", "VISMA AS"),
        ("AB Volvo", "Volvo AB"),
        ("CGI Sverige AB (publ)", "CGI Sverige"),
        ("KMD ApS", "K.M.D. ApS"),
        ("Open e-Platform", "Open ePlatform"),
        ("Köpmannen", "Kopmannen"),
        ("Bjørn & Sønner", "Björn Sönner"),
        ("Microsoft® Teams™", "Microsoft Teams"),
        ("Procapita v8.2", "Procapita ver. 8.2"),
        ("Nordic IT Oy Ab", "Nordic IT"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert compare_names(one, other) is Likeness.SAME
    assert NameIndex([(1, one)]).find(other).same == (1,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Visma AS", "Visma AB"),
        ("Treserva", "Tresreva"),
        ("Raindance", "Raindanse"),
        ("Procapita v8", "Procapita v9"),
        ("Procapita v8", "Procapita"),
        ("Visma Recruit", "Recruit Visma"),
        ("Heroma", "Heroma online"),
        ("Tietoevry Lifecare", "Tietoevri Lifecare"),
        ("Verksamhetssystem socialtjänst", "Verksamhetssystem socialtjänsten"),
    ],
)
def test_near_is_asked_about(one: str, other: str) -> None:
    match = NameIndex([(1, one)]).find(other)

    assert compare_names(one, other) is Likeness.NEAR
    assert match.same == ()
    assert [near.id for near in match.near] == [1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Windows 10", "Windows 11"),
        ("System 1", "System 2"),
        ("Visma", "Visma Recruit"),
        ("SAP", "SAS"),
        ("Koha", "Kofa"),
        ("Skolplattformen", "Lärplattformen"),
        ("AB", "AS"),
    ],
)
def test_different(one: str, other: str) -> None:
    assert compare_names(one, other) is Likeness.DIFFERENT
    assert NameIndex([(1, one)]).find(other) == ((), ())


def test_a_name_is_never_emptied_by_what_is_taken_away() -> None:
    assert name_key("AB").core == "ab"
    assert name_key("***").core == "***"
    assert name_key("v8").core == "v8"


def test_two_records_with_the_same_name_are_both_found() -> None:
    assert NameIndex([(1, "Visma AB"), (2, "visma")]).find("VISMA").same == (1, 2)


@given(st.lists(st.text("abcdeåø 12", min_size=3, max_size=12), max_size=12), st.data())
def test_the_index_never_calls_near_what_comparing_two_does_not(
    names: list[str], data: st.DataObject
) -> None:
    wanted = data.draw(st.sampled_from(names) if names else st.just("abc"))
    match = NameIndex(enumerate(names)).find(wanted)

    for id_ in match.same:
        assert compare_names(wanted, names[id_]) is Likeness.SAME
    for near in match.near:
        assert compare_names(wanted, near.name) is Likeness.NEAR


@given(st.text("abcdefghij", min_size=6, max_size=14), st.integers(0, 13))
def test_one_letter_left_out_is_always_near_or_same(name: str, at: int) -> None:
    core = name_key(name).core
    shorter = core[:at] + core[at + 1 :]
    if len(name_key(shorter).core) < 5 or len(core) < 6:
        return

    match = NameIndex([(1, core)]).find(shorter)

    assert match.same or match.near


def test_ten_thousand_names_are_not_each_held_against_five_thousand() -> None:
    known = [(n, f"Verksamhetssystem {n * 7919 % 99991:x} modul") for n in range(5000)]
    index = NameIndex(known)

    began = time.process_time()
    for n in range(10_000):
        index.find(f"Verksamhetssystem {n * 104729 % 99991:x} modul")

    assert time.process_time() - began < 30  # one by one it takes many minutes

"""Two suppliers may be one by number or by name; different numbers make two companies."""

from __future__ import annotations

from samsyn.domain.register.same_supplier import (
    Entry,
    Likely,
    Obstacle,
    Pair,
    joined_names,
    objections_to_merging,
    pairs,
)


def why(*entries: Entry) -> list[tuple[int, int, Likely]]:
    return [(pair.one, pair.other, pair.why) for pair in pairs(entries)]


def test_the_same_number_written_differently_is_one_company() -> None:
    plain = Entry(1, "Nordljus", "SE", "556036-0793")
    as_vat = Entry(2, "Something else", "", "SE556036079301")

    assert why(plain, as_vat) == [(1, 2, Likely.NUMBER)]


def test_names_that_differ_by_spelling_or_legal_form_alone() -> None:
    assert why(Entry(1, "Nordljus Drift AB"), Entry(2, "NORDLJUS  DRIFT")) == [(1, 2, Likely.NAME)]
    assert why(Entry(1, "Nordljus Drift"), Entry(2, "Nordljuus Drift")) == [(1, 2, Likely.NEAR)]
    assert why(Entry(1, "Nordljus"), Entry(2, "Sydvind")) == []


def test_a_former_name_finds_it_too() -> None:
    assert why(Entry(1, "Ny AB", names=("Gamla Bolaget",)), Entry(2, "Gamla bolaget")) == [
        (1, 2, Likely.NAME)
    ]


def test_different_numbers_are_different_companies_however_alike() -> None:
    swedish = Entry(1, "Visma", "SE", "556036-0793")
    norwegian = Entry(2, "Visma", "NO", "974760673")

    assert pairs([swedish, norwegian]) == []
    (objection,) = objections_to_merging(swedish, norwegian, "they look alike")
    assert objection.code == Obstacle.TWO_NUMBERS


def test_each_pair_is_told_once_the_surest_first() -> None:
    one = Entry(1, "Nordljus", "SE", "556036-0793")
    same = Entry(2, "Nordljus AB", "", "SE556036079301")
    near = Entry(3, "Nordljuus")

    found = pairs([one, same, near])

    assert found[0] == Pair(1, 2, Likely.NUMBER, "Nordljus")
    assert len({(pair.one, pair.other) for pair in found}) == len(found)


def test_everything_against_a_merge_is_said_at_once() -> None:
    one = Entry(1, "Nordljus")

    codes = [o.code for o in objections_to_merging(one, one, " ")]

    assert codes == [Obstacle.ITSELF, Obstacle.NO_REASON]
    assert [o.code for o in objections_to_merging(one, None, "x")] == [Obstacle.GONE]


def test_former_names_are_a_list_with_room_for_whole_names_only() -> None:
    assert joined_names(["A, B AB", "a b ab", "", "C"], 500) == "A B AB, C"
    assert joined_names(["Long name", "C"], 5) == "C"

"""What a description lacks, and the article that asks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn.domain.data_protection.completeness import Described, Missing, Use, lacks
from samsyn.domain.data_protection.grounds import Grounds, read_grounds

WHOLE = Described(
    controller=True,
    officer=True,
    purposes=(Use("Grades", Grounds(article_6=("e",), laws=("Skollagen",))),),
    subjects=True,
    recipients="none",
    third_country="no",
    storage="ten years",
    measures="locked",
    informed="yes",
)


def missing(known: Described) -> list[Missing]:
    return [lack.what for lack in lacks(known)]


def test_a_whole_description_lacks_nothing() -> None:
    assert missing(WHOLE) == []


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"controller": False}, Missing.CONTROLLER),
        ({"officer": False}, Missing.DPO),
        ({"purposes": ()}, Missing.PURPOSE),
        ({"purposes": (Use("x", Grounds()),)}, Missing.LEGAL_BASIS),
        ({"purposes": (Use("x", Grounds(article_6=("c",))),)}, Missing.SUPPLEMENTARY_LAW),
        ({"has_special": True}, Missing.SPECIAL_BASIS),
        ({"has_offences": True}, Missing.OFFENCES_BASIS),
        ({"subjects": False}, Missing.SUBJECTS),
        ({"recipients": ""}, Missing.RECIPIENTS),
        ({"third_country": ""}, Missing.THIRD_COUNTRY),
        ({"storage": ""}, Missing.STORAGE),
        ({"measures": ""}, Missing.MEASURES),
        ({"informed": ""}, Missing.INFORMATION),
        ({"consent": True}, Missing.CONSENT),
        ({"automated": True}, Missing.AUTOMATION),
        ({"given": Grounds(article_9=("h",))}, Missing.CONSIDERED_GROUNDS),
    ],
)
def test_each_thing_the_law_asks_for_is_missed(change: dict[str, object], lack: Missing) -> None:
    assert missing(replace(WHOLE, **change)) == [lack]  # type: ignore[arg-type]


def test_a_transfer_needs_countries_and_a_basis() -> None:
    leaving = replace(WHOLE, third_country="yes")

    assert missing(leaving) == [Missing.THIRD_COUNTRY, Missing.TRANSFER_BASIS]
    assert missing(replace(leaving, countries="US", transfer_basis="clauses")) == []


@pytest.mark.parametrize("letter", ["a", "b", "d", "f"])
def test_only_a_duty_or_task_needs_a_law_of_its_own(letter: str) -> None:
    use = Use("x", Grounds(article_6=(letter,)))
    known = replace(WHOLE, purposes=(use,), consent_how="on paper")

    assert missing(known) == []


def test_the_purposes_that_lack_a_basis_are_named() -> None:
    purposes = (*WHOLE.purposes, Use("Photos", Grounds()))

    assert lacks(replace(WHOLE, purposes=purposes))[0].purposes == ("Photos",)


def test_a_processor_must_name_those_it_serves_and_needs_no_purpose() -> None:
    known = replace(WHOLE, as_processor=True, purposes=(), subjects=False, storage="")

    assert missing(known) == [Missing.SERVED]
    assert missing(replace(known, served=1)) == []


def test_grounds_of_the_source_that_a_purpose_took_over_are_not_missed() -> None:
    given = read_grounds("register-gdpr-p6-e;register-gdpr-valp11")
    use = Use("x", given)

    assert missing(replace(WHOLE, given=given, purposes=(use,))) == []

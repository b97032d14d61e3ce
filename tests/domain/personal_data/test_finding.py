"""Identity numbers are found in free text, and numbers of other kinds are left alone."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.personal_data.finding import (
    find_contact_details,
    find_identity_numbers,
    masked,
)
from samsyn.domain.personal_data.findings import Certainty, PersonalKind

TODAY = date(2026, 11, 22)
SURE, LIKELY, UNSURE = Certainty.CERTAIN, Certainty.LIKELY, Certainty.UNCERTAIN
FNR, CPR, PNR = PersonalKind.FODSELSNUMMER, PersonalKind.CPR, PersonalKind.PERSONNUMMER


def _found(text: str, country: str = "") -> list[tuple[str, PersonalKind, Certainty]]:
    finds = find_identity_numbers(text, today=TODAY, country=country)
    return [(text[find.start : find.end], find.kind, find.certainty) for find in finds]


@pytest.mark.parametrize(
    ("text", "number", "kind", "certainty"),
    [
        ("Ring 900101-9802 i morgon", "900101-9802", PNR, SURE),
        ("Ring 900101\u20139802 i morgon", "900101\u20139802", PNR, SURE),
        ("(19900101-9802)", "19900101-9802", PNR, SURE),
        ("199001019802,", "199001019802", PNR, SURE),
        ("120229+9804 är över hundra", "120229+9804", PNR, SURE),
        ("personnr 9001019802", "9001019802", PNR, LIKELY),
        ("Kari;44;900101-9802;Oslo", "900101-9802", PNR, SURE),
        ("900161-9809", "900161-9809", PersonalKind.SAMORDNINGSNUMMER, SURE),
        ("fnr 15851245666.", "15851245666", FNR, SURE),
        ("150512 30191 finnes ikke, 158512 45666 gjør", "158512 45666", FNR, SURE),
        ("nytt nummer 15851245674", "15851245674", FNR, LIKELY),
        ("D-nummer 41819012359", "41819012359", PersonalKind.D_NUMMER, SURE),
        ("hetu 131052-9085", "131052-9085", PersonalKind.HETU, SURE),
        ("010110A9312", "010110A9312", PersonalKind.HETU, SURE),
        ("uusi välimerkki 010190Y9123", "010190Y9123", PersonalKind.HETU, SURE),
        ("010110a9312", "010110a9312", PersonalKind.HETU, SURE),
        ("borger 010190-1009", "010190-1009", CPR, LIKELY),
        ("borger 010190-1008", "010190-1008", CPR, UNSURE),
        ("cpr 010190-1009", "010190-1009", CPR, SURE),
        ("CPR: 010190-1008", "010190-1008", CPR, LIKELY),
        ("cpr 0101901008", "0101901008", CPR, LIKELY),
    ],
)
def test_each_country_s_numbers_are_found(
    text: str, number: str, kind: PersonalKind, certainty: Certainty
) -> None:
    assert (number, kind, certainty) in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Org.nr 212000-1355",
        "556677-8899 är ett aktiebolag",
        "org nr 938587418, CVR 29189846, 0201256-6",
        "Telefon 070-123 45 67 eller 0701019802",
        "Tlf. 22 33 44 55, +47 900 10 198",
        "Faktura 9001019802",
        "OCR 0101901009",
        "Möte 2024-03-01 kl. 12:00",
        "Perioden 20240101-20241231",
        "Dnr KS 2024/000123",
        "240101-240630",
        "1234567890",
        "9001019803",
        "900101-9803x",
        "900101-98021",
        "https://fjordbygden.example/sak/0101901009",
        "15851245667",
        "131052A9085",  # not born until 2052
        "2899010198021234",
        "konto 1234.56.78903",
        "IBAN NO9386011117947",
        "310290-1234",  # no such day
        "992512-9996",  # no such day anywhere
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert _found(text) == []


def test_a_moment_in_a_file_name_is_only_an_uncertain_find() -> None:
    recent = "logg 20250301-1203"  # passes the check digit by chance

    assert _found(recent) == [("20250301-1203", PNR, UNSURE)]


def test_words_against_lower_the_certainty_but_check_digits_still_count() -> None:
    assert _found("Faktura till 900101-9802") == [("900101-9802", PNR, LIKELY)]


def test_the_nearest_word_decides() -> None:
    assert _found("Faktura 17, personnummer 9001019802") == [("9001019802", PNR, LIKELY)]
    assert _found("Personnummer saknas. Faktura 9001019802") == []


def test_the_country_settles_what_two_countries_could_have_issued() -> None:
    both = "1010101200"  # both check digits hold, and 10 October 1910 or 2010 is a day in both

    assert [kind for _, kind, _ in _found(both, "SE")] == [PNR]
    assert [kind for _, kind, _ in _found(both, "DK")] == [CPR]


def test_numbers_kept_for_tests_say_so() -> None:
    finds = find_identity_numbers("900101-9802 15851245666 131052-9085", today=TODAY)

    assert [find.artificial for find in finds] == [True, True, True]


def test_several_numbers_come_in_order_without_overlap() -> None:
    text = "900101-9802, 131052-9085; 15851245666"

    finds = find_identity_numbers(text, today=TODAY)

    assert [find.start for find in finds] == [0, 13, 26]


def test_a_person_not_yet_born_is_no_person() -> None:
    assert find_identity_numbers("20240301-9801", today=date(2024, 2, 29)) == ()
    assert len(find_identity_numbers("20240301-9801", today=date(2024, 3, 1))) == 1


def test_masking_hides_the_number_and_nothing_else() -> None:
    text = "Se 900101-9802 i akten"

    assert masked(text, find_identity_numbers(text, today=TODAY)) == "Se ••••••-•••• i akten"


def test_addresses_and_phones_are_found_on_request() -> None:
    text = (
        "Skriv till kari.nordmann@fjordbygden.example eller ring +47 22 33 44 55 / 070-123 45 67."
    )

    finds = find_contact_details(text)

    assert [text[find.start : find.end] for find in finds] == [
        "kari.nordmann@fjordbygden.example",
        "+47 22 33 44 55",
        "070-123 45 67",
    ]


@given(st.text(max_size=60), st.sampled_from(["900101-9802", "19900101-9802", "131052-9085"]))
def test_a_number_between_spaces_is_found_whatever_stands_around(text: str, number: str) -> None:
    around = f"{text} {number} {text}"

    found = [around[f.start : f.end] for f in find_identity_numbers(around, today=TODAY)]

    assert number in found


@given(st.text(alphabet="0123456789-+ ./A", max_size=80))
def test_any_text_is_judged_without_failing_and_masks_to_the_same_length(text: str) -> None:
    finds = find_identity_numbers(text, today=TODAY)

    assert len(masked(text, finds)) == len(text)
    assert all(a.end <= b.start for a, b in pairwise(finds))


def test_five_thousand_texts_are_read_in_one_pass_each() -> None:
    text = "Systemet används av 120 handläggare. Avtal 2024-03-01, org.nr 212000-1355. " * 5
    texts = [f"{text} {n:06d}-{n % 9999:04d}" for n in range(5000)]

    began = time.process_time()
    for one in texts:
        find_identity_numbers(one, today=TODAY)

    assert time.process_time() - began < 20  # trying every start with every length takes minutes

"""A publiccode.yml is read whole, or everything that is wrong with it is told at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.knowledge.objections import Remark, Wrong
from samsyn.domain.knowledge.publiccode import LARGEST, read_publiccode

LONG = "Ärenden tas emot, fördelas och besvaras; den som frågar ser hur långt det har kommit. " * 2
WHOLE = f"""\
publiccodeYmlVersion: "0.4.0"
name: Ärendehjälpen
url: https://kod.example/edskog/arendehjalpen.git
landingURL: https://arendehjalpen.example
softwareVersion: "2.1"
releaseDate: 2026-05-17
platforms: [web, linux]
categories:
  - help-desk
  - tea-making
developmentStatus: stable
softwareType: standalone/web
description:
  sv:
    localisedName: Ärendehjälpen
    shortDescription: Tar emot ärenden.
    longDescription: "{LONG}"
    features:
      - Tar emot
      - Fördelar
    documentation: https://arendehjalpen.example/docs
  en:
    shortDescription: Takes in cases.
    longDescription: "{LONG}"
legal:
  license: EUPL-1.2 OR (GPL-3.0-or-later WITH Classpath-exception-2.0)
  mainCopyrightOwner: Edskogs kommun
maintenance:
  type: contract
  contractors:
    - name: Kodsmedjan AB
      until: 2027-12-31
    - name: Kodvården AS
      until: 2028-06-30
localisation:
  localisationReady: yes
  availableLanguages: [sv, en-GB]
dependsOn:
  open:
    - name: PostgreSQL
      versionMin: "15"
    - name: Redis
      optional: true
  proprietary:
    - name: Kartan
      version: "3"
IT:
  riuso: x
"""


def test_a_whole_file_is_read() -> None:
    outcome = read_publiccode(WHOLE)

    assert outcome.faults == ()
    read = outcome.described
    assert read is not None
    assert (read.standard, read.name, read.version) == ("0.4.0", "Ärendehjälpen", "2.1")
    assert (read.released_on, read.status, read.type) == (
        date(2026, 5, 17),
        "stable",
        "standalone/web",
    )
    assert (read.maintenance, read.maintained_by, read.maintained_until) == (
        "contract",
        ("Kodsmedjan AB", "Kodvården AS"),
        date(2028, 6, 30),
    )
    assert (read.localisation_ready, read.languages) == (True, ("sv", "en-GB"))
    assert read.depends_on == (
        "PostgreSQL ≥ 15 (open)",
        "Redis (open, optional)",
        "Kartan 3 (proprietary)",
    )
    assert [(one.language, one.name, one.short) for one in read.words] == [
        ("sv", "Ärendehjälpen", "Tar emot ärenden."),
        ("en", "", "Takes in cases."),
    ]
    assert read.words[0].features == ("Tar emot", "Fördelar")


def test_what_hinders_nothing_is_told_all_the_same() -> None:
    outcome = read_publiccode(WHOLE + "colour: red\n")

    assert [(one.code, one.place, one.line) for one in outcome.remarks] == [
        (Remark.UNKNOWN_CATEGORY, "categories/2", 10),
        (Remark.UNKNOWN_KEY, "colour", 49),
    ]
    assert outcome.described is not None


def test_our_own_file_is_right() -> None:
    outcome = read_publiccode((Path(__file__).parents[3] / "publiccode.yml").read_text())

    assert (outcome.faults, outcome.remarks) == ((), ())
    assert outcome.described is not None
    assert outcome.described.name == "Samsyn"


def test_every_fault_is_told_at_once_with_its_line() -> None:
    outcome = read_publiccode(
        """\
publiccodeYmlVersion: "9.1"
name: [a, b]
url: "not an address"
releaseDate: 17 May
platforms: web
developmentStatus: done
softwareType: standalone/web
softwareType: addon
description:
  svenska språket:
    shortDescription: x
    longDescription: short
legal:
  license: GPL version 3
maintenance:
  type: contract
  contacts: nobody
localisation:
  localisationReady: maybe
  availableLanguages: [sv, 12]
dependsOn:
  open:
    - PostgreSQL
"""
    )

    assert outcome.described is None
    assert [(one.code, one.place, one.line) for one in outcome.faults] == [
        (Wrong.UNKNOWN_VERSION, "publiccodeYmlVersion", 1),
        (Wrong.NOT_TEXT, "name", 2),
        (Wrong.NOT_URL, "url", 3),
        (Wrong.NOT_DAY, "releaseDate", 4),
        (Wrong.NOT_LIST, "platforms", 5),
        (Wrong.NOT_ONE_OF, "developmentStatus", 6),
        (Wrong.TWICE, "softwareType", 8),
        (Wrong.NOT_LANGUAGE, "description/svenska språket", 10),
        (Wrong.TOO_SHORT, "description/svenska språket/longDescription", 12),
        (Wrong.NOT_LICENCE, "legal/license", 14),
        (Wrong.MISSING, "maintenance/contractors", 15),
        (Wrong.NOT_LIST, "maintenance/contacts", 17),
        (Wrong.NOT_YES_OR_NO, "localisation/localisationReady", 19),
        (Wrong.NOT_LANGUAGE, "localisation/availableLanguages/2", 20),
        (Wrong.NOT_SECTION, "dependsOn/open/1", 23),
    ]


def test_what_is_missing_is_told_where_it_should_stand() -> None:
    outcome = read_publiccode("name: Ärendehjälpen\nlegal:\n  repoOwner: x\n")

    assert [(one.place, one.line) for one in outcome.faults if one.code is Wrong.MISSING] == [
        ("localisation", 1),
        ("maintenance", 1),
        ("publiccodeYmlVersion", 1),
        ("url", 1),
        ("platforms", 1),
        ("developmentStatus", 1),
        ("softwareType", 1),
        ("description", 1),
        ("legal/license", 2),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [", Wrong.NOT_YAML),
        ("a: 1\n---\nb: 2", Wrong.NOT_YAML),
        ("a: \x07", Wrong.NOT_YAML),
        ("", Wrong.NOT_SECTION),
        ("just words", Wrong.NOT_SECTION),
        ("a: &x [1]\nb: *x", Wrong.ALIAS),
        ("[" * 40 + "]" * 40, Wrong.TOO_DEEP),
        ("#" * (LARGEST + 1), Wrong.TOO_LARGE),
        ("a: !!python/object/apply:os.system [x]", Wrong.MISSING),
    ],
)
def test_what_is_no_such_file_is_told_and_harms_nothing(text: str, code: Wrong) -> None:
    outcome = read_publiccode(text)

    assert outcome.described is None
    assert code in {one.code for one in outcome.faults}


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    outcome = read_publiccode(text)

    assert (outcome.described is None) == bool(outcome.faults)


@given(st.integers(0, len(WHOLE)), st.integers(0, 40))
def test_a_torn_file_is_read_or_refused_in_words(start: int, length: int) -> None:
    outcome = read_publiccode(WHOLE[:start] + WHOLE[start + length :])

    assert (outcome.described is None) == bool(outcome.faults)

"""Columns are matched with fields by their headings in four languages and by their values."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from samsyn.domain.tabular.cells import CellValue
from samsyn.domain.tabular.folding import fold_heading
from samsyn.domain.tabular.mapping import Proposal, Reason, propose, signature, to_remember
from samsyn.domain.tabular.tables import TableColumn
from samsyn.domain.tabular.targets import Choice, Kind, Target

TARGETS = (
    Target(
        name="name",
        label="Name",
        required=True,
        aliases=("system", "systemnamn", "systemnavn", "it-system", "programvara", "programvare"),
    ),
    Target(name="purpose", label="Purpose", aliases=("syfte", "ändamål", "formål", "beskrivning")),
    Target(
        name="supplier",
        label="Supplier",
        kind=Kind.REFERENCE,
        aliases=("leverantör", "leverandør", "vendor"),
        known=frozenset({"CGI Sverige AB", "Tietoevry", "Visma"}),
    ),
    Target(
        name="owner",
        label="System owner",
        kind=Kind.REFERENCE,
        aliases=("systemägare", "systemeier", "systemejer", "ägare", "eier"),
    ),
    Target(name="email", label="E-mail", kind=Kind.EMAIL, aliases=("e-post", "epost", "mejl")),
    Target(
        name="yearly_cost",
        label="Cost per year",
        kind=Kind.MONEY,
        aliases=("årskostnad", "kostnad", "kostnad per år", "årlig kostnad", "omkostning"),
    ),
    Target(
        name="expires",
        label="Agreement until",
        kind=Kind.DATE,
        until=True,
        aliases=("avtal till", "avtal t.o.m.", "avtalsslut", "avtale til", "udløber"),
    ),
    Target(name="users", label="Users", kind=Kind.INTEGER, aliases=("antal användare", "brukere")),
    Target(
        name="criticality",
        label="Criticality",
        kind=Kind.CHOICE,
        aliases=("kritikalitet", "kritikalitetsnivå", "viktighet"),
        choices=(
            Choice("high", ("Hög", "Høy")),
            Choice("low", ("Låg", "Lav")),
            Choice("mid", ("Medel",)),
        ),
    ),
    Target(
        name="org_number", label="Organisation number", kind=Kind.ORG_NUMBER, aliases=("org.nr",)
    ),
)


def _columns(*headings: str) -> list[TableColumn]:
    return [
        TableColumn(n, heading, *(fold_heading(heading) if heading else (f"kolumn {n}", "")))
        for n, heading in enumerate(headings, 1)
    ]


def _propose(
    headings: Sequence[str], values: Sequence[Sequence[CellValue]] = (), **more: object
) -> Proposal:
    samples = values or [[] for _ in headings]
    return propose(TARGETS, _columns(*headings), samples, language="sv", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        *(
            ("Systemnamn", "name"),
            ("SYSTEM", "name"),
            ("It-system", "name"),
            ("Programvara", "name"),
        ),
        *(("Leverandør", "supplier"), ("Leverantor", "supplier"), ("Levarantör", "supplier")),
        *(("System-\nägare", "owner"), ("Systemeier", "owner"), ("Systemejer", "owner")),
        *(("Kostnad (kr/år)", "yearly_cost"), ("Årlig kostnad, tkr", "yearly_cost")),
        *(
            ("Licenskostnad", "yearly_cost"),
            ("E-postadress", "email"),
            ("Leverantörsnamn", "supplier"),
        ),
        *(("Avtal t.o.m", "expires"), ("Antal användare (st)", "users"), ("Org.nr.", "org_number")),
        *(("Kritikalitetsniva", "criticality"), ("Beskrivning av systemet", "purpose")),
        *(("yearly_cost", "yearly_cost"), ("yearlyCost", "yearly_cost")),
    ],
)
def test_a_heading_is_recognised_in_any_language_and_spelling(heading: str, target: str) -> None:
    assert _propose([heading]).mapping == {0: target}


@pytest.mark.parametrize("heading", ["Kommentar", "Id", "Telefon", "Webbplats", "Kategori", "Mål"])
def test_other_headings_are_left_for_a_person(heading: str) -> None:
    proposal = _propose([heading])

    assert proposal.guesses == ()
    assert proposal.unmapped == (0,)


def test_each_field_gets_one_column_and_each_column_one_field() -> None:
    proposal = _propose(["System", "Systemägare", "Ägare", "Systemnamn", "Kostnad", "Årskostnad"])

    assert proposal.mapping == {0: "name", 1: "owner", 4: "yearly_cost"}
    assert proposal.unmapped == (2, 3, 5)


def test_required_fields_that_were_not_found_are_named() -> None:
    assert _propose(["Leverantör"]).missing == ("name",)


def test_values_give_addresses_numbers_choices_and_known_names_away() -> None:
    proposal = _propose(
        ["Kontakt", "Nummer", "Nivå", "Bolag", "Namn på objekt"],
        [
            ["kari@by.example", "ola@by.example", None],
            ["212000-1355", "938587418", "-"],
            ["Hög", "låg", "Medel", "hög"],
            ["CGI Sverige AB", "Visma", "visma"],
            ["Treserva", "Lifecare", "Procapita"],
        ],
    )

    reasons = {guess.target: guess.reason for guess in proposal.guesses}
    assert proposal.mapping == {
        0: "email",
        1: "org_number",
        2: "criticality",
        3: "supplier",
        4: "name",
    }
    assert set(reasons.values()) == {Reason.VALUES, Reason.FIRST_TEXT}
    assert reasons["name"] == Reason.FIRST_TEXT


def test_a_heading_that_its_values_contradict_counts_less() -> None:
    agreeing = _propose(["Kostnad"], [["100", "200"]]).guesses[0]
    contradicted = _propose(["Kostnad"], [["fri", "enligt avtal"]]).guesses[0]

    assert agreeing.confidence == 1.0
    assert contradicted.confidence < 0.7
    assert contradicted.fit == 0.0


def test_an_alike_heading_with_wrong_values_is_no_guess() -> None:
    assert "yearly_cost" not in _propose(["Driftskostnad"], [["Kari", "Ola"]]).mapping.values()


def test_the_better_of_two_columns_wins() -> None:
    proposal = _propose(["Kostnad", "Kostnad per år"], [["se avtal", "fri"], ["100", "200"]])

    assert proposal.mapping[1] == "yearly_cost"


def test_what_was_chosen_last_time_wins_over_any_guess() -> None:
    last = _columns("System", "Ansvarig", "Kostnad")
    remembered = to_remember(last, {0: "name", 1: "owner"})

    proposal = _propose(["KOSTNAD", "Ansvarig", "System"], remembered=remembered)

    assert proposal.mapping == {1: "owner", 2: "name"}
    assert {guess.reason for guess in proposal.guesses} == {Reason.REMEMBERED}


def test_a_remembered_field_that_no_longer_exists_is_guessed_anew() -> None:
    assert _propose(["System"], remembered={"system": "gone"}).mapping == {0: "name"}


def test_the_same_headings_in_another_order_have_the_same_signature() -> None:
    assert signature(_columns("Namn", "Ägare")) == signature(_columns("ÄGARE", "namn"))
    assert signature(_columns("Namn", "Ägare")) != signature(_columns("Namn", "Ägare", "Mål"))


@pytest.mark.parametrize(
    ("cells", "mapped"),
    [(["3.5.2026", "31.12.2027", "1.2.2028"], False), (["Driftavtal", "Licenser"], True)],
)
def test_a_column_of_days_is_not_taken_for_names_of_what_nobody_knows_yet(
    cells: list[CellValue], *, mapped: bool
) -> None:
    agreement = Target(
        name="main_agreement", label="Agreement", kind=Kind.REFERENCE, aliases=("avtal",)
    )
    proposal = propose([agreement], _columns("Avtal t.o.m."), [cells], language="sv")
    assert bool(proposal.mapping) is mapped

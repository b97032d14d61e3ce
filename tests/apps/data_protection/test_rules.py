"""What the terms of an agreement change in the register's own rules, and what they must not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samsyn.apps.data_protection.models import ProcessorTerms
from samsyn.apps.register.public import AgreementTemplate, current_versions
from samsyn.kernel.records.declaration import record_at
from samsyn.kernel.records.values import write_row
from samsyn.kernel.rules import rule_by_code
from tests.apps.data_protection.conftest import TODAY, Desk
from tests.apps.register.rules.asking import titles
from tests.support.builders import Town


@pytest.fixture
def covered(desk: Desk) -> ProcessorTerms:
    """A system with personal data that a signed DPA covers, and the terms of that DPA."""
    system = desk.system(name="Ekot")
    desk.asset(system, personal_data="ordinary")
    return desk.terms(desk.dpa(system))


@pytest.mark.parametrize(
    ("concluded", "note", "found"),
    [
        ("", "", []),
        ("yes", "", []),
        ("no", "", ["Ekot"]),
        ("not_relevant", "", []),
        ("not_relevant", "They only deliver hardware.", []),
    ],
)
def test_an_agreement_that_was_never_concluded_covers_nothing(
    covered: ProcessorTerms, north: Town, concluded: str, note: str, found: list[str]
) -> None:
    with north.arranging():
        ProcessorTerms.everything.update(concluded=concluded, concluded_note=note)

    assert titles("REG-003", north) == found


@pytest.mark.parametrize(
    ("note", "found"), [("They only deliver hardware.", []), ("", ["Ekot"]), ("  ", ["Ekot"])]
)
def test_not_relevant_settles_it_only_with_a_reason(
    desk: Desk, north: Town, note: str, found: list[str]
) -> None:
    system = desk.system(name="Ekot")
    desk.asset(system, personal_data="ordinary")
    unsigned = desk.dpa(system, signed_on=None)
    desk.terms(unsigned, concluded="not_relevant", concluded_note=note)

    assert titles("REG-003", north) == found


def test_the_rule_is_asked_again_when_terms_change() -> None:
    rule = rule_by_code("REG-003")

    assert rule is not None
    assert ProcessorTerms in rule.watches


def test_what_a_neighbour_writes_of_its_agreements_changes_nothing_here(
    covered: ProcessorTerms, desk: Desk, north: Town, south: Town
) -> None:
    there = Desk(south)
    there.terms(there.dpa(), concluded="no", visibility="federation")

    assert titles("REG-003", north) == []


def version(desk: Desk, template: AgreementTemplate, said: str, since: date | None) -> None:
    record = record_at("template-versions")
    with desk.town.arranging():
        write_row(
            desk.town.administrator,
            record,
            None,
            {"template": template.pk, "version": said, "since": since},
        )


@pytest.fixture
def template(desk: Desk) -> AgreementTemplate:
    """A template at version 1."""
    with desk.town.arranging():
        return AgreementTemplate.everything.create(
            name="National DPA", current_version="1", current_since=date(2020, 1, 1)
        )


def test_a_new_version_makes_findings_from_its_day_and_not_before(
    desk: Desk, north: Town, template: AgreementTemplate
) -> None:
    desk.dpa(name="On the old", template=template, template_version="1")
    desk.dpa(name="On the new", template=template, template_version="2")
    assert titles("REG-004", north) == ["On the new"]

    version(desk, template, "2", TODAY + timedelta(days=1))
    assert titles("REG-004", north) == ["On the new"]

    version(desk, template, "3", TODAY)
    assert titles("REG-004", north) == ["On the new", "On the old"]
    with north.looking():
        template.refresh_from_db()
    assert (template.current_version, template.current_since) == ("3", TODAY)


def test_the_version_that_begins_tomorrow_holds_tomorrow(
    desk: Desk, north: Town, template: AgreementTemplate
) -> None:
    version(desk, template, "2", TODAY + timedelta(days=1))

    with north.looking():
        actor = north.administrator
        today = current_versions(actor, TODAY)[template.pk]
        tomorrow = current_versions(actor, TODAY + timedelta(days=1))[template.pk]
    assert (today.version, tomorrow.version) == ("1", "2")


def test_an_older_version_written_down_late_changes_nothing(
    desk: Desk, north: Town, template: AgreementTemplate
) -> None:
    version(desk, template, "0.9", date(2018, 1, 1))

    with north.looking():
        template.refresh_from_db()
    assert template.current_version == "1"

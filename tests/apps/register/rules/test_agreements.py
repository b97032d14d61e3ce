"""REG-002, 003, 004, 005 and 010: agreements cover what is used, and end in time."""

from __future__ import annotations

from datetime import date

import pytest

from samsyn.apps.register.models import AgreementTemplate, InformationFlow, System
from samsyn.kernel.rules import Severity
from tests.apps.register.conftest import TODAY, Shelf
from tests.apps.register.rules.asking import hits, sentences, titles
from tests.support.builders import Town

pytestmark = pytest.mark.django_db
RULES = ("REG-002", "REG-003", "REG-004", "REG-005", "REG-010")


def test_production_needs_an_agreement_in_force(shelf: Shelf, north: Town) -> None:
    anna = shelf.person(name="Anna")
    shelf.system(name="Bare", owner=anna)
    shelf.agreement(shelf.system(name="Covered"))
    shelf.agreement(shelf.system(name="Lapsed"), valid_until=date(2026, 11, 21))
    shelf.agreement(shelf.system(name="Last day"), valid_until=date(2026, 11, 22))
    shelf.agreement(shelf.system(name="Only a DPA"), kind="dpa")
    shelf.system(name="Own make", no_agreement_because="We made it ourselves")
    shelf.system(name="Pilot", stage=System.Stage.PILOT)
    assert sentences("REG-002", north) == [
        "Bare: It is in production, and no agreement covers it.",
        "Lapsed: It is in production, and its agreement is not in force.",
        "Only a DPA: It is in production, and no agreement covers it.",
    ]
    assert hits("REG-002", north)[0].responsible == anna.pk


def test_a_calloff_falls_with_its_framework(shelf: Shelf, north: Town) -> None:
    framework = shelf.agreement(name="Frame", kind="framework", valid_until=date(2026, 11, 30))
    shelf.agreement(shelf.system(name="Called off"), parent=framework)
    assert titles("REG-002", north) == []
    assert titles("REG-002", north, date(2026, 12, 1)) == ["Called off"]


def test_personal_data_needs_a_dpa_in_force(shelf: Shelf, north: Town) -> None:
    ekot, covered, lapsed = (shelf.system(name=n) for n in ("Ekot", "Covered", "Lapsed"))
    own = shelf.system(name="Own", no_dpa_because="Run by ourselves")
    empty, gone = shelf.system(name="Empty"), shelf.system(name="Gone", stage="retired")
    shelf.asset(ekot, covered, lapsed, own, gone, name="Pupils", personal_data="ordinary")
    shelf.asset(ekot, name="Health", personal_data="sensitive")
    shelf.asset(ekot, empty, name="Narcotics list", personal_data="none")
    shelf.agreement(covered, kind="dpa")
    shelf.agreement(lapsed, kind="dpa", signed_on=None)
    shelf.agreement(ekot, kind="purchase")
    assert sentences("REG-003", north) == [
        (
            "Ekot: It holds special categories of personal data (Health, Pupils), and no"
            " data-processing agreement in force covers it."
        ),
        (
            "Lapsed: It holds personal data (Pupils), and no data-processing agreement in force"
            " covers it."
        ),
    ]


def test_a_dpa_on_yesterdays_template_is_found(shelf: Shelf, north: Town) -> None:
    with north.arranging():
        template = AgreementTemplate.everything.create(
            name="National DPA", current_version="2.0", current_since=date(2026, 11, 12)
        )
    kept = {"kind": "dpa", "template": template}
    shelf.agreement(name="Old", template_version="1.2", **kept)
    shelf.agreement(name="New", template_version="2.0", **kept)
    shelf.agreement(name="Silent", **kept)
    shelf.agreement(name="Over", template_version="1.2", terminated_on=TODAY, **kept)
    shelf.agreement(name="Purchase", template_version="1.2", template=template)
    assert sentences("REG-004", north) == [
        "Old: It is version 1.2 of “National DPA”; 2.0 holds.",
        "Silent: It doesn't say which version of “National DPA” it is; 2.0 holds.",
    ]
    assert titles("REG-004", north, grace=10) == ["Old", "Silent"]
    assert titles("REG-004", north, grace=11) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 7, 1), []),  # 91 days before 30 September, the notice day
        (date(2026, 7, 2), [None]),
        (date(2026, 9, 30), [None]),
        (date(2026, 10, 1), [Severity.HIGH]),
        (date(2026, 12, 31), [Severity.HIGH]),
        (date(2027, 1, 1), []),  # renewed: the next notice day is far off
        (date(2027, 7, 2), [None]),
    ],
)
def test_the_notice_day_is_medium_before_and_high_after(
    shelf: Shelf, north: Town, day: date, found: list[Severity | None]
) -> None:
    shelf.agreement(
        valid_until=date(2026, 12, 31), notice_months=3, renewal="renews", renewal_months=12
    )
    assert [hit.severity for hit in hits("REG-005", north, day)] == found


def test_a_notice_day_that_somebody_settled_is_no_question(shelf: Shelf, north: Town) -> None:
    soon = {"valid_until": date(2027, 1, 31), "notice_months": 1}
    shelf.agreement(name="Open", **soon)
    shelf.agreement(name="Kept", kept_until=date(2027, 1, 31), **soon)
    shelf.agreement(name="Kept too short", kept_until=date(2027, 1, 30), **soon)
    shelf.agreement(name="Terminated", terminated_on=date(2027, 2, 1), **soon)
    shelf.agreement(name="Unsigned", signed_on=None, **soon)
    assert sentences("REG-005", north) == [
        "Kept too short: Notice must be given by 31 Dec 2026. The period ends 31 Jan 2027.",
        "Open: Notice must be given by 31 Dec 2026. The period ends 31 Jan 2027.",
    ]
    assert titles("REG-005", north, days=38) == []
    assert titles("REG-005", north, days=39) == ["Kept too short", "Open"]


def test_an_option_is_asked_for_instead_of_notice(shelf: Shelf, north: Town) -> None:
    anna = shelf.person(name="Anna")
    soon = {"valid_until": date(2027, 1, 31), "renewal": "option", "option_months": 12}
    shelf.agreement(name="Near", options_left=2, notice_months=1, owner=anna, **soon)
    shelf.agreement(name="None left", options_left=0, **soon)
    shelf.agreement(name="Passed", options_left=1, notice_months=3, **soon)
    assert sentences("REG-005", north) == [
        "Near: An option must be used by 31 Dec 2026, or it ends 31 Jan 2027.",
        "Passed: The last day to use an option was 31 Oct 2026. It ends 31 Jan 2027.",
    ]
    near, passed = hits("REG-005", north)
    assert (near.severity, near.responsible) == (None, anna.pk)
    assert passed.severity is Severity.HIGH


def test_a_follow_up_reaches_who_does_it_or_who_owns_the_agreement(
    shelf: Shelf, north: Town
) -> None:
    anna, berit = shelf.person(name="Anna"), shelf.person(name="Berit")
    kept = shelf.agreement(name="Kept", owner=anna, next_follow_up=date(2026, 12, 1))
    shelf.agreement(name="Only a day", owner=anna, next_follow_up=date(2026, 11, 1))
    shelf.agreement(name="Far off", next_follow_up=date(2027, 6, 1))
    shelf.follow_up(kept, name="Yearly look", planned_on=date(2026, 11, 21), responsible=berit)
    shelf.follow_up(kept, name="Next look", planned_on=date(2026, 12, 24))
    shelf.follow_up(kept, name="Done", planned_on=TODAY, done_on=TODAY, result="kept")
    assert sentences("REG-005", north) == [
        "Next look: It is to be followed up by 24 Dec 2026.",
        "Only a day: It should have been followed up by 1 Nov 2026.",
        "Yearly look: It should have been followed up by 21 Nov 2026.",
    ]
    found = hits("REG-005", north)
    assert [hit.responsible for hit in found] == [anna.pk, anna.pk, berit.pk]
    assert [hit.severity for hit in found] == [Severity.LOW, None, None]


def test_a_retired_system_that_is_still_leaned_on_is_found(shelf: Shelf, north: Town) -> None:
    paid = shelf.system(name="Paid for", stage="retired")
    shelf.agreement(paid, name="Licence")
    shared = shelf.system(name="Shared agreement", stage="retired")
    shelf.agreement(shared, shelf.system(name="In use"))
    ended = shelf.system(name="Ended", stage="retired")
    shelf.agreement(ended, valid_until=date(2026, 11, 21))
    hoped = shelf.system(name="Hoped for", stage="retired")
    shelf.system(name="Waiting", replaced_by=hoped)
    shelf.system(name="Gone too", stage="retired", replaced_by=ended)
    assert sentences("REG-010", north) == [
        "Hoped for: It is retired, and still meant to replace Waiting.",
        "Paid for: It is retired, and an agreement still runs: Licence.",
    ]


def test_a_retired_system_that_still_sends_is_found(shelf: Shelf, north: Town) -> None:
    gone, used = shelf.system(name="Old staff", stage="retired"), shelf.system(name="Accounts")
    other = shelf.system(name="Pay")
    with north.arranging():
        for source in (gone, other):
            InformationFlow.everything.create(
                organisation_id=north.id, source_system=source, target_system=used
            )
    assert sentences("REG-010", north) == [
        "Old staff: It is retired, and information still goes: Old staff → Accounts."
    ]


def test_another_organisations_agreements_are_never_found(shelf: Shelf, south: Town) -> None:
    shared = {"visibility": "federation"}
    system = shelf.system(**shared)
    shelf.asset(system, personal_data="sensitive", **shared)
    retired = shelf.system(stage="retired", **shared)
    shelf.agreement(retired, valid_until=date(2026, 12, 1), notice_months=1, **shared)
    for code in RULES:
        assert titles(code, south) == []

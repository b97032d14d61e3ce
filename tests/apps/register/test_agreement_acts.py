"""Agreements are left, extended and followed up by acts that count the days themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from samsyn.apps.register.models import Agreement, FollowUp
from samsyn.apps.register.services.extend_agreement import extend_agreement
from samsyn.apps.register.services.give_notice import give_notice
from samsyn.apps.register.services.record_follow_up import record_follow_up
from samsyn.apps.register.services.use_option import use_option
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Act
from tests.apps.register.conftest import TODAY, Shelf, signed_in
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


def as_kept(north: Town, agreement: Agreement) -> Agreement:
    with north.looking():
        return Agreement.owned_by(north.administrator).get(pk=agreement.pk)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [str(objection.code) for objection in refusal.value.objections]


def test_notice_ends_it_the_day_that_its_own_rule_gives(
    shelf: Shelf, client: Client, north: Town
) -> None:
    kept = shelf.agreement(notice_months=3, notice_from="half_year_end")
    page = client.get(f"/north/agreements/{kept.pk}/notice/").content.decode()
    assert "counted from the end of the half-year" in page
    assert 'value="2027-03-31"' in page

    answer = client.post(
        f"/north/agreements/{kept.pk}/notice/",
        {"given_on": "2026-11-22", "last_day": "2027-03-31", "reason": "Too dear"},
        follow=True,
    )

    assert "Its last day is 31" in answer.content.decode()
    assert as_kept(north, kept).terminated_on == date(2027, 4, 1)
    with north.looking():
        act = Act.everything.latest("pk")
    assert (act.name, act.reason) == ("register.give_notice", "Too dear")


def test_a_notice_that_has_not_run_is_refused_unless_the_supplier_agrees(
    shelf: Shelf, north: Town
) -> None:
    kept = shelf.agreement(notice_months=3)
    said: dict[str, Any] = {
        "agreement_id": kept.pk,
        "given_on": TODAY,
        "last_day": date(2027, 2, 21),
    }
    with pytest.raises(Refused) as refusal:
        give_notice(north.administrator, **said, reason="x")
    assert codes(refusal) == ["ends_too_early"]
    assert as_kept(north, kept).terminated_on is None

    give_notice(north.administrator, **said, reason="x", agreed=True)
    assert as_kept(north, kept).terminated_on == date(2027, 2, 22)
    with pytest.raises(Refused) as refusal:
        give_notice(north.administrator, **said, reason="x", agreed=True)
    assert codes(refusal) == ["agreement_terminated"]


def test_everything_wrong_with_a_notice_is_said_at_once(shelf: Shelf, client: Client) -> None:
    kept = shelf.agreement(valid_until=date(2026, 11, 1))
    answer = client.post(
        f"/north/agreements/{kept.pk}/notice/",
        {"given_on": "2026-12-22", "last_day": "2026-11-23", "reason": "x"},
    )
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code == 422
    for sentence in (
        "It ended on 1 Nov 2026. There is nothing left to end or extend.",
        "Notice cannot have been given on a day that has not come.",
        "It cannot end before notice was given.",
    ):
        assert sentence in page


def test_an_option_extends_it_once_and_is_counted_down(shelf: Shelf, north: Town) -> None:
    kept = shelf.agreement(valid_until=date(2027, 2, 28), option_months=12, options_left=1)
    use_option(north.administrator, agreement_id=kept.pk, reason="Works well")
    extended = as_kept(north, kept)
    assert (extended.valid_until, extended.options_left) == (date(2028, 2, 29), 0)
    with pytest.raises(Refused) as refusal:
        use_option(north.administrator, agreement_id=kept.pk, reason="x")
    assert codes(refusal) == ["no_option_left"]


def test_an_option_whose_day_has_passed_needs_the_suppliers_yes(
    shelf: Shelf, client: Client, north: Town
) -> None:
    kept = shelf.agreement(
        valid_until=date(2027, 1, 31), option_months=12, options_left=1, notice_months=3
    )
    address = f"/north/agreements/{kept.pk}/option/"
    assert "31" in client.get(address).content.decode()
    answer = client.post(address, {"reason": "x"})
    assert answer.status_code == 422
    assert "had to be used by" in answer.content.decode()
    assert client.post(address, {"reason": "x", "agreed": "on"}).status_code == 302
    assert as_kept(north, kept).valid_until == date(2028, 1, 31)


def test_it_is_extended_to_a_later_day_only(shelf: Shelf, client: Client, north: Town) -> None:
    kept = shelf.agreement(valid_until=date(2027, 1, 31))
    address = f"/north/agreements/{kept.pk}/extend/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"until": "2027-01-31", "reason": "x"}).status_code == 422
    assert client.post(address, {"until": "2027-06-30", "reason": "x"}).status_code == 302
    assert as_kept(north, kept).valid_until == date(2027, 6, 30)
    ongoing = shelf.agreement()
    with pytest.raises(Refused) as refusal:
        extend_agreement(
            north.administrator, agreement_id=ongoing.pk, until=date(2030, 1, 1), reason="x"
        )
    assert codes(refusal) == ["no_period_to_extend"]


def test_a_follow_up_done_plans_the_next(shelf: Shelf, client: Client, north: Town) -> None:
    anna = shelf.person(name="Anna")
    kept = shelf.agreement(follow_up_months=6)
    look = shelf.follow_up(kept, name="Half-yearly look", responsible=anna)
    address = f"/north/follow-ups/{look.pk}/done/"
    assert 'value="2027-05-22"' in client.get(address).content.decode()
    said = {"done_on": "2026-11-22", "result": "remarks", "next_on": "2027-05-22"}
    assert client.post(address, said).status_code == 302

    with north.looking():
        following = FollowUp.owned_by(north.administrator).get(done_on=None)
        assert (following.name, following.planned_on, following.responsible_id) == (
            "Half-yearly look",
            date(2027, 5, 22),
            anna.pk,
        )
    assert as_kept(north, kept).next_follow_up == date(2027, 5, 22)
    page = client.get(f"/north/agreements/{kept.pk}/").content.decode()
    assert "Kept, with remarks" in page
    with pytest.raises(Refused) as refusal:
        record_follow_up(
            north.administrator, follow_up_id=look.pk, done_on=TODAY, result="kept", next_on=TODAY
        )
    assert codes(refusal) == ["follow_up_done_already", "next_follow_up_too_early"]


def test_the_next_follow_up_is_proposed_where_none_is_planned(shelf: Shelf, client: Client) -> None:
    kept = shelf.agreement(follow_up_months=12, valid_from=date(2026, 1, 31))
    page = client.get(f"/north/agreements/{kept.pk}/").content.decode()
    assert "The next follow-up should be 31" in page
    assert "planned_on=2027-01-31" in page


def test_a_reader_acts_on_nothing(shelf: Shelf, north: Town) -> None:
    kept = shelf.agreement(notice_months=3, valid_until=date(2027, 1, 31))
    reader = north.person(AccessRole.READER)
    with pytest.raises(NotAllowed):
        give_notice(reader, agreement_id=kept.pk, given_on=TODAY, last_day=TODAY, reason="x")
    browser = signed_in(north, AccessRole.READER)
    for act in ("notice", "option", "extend"):
        assert browser.get(f"/north/agreements/{kept.pk}/{act}/").status_code == 403


def test_a_neighbour_cannot_act_on_ours(shelf: Shelf, south: Town) -> None:
    kept = shelf.agreement(visibility="federation", valid_until=date(2027, 1, 31))
    browser = signed_in(south)
    for act in ("notice", "option", "extend"):
        assert browser.get(f"/south/agreements/{kept.pk}/{act}/").status_code == 404


def test_the_page_shows_what_stands_above_and_below(shelf: Shelf, client: Client) -> None:
    top = shelf.agreement(name="Frame", valid_until=date(2026, 11, 1))
    middle = shelf.agreement(name="Call-off", parent=top)
    shelf.agreement(name="Order", parent=middle)
    shelf.agreement(name="Free", parent=top, needs_parent=False)
    page = client.get(f"/north/agreements/{top.pk}/").content.decode()
    tree = page.split('id="tree-heading"')[1].split("</section>")[0]
    assert [name for name in ("Call-off", "Order", "Free") if name in tree] == [
        "Call-off",
        "Order",
        "Free",
    ]
    assert tree.count("Not in force") == 2
    assert tree.count("holds on its own") == 1

"""An agreement's page says whether it holds and why; its form refuses what contradicts itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from samsyn.apps.register.models import Agreement
from samsyn.apps.register.public import in_force_on
from samsyn.domain.access.permissions import AccessRole
from tests.apps.register.conftest import TODAY, Shelf, signed_in
from tests.support.builders import Town


def words(client: Client, agreement: Agreement) -> str:
    page = client.get(f"/north/agreements/{agreement.pk}/").content.decode()
    return page.replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_tells_why_it_holds_and_until_when_to_give_notice(
    shelf: Shelf, client: Client
) -> None:
    kept = shelf.agreement(
        valid_until=date(2027, 6, 30), notice_months=3, renewal="renews", renewal_months=12
    )
    page = words(client, kept)
    for sentence in (
        "In force",
        "It was signed on 1 Jan 2025.",
        "It began on 1 Jan 2025.",
        "It runs until 30 Jun 2027.",
        "Notice must be given by 31 Mar 2027 at the latest.",
    ):
        assert sentence in page


def test_the_page_tells_everything_against_it(shelf: Shelf, client: Client) -> None:
    frame = shelf.agreement(name="Frame", signed_on=None)
    page = words(client, shelf.agreement(parent=frame, terminated_on=TODAY, signed_on=None))
    for sentence in (
        "Not in force",
        "It has not been signed.",
        "It was terminated as of 22 Nov 2026.",
        "The agreement above it, “Frame”, is not in force.",
    ):
        assert sentence in page
    assert "Notice" not in page.split("Does it hold today?")[1].split("</section>")[0]


def test_a_notice_day_that_has_passed_is_told_as_such(shelf: Shelf, client: Client) -> None:
    page = words(client, shelf.agreement(valid_until=date(2026, 12, 31), notice_months=3))
    assert "The last day to give notice was 30 Sep 2026." in page


def test_what_is_in_force_counts_all_parents(shelf: Shelf, north: Town) -> None:
    top = shelf.agreement(valid_until=date(2026, 11, 30))
    middle = shelf.agreement(parent=top)
    low = shelf.agreement(parent=middle)
    alone = shelf.agreement()
    with north.looking():
        assert in_force_on(north.administrator, TODAY) == {top.pk, middle.pk, low.pk, alone.pk}
        assert in_force_on(north.administrator, date(2026, 12, 1)) == {alone.pk}


def test_a_parent_kept_secret_is_not_named_to_a_reader(shelf: Shelf, north: Town) -> None:
    secret = shelf.agreement(name="Secret frame", visibility="restricted")
    child = shelf.agreement(parent=secret)
    page = words(signed_in(north, AccessRole.READER), child)
    assert "Secret frame" not in page


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"valid_from": date(2026, 1, 2), "valid_until": date(2026, 1, 1)}, "valid_until"),
        ({"ongoing": True, "valid_until": date(2026, 1, 1)}, "ongoing"),
        ({"renewal": "renews"}, "renewal_months"),
    ],
)
def test_terms_that_contradict_each_other_are_refused(
    said: dict[str, object], field: str, db: None
) -> None:
    with pytest.raises(ValidationError) as refusal:
        Agreement(name="X", **said).clean()
    assert list(refusal.value.message_dict) == [field]


def test_no_agreement_stands_under_itself(shelf: Shelf, north: Town) -> None:
    top = shelf.agreement()
    low = shelf.agreement(parent=shelf.agreement(parent=top))
    with north.looking():
        top.parent = low
        with pytest.raises(ValidationError, match="under itself"):
            top.clean()

"""Each adjuster approves exactly the text they saw; with the last word it locks by itself."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.core import mail

from samsyn.apps.council.models import (
    Addendum,
    Adjustment,
    Attendance,
    ItemNote,
    Minutes,
    MinutesFile,
)
from samsyn.apps.council.queries.minutes import standings_of
from samsyn.apps.council.services.adjust_minutes import (
    add_to_minutes,
    approve_minutes,
    choose_adjusters,
    object_to_minutes,
    send_minutes,
    still_says,
)
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.minutes_paper.adjusting import Obstacle
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.letter_jobs import write
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.council.held_meeting import Held, held_meeting, sitter
from tests.support.builders import Town


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [str(one.code) for one in refusal.value.objections]


def sent(held: Held) -> Minutes:
    return send_minutes(held.secretary, meeting_id=held.meeting.pk)


def words_now(held: Held) -> dict[str, str]:
    with acting_for(held.secretary):
        row = Minutes.owned_by(held.secretary).select_related("meeting").get()
        digest = row.digest if still_says(row) else ""
        return {
            one.adjuster.name: str(one.word) for one in standings_of(held.secretary, row, digest)
        }


def test_the_chair_and_the_adjuster_approve_and_the_minutes_lock_by_themselves(
    north: Town,
) -> None:
    held = held_meeting(north)
    row = sent(held)

    approve_minutes(held.chair.actor, meeting_id=held.meeting.pk, digest=row.digest)
    assert words_now(held) == {"Cecilia Chair": "approved", "Anton Adjuster": "waiting"}
    approve_minutes(held.adjuster.actor, meeting_id=held.meeting.pk, digest=row.digest)

    with acting_for(held.secretary):
        row.refresh_from_db()
        kept = MinutesFile.owned_by(held.secretary).get()
    assert row.state == Minutes.State.LOCKED
    assert bytes(kept.content).startswith(b"%PDF-")
    assert kept.sha256 == hashlib.sha256(bytes(kept.content)).hexdigest()


def test_what_was_written_after_it_was_sent_breaks_the_approval_for_all_to_see(
    north: Town,
) -> None:
    held = held_meeting(north)
    row = sent(held)
    approve_minutes(held.chair.actor, meeting_id=held.meeting.pk, digest=row.digest)

    with north.arranging():
        ItemNote.everything.create(item=held.items["budget"], text="And one thing more.")

    assert words_now(held) == {"Cecilia Chair": "broken", "Anton Adjuster": "waiting"}
    with pytest.raises(Refused) as refusal:
        approve_minutes(held.adjuster.actor, meeting_id=held.meeting.pk, digest=row.digest)
    assert codes(refusal) == [Obstacle.CHANGED]
    page = held.chair.signed_in().get(held.address)
    assert "send it again" in page.content.decode()

    again = sent(held)
    assert (again.edition, again.digest == row.digest) == (2, False)
    assert words_now(held) == {"Cecilia Chair": "broken", "Anton Adjuster": "waiting"}
    with pytest.raises(Refused):  # the page they had open still tells the old text
        approve_minutes(held.chair.actor, meeting_id=held.meeting.pk, digest=row.digest)


def test_an_objection_stops_the_lock_until_the_text_is_approved(north: Town) -> None:
    held = held_meeting(north)
    row = sent(held)
    approve_minutes(held.chair.actor, meeting_id=held.meeting.pk, digest=row.digest)
    with pytest.raises(Refused) as refusal:
        object_to_minutes(
            held.adjuster.actor, meeting_id=held.meeting.pk, digest=row.digest, words=" "
        )
    assert codes(refusal) == [Obstacle.SAY_WHY]

    object_to_minutes(
        held.adjuster.actor, meeting_id=held.meeting.pk, digest=row.digest, words="Not so."
    )

    assert words_now(held)["Anton Adjuster"] == "objected"
    assert "Not so." in held.chair.signed_in().get(held.address).content.decode()
    approve_minutes(held.adjuster.actor, meeting_id=held.meeting.pk, digest=row.digest)
    with acting_for(held.secretary):
        row.refresh_from_db()
        assert row.state == Minutes.State.LOCKED
        assert list(Adjustment.owned_by(held.secretary).values_list("objection", flat=True)) == [
            "",
            "",
        ]


def test_nobody_else_approves(north: Town) -> None:
    held = held_meeting(north)
    with north.arranging():
        another = sitter(north, held.meeting, "Mona Member")
    row = sent(held)

    with pytest.raises(Refused) as refusal:
        approve_minutes(another.actor, meeting_id=held.meeting.pk, digest=row.digest)
    assert codes(refusal) == [Obstacle.NOT_ADJUSTER]
    with pytest.raises(Refused):
        approve_minutes(held.secretary, meeting_id=held.meeting.pk, digest=row.digest)
    with pytest.raises(NotAllowed):
        send_minutes(held.adjuster.actor, meeting_id=held.meeting.pk)


def test_everything_that_is_missing_is_told_before_they_are_sent(north: Town) -> None:
    held = held_meeting(north)
    with north.arranging():
        held.meeting.state = "sitting"
        held.meeting.save()
        Attendance.everything.filter(pk=held.adjuster.attendance.pk).update(
            adjusts=True, presence="absent"
        )
        note = ItemNote.everything.filter(item=held.items["budget"]).first()
        ItemNote.everything.create(item=held.items["budget"], text="Or so?", rival_of=note)
        held.chair.user.is_active = False
        held.chair.user.save()
        held.forum.adjusters = 2
        held.forum.save()

    with pytest.raises(Refused) as refusal:
        sent(held)

    assert set(codes(refusal)) == {
        Obstacle.NOT_HELD,
        Obstacle.TWO_VERSIONS,
        Obstacle.TOO_FEW_ADJUSTERS,
        Obstacle.NO_ACCOUNT,
        Obstacle.WAS_NOT_THERE,
    }


def test_adjusters_are_chosen_among_those_who_were_there(north: Town) -> None:
    held = held_meeting(north)
    with north.arranging():
        another = sitter(north, held.meeting, "Mona Member")
        absent = Attendance.everything.get(who="Ove Absent")

    choose_adjusters(
        held.secretary, meeting_id=held.meeting.pk, chosen=[another.attendance.pk, absent.pk]
    )

    with acting_for(held.secretary):
        adjusting = Attendance.owned_by(held.secretary).filter(adjusts=True)
        assert list(adjusting.values_list("who", flat=True)) == ["Mona Member"]


def test_one_mail_asks_each_adjuster_and_its_link_lands_on_the_minutes_after_sign_in(
    north: Town,
) -> None:
    held = held_meeting(north)
    mail.outbox.clear()
    sent(held)

    write(organisations=[north.id])
    write(organisations=[north.id])

    written = {one.to[0]: one for one in mail.outbox}
    assert set(written) == {held.chair.user.email, held.adjuster.user.email}
    assert len(mail.outbox) == 2
    body = str(written[held.chair.user.email].body)
    assert "Minutes to approve" in body
    assert "Hemligskatt" not in body
    address = re.search(r"https?://[^/\s]+(/\S+)", body)
    assert address
    assert address[1] == held.address
    from django.test import Client  # noqa: PLC0415 - a stranger's browser

    away = Client().get(address[1])
    assert away.status_code == 302
    assert f"next={held.address}" in away["Location"]
    assert "Approve the minutes" in held.chair.signed_in().get(address[1]).content.decode()


def test_who_has_approved_is_not_written_to(north: Town) -> None:
    held = held_meeting(north)
    row = sent(held)
    approve_minutes(held.chair.actor, meeting_id=held.meeting.pk, digest=row.digest)
    mail.outbox.clear()

    write(organisations=[north.id])

    assert [one.to[0] for one in mail.outbox] == [held.adjuster.user.email]


def test_the_way_of_minutes_by_browser(north: Town) -> None:
    held = held_meeting(north)
    from django.test import Client  # noqa: PLC0415

    from samsyn.domain.access.permissions import AccessRole  # noqa: PLC0415

    writer = Client()
    writer.force_login(north.user(AccessRole.STRATEGIST))
    chair = held.chair.signed_in()
    member = held.adjuster.signed_in()
    assert "No minutes yet" in member.get(held.address).content.decode()
    draft = writer.get(held.address).content.decode()
    assert "The larger one costs more." in draft

    assert writer.post(f"{held.address}send/").status_code == 302
    for one in (chair, held.adjuster.signed_in()):
        page = one.get(held.address).content.decode()
        digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
        assert digest
        assert one.post(f"{held.address}approve/", {"digest": digest[1]}).status_code == 302

    page = chair.get(held.address).content.decode()
    assert "Approved by all and locked" in page
    first = chair.get(f"{held.address}minutes.pdf")
    assert first["Content-Type"] == "application/pdf"
    with acting_for(held.secretary):
        assert first.content == bytes(MinutesFile.owned_by(held.secretary).get().content)


def locked(held: Held) -> Minutes:
    row = sent(held)
    for one in (held.chair, held.adjuster):
        approve_minutes(one.actor, meeting_id=held.meeting.pk, digest=row.digest)
    return row


def test_a_correction_is_dated_and_the_locked_file_stays_as_it_was(north: Town) -> None:
    held = held_meeting(north)
    with pytest.raises(Refused) as refusal:
        add_to_minutes(held.secretary, meeting_id=held.meeting.pk, text="Too early.")
    assert codes(refusal) == [Obstacle.NOT_LOCKED]
    locked(held)
    before = held.chair.signed_in().get(f"{held.address}minutes.pdf").content

    add_to_minutes(
        held.secretary, meeting_id=held.meeting.pk, text="It was *three*.", item_number="1"
    )

    page = held.chair.signed_in().get(held.address).content.decode()
    assert "It was <em>three</em>." in page
    assert held.chair.signed_in().get(f"{held.address}minutes.pdf").content == before
    addenda = held.chair.signed_in().get(f"{held.address}corrections.pdf")
    assert addenda.content.startswith(b"%PDF-")
    with acting_for(held.secretary):
        assert Addendum.owned_by(held.secretary).get().added_by == held.secretary.name


def test_the_forums_own_secretary_drafts_sends_and_corrects_and_publishes_nothing(
    north: Town,
) -> None:
    held = held_meeting(north)
    with north.arranging():
        secretary = sitter(north, held.meeting, "Sixten Secretary", "secretary")
    writes = secretary.signed_in()
    assert "The larger one costs more." in writes.get(held.address).content.decode()

    assert writes.post(f"{held.address}send/").status_code == 302
    with acting_for(held.secretary):
        row = Minutes.owned_by(held.secretary).get()
    for one in (held.chair, held.adjuster):
        approve_minutes(one.actor, meeting_id=held.meeting.pk, digest=row.digest)

    added = writes.post(f"{held.address}add/", {"text": "A correction.", "item_number": ""})
    assert added.status_code == 302
    assert writes.get(f"{held.address}publish/").status_code == 403
    assert held.adjuster.signed_in().get(f"{held.address}add/").status_code == 403

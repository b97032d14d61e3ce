"""Others read locked minutes without the secret and without the personal that was held back."""

from __future__ import annotations

import io
import re
import zlib

import pytest
from django.test import Client
from docx import Document

from samsyn.apps.council.models import ItemNote, Minutes, OpenedMinutes
from samsyn.apps.council.services.adjust_minutes import (
    add_to_minutes,
    approve_minutes,
    send_minutes,
)
from samsyn.apps.council.services.publish_minutes import (
    publish_minutes,
    to_show,
    withdraw_minutes,
)
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.minutes_paper.adjusting import Obstacle
from samsyn.domain.minutes_paper.showing import Find, Judged
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Act, Change
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.council.held_meeting import (
    NUMBER,
    SECRET,
    Held,
    held_meeting,
    words_of_docx,
)
from tests.support.builders import Town

HOLD = Judged(release=False)


def locked(held: Held) -> Minutes:
    row = send_minutes(held.secretary, meeting_id=held.meeting.pk)
    for one in (held.chair, held.adjuster):
        approve_minutes(one.actor, meeting_id=held.meeting.pk, digest=row.digest)
    with acting_for(held.secretary):
        return Minutes.owned_by(held.secretary).select_related("meeting__organisation").get()


def finds(held: Held) -> tuple[Find, ...]:
    with acting_for(held.secretary):
        row = Minutes.owned_by(held.secretary).get()
        return to_show(held.secretary, row)[1]


def publish(held: Held, reach: str = "public", **said: object) -> OpenedMinutes:
    judged = {find.key: HOLD for find in finds(held)}
    options: dict[str, object] = {"judged": judged, "reach": reach}
    return publish_minutes(held.secretary, meeting_id=held.meeting.pk, **(options | said))  # type: ignore[arg-type]


@pytest.fixture
def held(north: Town) -> Held:
    """A held meeting with personal data in its notes, locked."""
    held = held_meeting(north)
    with north.arranging():
        Person.everything.create(name="Petra Personal")
        ItemNote.everything.create(
            item=held.items["budget"],
            text=f"Petra Personal ({NUMBER}) asked; answer to petra@edskog.example.",
        )
    locked(held)
    return held


def shown_page(held: Held, client: Client | None = None) -> str:
    with acting_for(held.secretary):
        opened = OpenedMinutes.owned_by(held.secretary).latest("pk")
    answer = (client or Client()).get(f"/public/{held.town.slug}/minutes/{opened.pk}/")
    return answer.content.decode() if answer.status_code == 200 else ""


def test_what_is_personal_is_found_and_nobody_publishes_past_it(held: Held) -> None:
    found = finds(held)
    assert [one.kind for one in found] == ["name", "se_personnummer", "email"]
    assert found[0].shown == "Petra Personal (••••••-••••) asked; answer to •••••@••"

    with pytest.raises(Refused) as refusal:
        publish(held, judged={found[0].key: HOLD, found[1].key: Judged(release=True)})
    assert [one.code for one in refusal.value.objections] == [
        Obstacle.NO_REASON,
        Obstacle.NOT_JUDGED,
    ]
    assert shown_page_is_empty(held)


def shown_page_is_empty(held: Held) -> bool:
    page = Client().get(f"/public/{held.town.slug}/minutes/").content.decode()
    return "shows no minutes here" in page or "visar inga" in page


def test_everybody_reads_what_is_left_and_the_secret_is_told_as_such(held: Held) -> None:
    publish(held)

    page = shown_page(held)
    assert "[…] ([…]) asked; answer to […]." in page
    assert "The council takes the larger budget." in page
    assert "2 Behind closed doors" in page
    for hidden in (SECRET, "Petra", NUMBER, "petra@", "Gunilla", "Owns shares"):
        assert hidden not in page
    assert "Cecilia Chair" in page
    everything = Client().get(f"/public/{held.town.slug}/minutes/").content.decode()
    assert "E 1/2026 The larger budget" in everything
    assert SECRET not in everything


def test_what_somebody_releases_is_shown_and_the_reason_is_kept(held: Held) -> None:
    found = finds(held)
    judged = {one.key: HOLD for one in found}
    judged[found[0].key] = Judged(release=True, reason="She is the press officer.")

    publish(held, judged=judged)

    assert "Petra Personal ([…]) asked" in shown_page(held)
    with acting_for(held.secretary):
        row = Minutes.owned_by(held.secretary).get()
        assert row.public_content["editions"][0]["released"][0]["reason"] == (
            "She is the press officer."
        )
    assert "press officer" not in shown_page(held)


def test_guests_are_named_where_somebody_says_so_and_an_item_is_held_back_whole(
    held: Held,
) -> None:
    publish(held, guests_named=True, closed=[held.items["budget"].pk])

    page = shown_page(held)
    assert "Gunilla Gäst" in page
    assert "larger" not in page
    assert "1 Behind closed doors" in page


def test_the_files_say_no_more_than_the_page(held: Held) -> None:
    opened = publish(held)
    address = f"/public/{held.town.slug}/minutes/{opened.pk}/minutes"

    pdf = Client().get(f"{address}.pdf")
    docx = Client().get(f"{address}.docx")

    assert pdf["Cache-Control"] == "public, max-age=300"
    assert "attachment" in pdf["Content-Disposition"]
    again = Client().get(f"{address}.pdf", HTTP_IF_NONE_MATCH=pdf["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    told = words_of_docx(docx.content) + words_of_pdf(pdf.content)
    assert "The council takes the larger budget." in words_of_docx(docx.content)
    for hidden in (SECRET, "Petra", NUMBER, "petra@", "Gunilla", held.secretary.name):
        assert hidden not in told
    about = Document(io.BytesIO(docx.content)).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("North", "", "")


def words_of_pdf(made: bytes) -> str:
    """Return all that stands in a PDF's streams and around them, hex strings decoded."""
    out = [made.decode("latin-1")]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            out.append(zlib.decompress(stream).decode("latin-1"))
        except zlib.error:
            continue
    return "\n".join(out)


def test_withdrawn_minutes_are_gone_everywhere_and_the_trace_stays(held: Held) -> None:
    opened = publish(held)
    address = f"/public/{held.town.slug}/minutes/{opened.pk}/"
    with pytest.raises(Refused):
        withdraw_minutes(held.secretary, meeting_id=held.meeting.pk, reason=" ")

    withdraw_minutes(held.secretary, meeting_id=held.meeting.pk, reason="A name had stayed.")

    assert Client().get(address).status_code == 404
    assert Client().get(f"{address}minutes.pdf").status_code == 404
    assert shown_page_is_empty(held)
    with acting_for(held.secretary):
        row = Minutes.owned_by(held.secretary).get()
    assert row.state == Minutes.State.LOCKED
    edition = row.public_content["editions"][0]
    assert (edition["withdrawn_because"], edition["withdrawn_by"]) == (
        "A name had stayed.",
        held.secretary.name,
    )


def test_a_new_edition_takes_the_place_of_the_old_one(held: Held) -> None:
    old = publish(held)
    add_to_minutes(held.secretary, meeting_id=held.meeting.pk, text=f"Petra Personal has {NUMBER}.")
    assert "Corrections" not in shown_page(held)

    new = publish(held)

    assert Client().get(f"/public/north/minutes/{old.pk}/").status_code == 404
    page = Client().get(f"/public/north/minutes/{new.pk}/").content.decode()
    assert "[…] has […]." in page
    assert "Petra" not in page


@pytest.mark.parametrize("reach", ["federation", "public"])
def test_a_neighbour_reads_what_is_shown_and_nothing_of_its_history(
    held: Held, south: Town, far: Town, reach: str
) -> None:
    opened = publish(held, reach)
    neighbour = Client()
    neighbour.force_login(south.user(AccessRole.READER))

    page = neighbour.get(f"/south/minutes/shown/{opened.pk}/").content.decode()
    assert "The council takes the larger budget." in page
    assert SECRET not in page
    listed = neighbour.get("/south/minutes/").content.decode()
    assert opened.title in listed
    assert neighbour.get(f"/south/minutes/shown/{opened.pk}/minutes.pdf").status_code == 200
    assert neighbour.get(f"/south/meetings/{held.meeting.pk}/minutes/").status_code == 404
    stranger = Client().get(f"/public/north/minutes/{opened.pk}/").status_code
    assert stranger == (200 if reach == "public" else 404)
    administrator = far.person(AccessRole.ADMINISTRATOR)
    with acting_for(administrator):
        assert OpenedMinutes.visible_to(administrator).exists() == (reach == "public")
    for reader in (administrator, south.person(AccessRole.ADMINISTRATOR)):
        with acting_for(reader):
            told = Change.visible_to(reader).filter(table_name__startswith="council_")
            assert not told.exists()
            assert not Act.visible_to(reader).filter(name__startswith="council.").exists()


def test_before_they_are_locked_nothing_is_published(north: Town) -> None:
    held = held_meeting(north)
    send_minutes(held.secretary, meeting_id=held.meeting.pk)

    with pytest.raises(Refused) as refusal:
        publish(held)

    assert [one.code for one in refusal.value.objections] == [Obstacle.NOT_LOCKED]


def test_a_person_publishes_by_browser_with_each_find_beside_the_text(held: Held) -> None:
    client = Client()
    client.force_login(held.town.user(AccessRole.STRATEGIST))
    page = client.get(f"{held.address}publish/").content.decode()
    assert page.count('value="hold"') == 3
    assert "Petra Personal" in page
    said = {"reach": "public"}
    for find in finds(held):
        said[f"find_{find.key}"] = "show"
    refused = client.post(f"{held.address}publish/", said)
    assert refused.status_code == 422
    assert refused.content.decode().count("Say why it may be shown") >= 3

    answer = client.post(
        f"{held.address}publish/", said | {f"find_{find.key}": "hold" for find in finds(held)}
    )

    assert answer.status_code == 302
    assert "[…] ([…]) asked" in shown_page(held)
    assert client.post(f"{held.address}withdraw/", {"reason": "No."}).status_code == 302
    assert not shown_page(held)


def test_a_correction_that_others_do_not_read_yet_is_told_until_it_is_published(
    held: Held,
) -> None:
    client = Client()
    client.force_login(held.town.user(AccessRole.STRATEGIST))
    publish(held)
    told = "1 correction is not in what others read."
    assert told not in client.get(held.address).content.decode()

    add_to_minutes(held.secretary, meeting_id=held.meeting.pk, text="It was four o'clock.")
    assert told in client.get(held.address).content.decode()

    publish(held)
    assert told not in client.get(held.address).content.decode()

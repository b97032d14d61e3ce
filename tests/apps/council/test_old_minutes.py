"""Old minutes: read, looked through beside the source, saved as a meeting in one act."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from samsyn.apps.council.forms.old_minutes import corrected, form_of, with_one_more
from samsyn.apps.council.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Forum,
    ForumMember,
    ItemNote,
    Meeting,
    OldMinutes,
)
from samsyn.apps.council.queries.old_minutes import pages_of, stretches_of
from samsyn.apps.council.services.old_minutes import (
    discard_old_minutes,
    keep_old_minutes,
    receive_old_minutes,
    save_old_minutes,
)
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.minutes.checking import Trouble
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Organisation
from tests.domain.minutes.scoring import SAMPLES
from tests.support.builders import Town

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = (SAMPLES / "sv_erad.md").read_bytes()


@pytest.fixture
def forum(north: Town) -> Forum:
    """A forum on which Elin Falk has a seat; there are two people called Gunnar Hed."""
    with north.arranging():
        Organisation.objects.filter(pk=north.id).update(language="en")
        made = Forum.everything.create(name="E-råd Granlund", short_name="ER")
        elin = Person.everything.create(name="Elin Falk")
        for _n in range(2):
            Person.everything.create(name="Gunnar Hed")
        ForumMember.everything.create(forum=made, person=elin)
    return made


def _read(north: Town, forum: Forum, content: bytes = PAPER) -> OldMinutes:
    return receive_old_minutes(
        north.administrator, forum_id=forum.pk, name="erad.md", content=content
    )


def _codes(refused: pytest.ExceptionInfo[Refused]) -> set[tuple[str, str]]:
    return {(str(one.code), one.field) for one in refused.value.objections}


def test_nothing_is_saved_before_somebody_says_so(north: Town, forum: Forum) -> None:
    row = _read(north, forum)

    assert row.state == OldMinutes.State.READ
    with north.looking():
        for model in (Meeting, AgendaItem, Attendance, Decision, Action, ItemNote):
            assert not model.owned_by(north.administrator).exists()


def test_saving_writes_the_meeting_with_everything_in_one_act(north: Town, forum: Forum) -> None:
    row = _read(north, forum)

    meeting = save_old_minutes(north.administrator, pk=row.pk, seen=row.revision)

    actor = north.administrator
    with north.looking():
        row.refresh_from_db()
        assert (row.state, row.meeting_id) == ("saved", meeting.pk)
        assert (meeting.name, meeting.state, meeting.place) == ("ER 1/2021", "ended", "Teams")
        items = list(AgendaItem.owned_by(actor).filter(meeting=meeting).order_by("order"))
        assert [(i.number, i.name, i.type, i.minutes, i.is_break) for i in items] == [
            ("1", "Inledning", "I", 15, False),
            ("2", "Enkäten om e-arkiv", "D", 60, False),
            ("", "Paus", "I", 15, True),
            ("3", "Budget 2022", "B", 60, False),
        ]
        (decision,) = Decision.owned_by(actor)
        assert (decision.text, decision.item, decision.decided_on) == (
            "E-rådet godkänner budgeten.", items[3], date(2021, 3, 11),
        )  # fmt: skip
        actions = {a.name: a for a in Action.owned_by(actor)}
        first = actions["Elin påminner de som inte svarat senast 2021-04-01."]
        assert first.responsible is not None
        assert (first.responsible.name, first.due_on, first.state) == (
            "Elin Falk", date(2021, 4, 1), "done",
        )  # fmt: skip
        assert actions["Ta fram en tidplan."[:-1]].who == "Ann-Sofie Blom"
        notes = [n.text for n in ItemNote.owned_by(actor).filter(item=items[1])]
        assert any("of 9 asked, 6 said yes, 1 said no, 2 have not answered" in n for n in notes)
        assert meeting.to_members == "- Enkätsvar\n- Budget 2022"


def test_people_are_known_by_name_only_where_one_has_it(north: Town, forum: Forum) -> None:
    row = _read(north, forum)

    meeting = save_old_minutes(north.administrator, pk=row.pk, seen=row.revision)

    with north.looking():
        rows = {a.who: a for a in Attendance.owned_by(north.administrator).filter(meeting=meeting)}
        assert rows["Elin Falk"].member is not None
        assert rows["Elin Falk"].part == Attendance.Part.SECRETARY
        assert (rows["Gunnar Hed"].person, rows["Gunnar Hed"].presence) == (None, "absent")
        assert rows["Bertil Cedervall"].substitutes == rows["Disa Ekman"]
        assert (rows["Disa Ekman"].presence, rows["Disa Ekman"].represents) == ("absent", "Furusjö")
        assert set(rows) == {
            "Ann-Sofie Blom", "Bertil Cedervall", "Elin Falk", "Gunnar Hed", "Disa Ekman",
        }  # fmt: skip


def test_a_file_read_twice_is_the_same_row_and_corrections_stay(north: Town, forum: Forum) -> None:
    row = _read(north, forum)
    draft = {**row.draft, "meeting": {**row.draft["meeting"], "place": "Här"}}
    keep_old_minutes(north.administrator, pk=row.pk, draft=draft, seen=row.revision)

    again = _read(north, forum)

    assert again.pk == row.pk
    assert again.draft["meeting"]["place"] == "Här"


def test_everything_that_is_wrong_is_said_at_once(north: Town, forum: Forum) -> None:
    row = _read(north, forum)
    data = QueryDict(mutable=True)
    data.update({"m-day": "", "m-starts": "25:99", "v0-asked": "3", "a0-due": "snart"})
    data.update({"p0-name": " ", "d0-votes_for": "många"})
    kept = keep_old_minutes(
        north.administrator, pk=row.pk, draft=corrected(row.draft, data), seen=row.revision
    )

    with pytest.raises(Refused) as refused:
        save_old_minutes(north.administrator, pk=row.pk, seen=kept.revision)

    assert _codes(refused) == {
        (Trouble.NO_DAY, "m-day"),
        (Trouble.NOT_A_TIME, "m-starts"),
        (Trouble.MORE_THAN_ASKED, "v0-asked"),
        (Trouble.NOT_A_DAY, "a0-due"),
        (Trouble.NO_WORDS, "p0-name"),
        (Trouble.NOT_A_NUMBER, "d0-votes_for"),
    }


def test_what_is_left_out_changed_and_added_is_what_is_saved(north: Town, forum: Forum) -> None:
    row = _read(north, forum)
    data = QueryDict(mutable=True)
    data.update({"a0-what": "Påminn alla", "a0-who": "Elin Falk", "a1-removed": "on"})
    data.update({"a1-what": "Ta fram en tidplan", "a0-state": "hacked"})
    draft, decision = with_one_more(row.draft, "decisions", "i1")
    draft, person = with_one_more(draft, "people", "")
    draft, _empty = with_one_more(draft, "documents", "")
    data.update({f"{decision}-text": "Vi väntar.", f"{person}-name": "Ny Gäst"})
    data.update({f"{person}-role": "observer"})
    kept = keep_old_minutes(
        north.administrator, pk=row.pk, draft=corrected(draft, data), seen=row.revision
    )

    meeting = save_old_minutes(north.administrator, pk=row.pk, seen=kept.revision)

    actor = north.administrator
    with north.looking():
        (action,) = Action.owned_by(actor)
        assert (action.name, action.state) == ("Påminn alla", "done")
        added = Decision.owned_by(actor).get(text="Vi väntar.")
        assert added.item is not None
        assert added.item.name == "Enkäten om e-arkiv"
        guest = Attendance.owned_by(actor).get(meeting=meeting, who="Ny Gäst")
        assert (guest.part, guest.right) == ("guest", "speak")


def test_two_people_correcting_at_once_do_not_overwrite_each_other(
    north: Town, forum: Forum
) -> None:
    row = _read(north, forum)
    keep_old_minutes(north.administrator, pk=row.pk, draft=row.draft, seen=row.revision)

    with pytest.raises(Refused) as refused:
        keep_old_minutes(north.administrator, pk=row.pk, draft=row.draft, seen=row.revision)

    assert _codes(refused) == {(Trouble.CHANGED_MEANWHILE, "")}


def test_saved_minutes_are_saved_once_and_cannot_be_thrown_away(north: Town, forum: Forum) -> None:
    row = _read(north, forum)
    save_old_minutes(north.administrator, pk=row.pk, seen=row.revision)

    with pytest.raises(Refused):
        save_old_minutes(north.administrator, pk=row.pk, seen=row.revision + 1)
    with pytest.raises(Refused):
        discard_old_minutes(north.administrator, pk=row.pk)
    with north.looking():
        assert Meeting.owned_by(north.administrator).count() == 1


def test_identity_numbers_are_masked_before_anything_is_kept(north: Town, forum: Forum) -> None:
    told = "Närvarande: Åsa Ek (Almby)\n\n1) Övrigt\n\nPersonnummer 811228-9874 nämndes.\n"

    row = _read(north, forum, told.encode())

    assert "811228" not in row.text
    assert "811228" not in str(row.draft)
    assert row.draft["masked"] == [5]


def test_a_reader_may_not_hand_in_and_the_neighbour_finds_nothing(
    north: Town, south: Town, forum: Forum
) -> None:
    row = _read(north, forum)

    with pytest.raises(NotAllowed):
        receive_old_minutes(
            north.person(AccessRole.READER), forum_id=forum.pk, name="x", content=b"x"
        )
    with pytest.raises(OldMinutes.DoesNotExist):
        discard_old_minutes(south.administrator, pk=row.pk)


def test_every_line_of_the_source_stands_in_exactly_one_stretch(north: Town, forum: Forum) -> None:
    row = _read(north, forum)

    stretches = stretches_of(row)

    numbers = [line.number for stretch in stretches for line in stretch.lines]
    told = [n for n, text in enumerate(row.text.split("\n"), 1) if text.strip()]
    assert numbers == sorted(set(numbers))
    assert set(told) <= set(numbers)
    facts: list[Any] = [f for s in stretches for found in s.facts.values() for f in found]
    assert len(facts) == sum(
        len(row.draft[k]) for k in ("people", "items", "decisions", "actions", "polls", "documents")
    )
    assert [s for page in pages_of(stretches) for s in page] == stretches


def test_a_form_gives_back_what_it_was_given(north: Town, forum: Forum) -> None:
    row = _read(north, forum)
    data = QueryDict(mutable=True)
    for kind in ("people", "items", "decisions", "actions", "polls", "documents"):
        for fact in row.draft[kind]:
            form = form_of(kind, fact)
            data.update({f"{fact['key']}-{f.name}": str(f.value() or "") for f in form.rows})

    assert corrected(row.draft, data) == row.draft

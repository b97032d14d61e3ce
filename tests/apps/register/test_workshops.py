"""Classification workshops: saved as one types, by two people at once, and then decided."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.register.models import (
    Classification,
    ClassificationScale,
    ClassificationWorkshop,
    InformationAsset,
    ScaleStep,
)
from samsyn.apps.register.services.load_scales import load_scales
from samsyn.apps.register.services.workshop import (
    Typed,
    answer_workshop,
    decide_workshop,
    start_workshop,
)
from samsyn.domain.access.actor import Actor, NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.classification.decision import Fault
from samsyn.domain.classification.scales import DEFAULT_SCALE, Aspect, Perspective
from samsyn.domain.classification.workshop import NO_ANSWER, Answer
from samsyn.domain.shared.refusal import Refused
from tests.apps.register.conftest import TODAY, Shelf, signed_in
from tests.support.builders import Town

C, I, A, T = Aspect  # noqa: E741 - what everybody calls them
PERSON, ORGANISATION, SOCIETY = Perspective
REVIEW = date(2028, 11, 22)


def begun(town: Town, asset: InformationAsset, **said: str) -> ClassificationWorkshop:
    facts = {"scale": DEFAULT_SCALE, "participants": "Rektor\nSkolsköterska", **said}
    return start_workshop(town.administrator, asset_id=asset.pk, held_on=TODAY, **facts)


def all_answered(actor: Actor, workshop: ClassificationWorkshop, **levels: int) -> None:
    typed = {
        (aspect, who): Typed(Answer(levels.get(who, 1), f"Because of {who}"), NO_ANSWER.mark)
        for aspect in (C, I, A)
        for who in Perspective
    }
    answer_workshop(actor, workshop_id=workshop.pk, typed=typed)


def latest(town: Town, workshop: ClassificationWorkshop) -> ClassificationWorkshop:
    with town.looking():
        return ClassificationWorkshop.everything.get(pk=workshop.pk)


def test_the_worst_case_counts_and_its_reasons_are_kept(shelf: Shelf, north: Town) -> None:
    workshop = begun(north, shelf.asset())
    all_answered(north.administrator, workshop, person=3, society=3)
    decision = decide_workshop(
        north.administrator, workshop_id=workshop.pk, decided_on=TODAY, next_review=REVIEW
    )
    assert (decision.confidentiality, decision.integrity, decision.availability) == (3, 3, 3)
    assert decision.traceability is None
    assert decision.confidentiality_reason == (
        "The person it is about: Because of person\nSociety: Because of society"
    )
    assert decision.participants == ["Rektor", "Skolsköterska"]
    assert decision.consequences["confidentiality"]["organisation"] == {
        "level": 1,
        "reason": "Because of organisation",
    }
    assert latest(north, workshop).decision_id == decision.pk


def test_everything_that_is_missing_is_said_at_once(shelf: Shelf, north: Town) -> None:
    workshop = begun(north, shelf.asset(), participants="  \n")
    one = {(C, PERSON): Typed(Answer(4), NO_ANSWER.mark)}
    one |= {(C, who): Typed(Answer(0), NO_ANSWER.mark) for who in (ORGANISATION, SOCIETY)}
    one |= {(T, PERSON): Typed(Answer(1), NO_ANSWER.mark)}
    answer_workshop(north.administrator, workshop_id=workshop.pk, typed=one)
    with pytest.raises(Refused) as refusal:
        decide_workshop(
            north.administrator, workshop_id=workshop.pk, decided_on=TODAY, next_review=TODAY
        )
    told = [(str(o.code), o.field) for o in refusal.value.objections]
    unanswered = [
        (str(Fault.PERSPECTIVE_MISSING), f"{aspect}-{who}")
        for aspect, whose in ((I, Perspective), (A, Perspective), (T, (ORGANISATION, SOCIETY)))
        for who in whose
    ]
    assert told == [
        *unanswered,
        (str(Fault.REASON_MISSING), "confidentiality_reason"),
        (str(Fault.REASON_MISSING), "traceability_reason"),
        (str(Fault.REVIEW_TOO_EARLY), "next_review"),
        (str(Fault.NOBODY_TOOK_PART), "participants"),
    ]
    with north.looking():
        assert Classification.everything.count() == 0


def test_two_people_at_two_questions_lose_nothing(shelf: Shelf, north: Town) -> None:
    workshop = begun(north, shelf.asset())
    anna, per = north.person(AccessRole.ADMINISTRATOR), north.person(AccessRole.ADMINISTRATOR)
    untouched = Typed(NO_ANSWER, NO_ANSWER.mark)
    answer_workshop(
        anna,
        workshop_id=workshop.pk,
        typed={(C, PERSON): Typed(Answer(3), NO_ANSWER.mark), (C, SOCIETY): untouched},
    )
    crossed = answer_workshop(
        per,
        workshop_id=workshop.pk,
        typed={(C, SOCIETY): Typed(Answer(2), NO_ANSWER.mark), (C, PERSON): untouched},
    )
    kept = latest(north, workshop).answers["confidentiality"]
    assert crossed == {}
    assert {who: said["level"] for who, said in kept.items()} == {"person": 3, "society": 2}


def test_two_people_at_one_question_see_both_answers(shelf: Shelf, north: Town) -> None:
    workshop = begun(north, shelf.asset())
    mine, theirs = Answer(2, "Mine"), Answer(4, "Theirs")
    place = (C, PERSON)
    for answer, expected in ((theirs, {}), (mine, {place: (theirs, mine)})):
        crossed = answer_workshop(
            north.administrator,
            workshop_id=workshop.pk,
            typed={place: Typed(answer, NO_ANSWER.mark)},
        )
        assert {p: (c.theirs, c.yours) for p, c in crossed.items()} == expected
    assert latest(north, workshop).answers["confidentiality"]["person"]["level"] == 4

    again = {place: Typed(mine, theirs.mark)}
    assert answer_workshop(north.administrator, workshop_id=workshop.pk, typed=again) == {}
    assert latest(north, workshop).answers["confidentiality"]["person"]["reason"] == "Mine"


def test_a_decided_workshop_takes_no_more_answers(shelf: Shelf, north: Town) -> None:
    workshop = begun(north, shelf.asset())
    all_answered(north.administrator, workshop)
    decide_workshop(
        north.administrator, workshop_id=workshop.pk, decided_on=TODAY, next_review=REVIEW
    )
    with pytest.raises(Refused) as refusal:
        all_answered(north.administrator, workshop, person=4)
    assert [o.code for o in refusal.value.objections] == [Fault.ALREADY_DECIDED]


def test_readers_and_neighbours_stay_outside(shelf: Shelf, north: Town, south: Town) -> None:
    asset = shelf.asset(visibility="federation")
    workshop = begun(north, asset)
    with pytest.raises(NotAllowed):
        all_answered(north.person(AccessRole.READER), workshop)
    with pytest.raises(ClassificationWorkshop.DoesNotExist):
        all_answered(south.administrator, workshop)
    address = f"/classification-workshops/{workshop.pk}/answers/"
    assert signed_in(south).get(f"/south{address}").status_code == 404
    assert signed_in(north, AccessRole.READER).get(f"/north{address}").status_code == 403


def test_a_workshop_and_its_decision_are_seen_no_further_than_the_asset(
    shelf: Shelf, client: Client, north: Town
) -> None:
    asset = shelf.asset(name="Elevakter")
    workshop = begun(north, asset)
    shelf.classification(asset)
    typed = {"name": "Skyddade akter", "visibility": "restricted", "revision": "1"}
    assert client.post(f"/north/information-assets/{asset.pk}/edit/", typed).status_code == 302
    with north.looking():
        rows = [latest(north, workshop), Classification.everything.get(asset=asset)]
    assert [row.visibility for row in rows] == ["restricted", "restricted"]
    assert all(str(row).startswith("Skyddade akter · 20") for row in rows)

    typed = {"name": "Elevakter", "visibility": "own", "revision": "2"}
    assert client.post(f"/north/information-assets/{asset.pk}/edit/", typed).status_code == 302
    assert latest(north, workshop).visibility == "own"


def test_the_page_is_left_and_resumed_without_javascript(
    shelf: Shelf, client: Client, north: Town
) -> None:
    asset = shelf.asset(name="Elevakter")
    begin = {"scale": DEFAULT_SCALE, "held_on": "2026-11-22", "participants": "Rektor"}
    answer = client.post(f"/north/information-assets/{asset.pk}/workshop/", begin)
    with north.looking():
        workshop = ClassificationWorkshop.everything.get(asset=asset)
    work = f"/north/classification-workshops/{workshop.pk}/answers/"
    assert answer.headers["Location"] == work

    sent = {
        "confidentiality-person-seen": NO_ANSWER.mark,
        "confidentiality-person-level": "3",
        "confidentiality-person-reason": "Elever far illa",
        "participants": "Rektor\r\nKurator",
        "seen-participants": "Rektor",
        "next_review": "2028-11-22",
        "seen-next_review": "",
        "do": "save",
    }
    assert client.post(work, sent).status_code == 302
    page = client.get(work).content.decode()
    assert "Elever far illa" in page
    assert "Rektor\nKurator" in page
    assert page.count("checked") == 1 + 3  # and the three of traceability that say "Not judged"
    assert f"{work}" in client.get(f"/north/information-assets/{asset.pk}/").content.decode()

    late = client.post(work, sent | {"confidentiality-person-level": "1"})
    assert late.status_code == 409
    told = late.content.decode()
    assert "Administrator" in told
    assert "answered while you were typing" in told
    assert latest(north, workshop).answers["confidentiality"]["person"]["level"] == 3


def test_deciding_too_early_says_all_and_keeps_all(
    shelf: Shelf, client: Client, north: Town
) -> None:
    workshop = begun(north, shelf.asset(), participants="")
    work = f"/north/classification-workshops/{workshop.pk}/answers/"
    sent = {
        "integrity-society-seen": NO_ANSWER.mark,
        "integrity-society-level": "2",
        "participants": "",
        "seen-participants": "",
        "next_review": "2028-11-22",
        "seen-next_review": "",
        "do": "decide",
    }
    answer = client.post(work, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#confidentiality-person"' in page
    assert "Say who takes part, by role at least." in page
    assert latest(north, workshop).answers["integrity"]["society"]["level"] == 2


def test_each_answer_is_saved_as_it_is_given(shelf: Shelf, client: Client, north: Town) -> None:
    workshop = begun(north, shelf.asset())
    cell = f"/north/classification-workshops/{workshop.pk}/answers/availability/person/"
    sent = {
        "availability-person-seen": NO_ANSWER.mark,
        "availability-person-level": "4",
        "availability-person-reason": "",
    }
    htmx = {"HX-Request": "true"}
    answer = client.post(cell, sent, headers=htmx)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{Answer(4).mark}" hx-swap-oob="true"' in text
    assert "4 Grave harm" in text.split('id="workshop-result"')[1]
    crossed = client.post(cell, sent | {"availability-person-level": "0"}, headers=htmx)
    assert crossed.status_code == 409
    assert "Keep mine" in crossed.content.decode()
    assert client.get(cell.replace("person", "nobody"), headers=htmx).status_code == 404


def test_a_level_that_is_not_on_the_scale_is_not_kept(
    shelf: Shelf, client: Client, north: Town
) -> None:
    workshop = begun(north, shelf.asset(), scale="four_steps")
    cell = f"/north/classification-workshops/{workshop.pk}/answers/availability/person/"
    for level in ("0", "5", "-1", "x", "22"):
        sent = {"availability-person-seen": NO_ANSWER.mark, "availability-person-level": level}
        client.post(cell, sent, headers={"HX-Request": "true"})
    assert latest(north, workshop).answers == {"availability": {}}


def test_a_scale_of_ones_own_works_in_a_workshop(shelf: Shelf, client: Client, north: Town) -> None:
    made = client.post(
        "/north/classification-scales/new/",
        {"name": "Vår skala", "code": "var", "lowest": "1", "highest": "3", "reason_from": "3"},
    )
    pk = made.headers["Location"].rstrip("/").rsplit("/", 1)[1]
    words = {"scale": pk, "perspective": "person", "level": "2", "words": "Det svider"}
    assert client.post("/north/scale-steps/new/", words).status_code == 302
    workshop = begun(north, shelf.asset(), scale="var")
    page = client.get(f"/north/classification-workshops/{workshop.pk}/answers/").content.decode()
    assert page.count("Det svider") == 4  # once an aspect
    assert 'name="integrity-society-level" value="0"' not in page
    assert 'name="integrity-society-level" value="4"' not in page

    all_answered(north.administrator, workshop, person=2)
    decision = decide_workshop(
        north.administrator, workshop_id=workshop.pk, decided_on=TODAY, next_review=REVIEW
    )
    assert (decision.scale, decision.confidentiality) == ("var", 2)


def test_the_built_in_scales_speak_four_languages_in_full(north: Town) -> None:
    with north.arranging():
        load_scales(ClassificationScale.everything, ScaleStep.everything)
        again = load_scales(ClassificationScale.everything, ScaleStep.everything)
        told = list(
            ScaleStep.everything.filter(scale__published_by="Samsyn").values_list(
                "scale__code", "language", "aspect", "perspective", "level", "words"
            )
        )
    places: dict[tuple[str, str], set[tuple[str, str, int]]] = {}
    for code, language, aspect, who, level, words in told:
        assert words.strip() == words != ""
        places.setdefault((code, language), set()).add((aspect, who, level))
    full: dict[str, set[tuple[str, str, int]]] = {
        "consequence": {(a, w, n) for a in Aspect for w in Perspective for n in range(5)},
        "four_steps": {("", w, n) for w in Perspective for n in range(1, 5)},
    }
    assert again == 0
    assert places == {
        (code, language): set(full[code]) for code in full for language in ("sv", "nb", "da", "en")
    }


def test_the_page_costs_the_same_however_much_is_answered(
    shelf: Shelf,
    client: Client,
    north: Town,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with north.arranging():  # a test that empties the database may have come before
        load_scales(ClassificationScale.everything, ScaleStep.everything)
    workshop = begun(north, shelf.asset())
    address = f"/north/classification-workshops/{workshop.pk}/answers/"
    client.get(address)  # what is remembered from the first visit
    for _turn in range(2):
        with django_assert_num_queries(11):
            page = client.get(address)
        assert len(page.content) < 100_000
        if _turn == 0:
            all_answered(north.administrator, workshop, person=4)


def test_an_open_page_is_told_what_others_answer_until_it_is_decided(
    shelf: Shelf, client: Client, north: Town, south: Town
) -> None:
    workshop = begun(north, shelf.asset())
    client.force_login(north.user())
    address = f"/north/classification-workshops/{workshop.pk}/news/"
    shown = {"confidentiality-person-seen": NO_ANSWER.mark, "integrity-person-seen": NO_ANSWER.mark}
    assert client.get(address, shown).status_code == 204

    all_answered(north.administrator, workshop, person=3)
    news = client.get(address, {**shown, "busy": "integrity-person,frame"}).content.decode()
    assert 'id="confidentiality-person" ' in news
    assert "Because of person" in news
    assert 'id="workshop-result"' in news
    assert 'id="integrity-person" ' not in news
    assert 'id="availability-person" ' not in news

    decide_workshop(
        north.administrator, workshop_id=workshop.pk, decided_on=TODAY, next_review=REVIEW
    )
    ended = client.get(address, shown)
    assert (ended.status_code, "Because of" in ended.content.decode()) == (286, False)
    assert signed_in(south).get(address.replace("north", "south")).status_code == 404

"""An article is published in editions; who is asked to read one confirms that very one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.checks.public import Finding, run_checks
from samsyn.apps.knowledge.models import Article, ArticleEdition, Reading
from samsyn.apps.knowledge.public import ask_to_read, confirm_reading, publish_edition
from samsyn.apps.knowledge.queries.people import employed_in
from samsyn.apps.organisation.public import Person, Unit
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.knowledge.objections import Hindrance
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import User
from tests.apps.knowledge.conftest import TODAY, person, reader
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town

SOON = TODAY + timedelta(days=10)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [str(objection.code) for objection in refused.value.objections]


def published(town: Town, article: Article, text: str = "") -> ArticleEdition:
    if text:
        with town.arranging():
            Article.owned_by(town.administrator).filter(pk=article.pk).update(text=text)
    return publish_edition(town.administrator, article_id=article.pk)


def test_an_edition_keeps_its_text_while_the_article_is_written_on(
    north: Town, article: Article
) -> None:
    first = published(north, article)
    second = published(north, article, "Take the lists in the red binder.")

    with north.looking():
        kept = ArticleEdition.owned_by(north.administrator).order_by("number")
        assert list(kept.values_list("number", "text")) == [
            (1, "Take the paper lists."),
            (2, "Take the lists in the red binder."),
        ]
        article.refresh_from_db()
    assert (first.number, second.number, article.edition) == (1, 2, 2)
    assert (article.edition_on, second.published_by) == (TODAY, north.administrator.name)


def test_an_edition_that_says_nothing_new_is_refused(north: Town, article: Article) -> None:
    published(north, article)

    with pytest.raises(Refused) as refused:
        publish_edition(north.administrator, article_id=article.pk)

    assert codes(refused) == [Hindrance.NOTHING_NEW]
    with north.looking():
        assert ArticleEdition.owned_by(north.administrator).count() == 1


def test_a_step_more_is_something_new(north: Town, checklist: Article) -> None:
    published(north, checklist)
    with north.arranging():
        checklist.steps.model.everything.create(article=checklist, order=4, text="Wave")

    assert published(north, checklist).steps.splitlines()[-1] == "4. Wave"


def test_nobody_is_asked_about_what_is_not_published_or_by_a_day_gone(
    north: Town, article: Article
) -> None:
    anna = person(north, "Anna Alm")

    with pytest.raises(Refused) as unpublished:
        ask_to_read(north.administrator, article_id=article.pk, people=[anna.pk], due_on=SOON)
    published(north, article)
    with pytest.raises(Refused) as late:
        ask_to_read(
            north.administrator,
            article_id=article.pk,
            people=[anna.pk],
            due_on=TODAY - timedelta(days=1),
        )

    assert codes(unpublished) == [Hindrance.NOT_PUBLISHED]
    assert codes(late) == [Hindrance.DUE_BEFORE_TODAY]
    with north.looking():
        assert not Reading.owned_by(north.administrator).exists()


def test_one_confirms_for_oneself_and_only_what_one_was_shown(
    north: Town, article: Article
) -> None:
    (anna_acts, anna), (bo_acts, _bo) = reader(north, "Anna Alm"), reader(north, "Bo Berg")
    published(north, article)
    (reading,) = ask_to_read(
        north.administrator, article_id=article.pk, people=[anna.pk], due_on=SOON
    )

    with pytest.raises(Refused) as not_asked:
        confirm_reading(bo_acts, article_id=article.pk, edition=1)
    confirm_reading(anna_acts, article_id=article.pk, edition=1)
    published(north, article, "Call the IT desk.")
    with pytest.raises(Refused) as newer:
        confirm_reading(anna_acts, article_id=article.pk, edition=1)

    assert codes(not_asked) == [Hindrance.NOT_ASKED]
    assert codes(newer) == [Hindrance.NEWER_EDITION]
    with north.looking():
        reading.refresh_from_db()
    assert (reading.edition, reading.confirmed_on) == (1, TODAY)


def test_a_new_edition_asks_anew_those_who_were_asked_before(north: Town, article: Article) -> None:
    anna_acts, anna = reader(north, "Anna Alm")
    published(north, article)
    ask_to_read(north.administrator, article_id=article.pk, people=[anna.pk], due_on=SOON)
    confirm_reading(anna_acts, article_id=article.pk, edition=1)
    with north.arranging():
        Article.owned_by(north.administrator).update(text="Call the IT desk.")

    publish_edition(north.administrator, article_id=article.pk, due_on=SOON)

    with north.looking():
        asked = Reading.owned_by(north.administrator).order_by("edition")
        assert list(asked.values_list("edition", "confirmed_on")) == [(1, TODAY), (2, None)]
    confirm_reading(anna_acts, article_id=article.pk, edition=2)


def test_a_unit_is_asked_with_those_below_and_nobody_twice(north: Town, article: Article) -> None:
    with north.arranging():
        school = Unit.everything.create(name="School")
        kitchen = Unit.everything.create(name="Kitchen", parent=school)
    anna, bo = person(north, "Anna Alm", school), person(north, "Bo Berg", kitchen)
    left = person(north, "Cia Carls", kitchen)
    person(north, "Dan Dahl")
    with north.arranging():
        left.employed_until = date(2026, 10, 1)
        left.save()
    published(north, article)

    with north.looking():
        people = employed_in(north.administrator, school)
    asked = ask_to_read(north.administrator, article_id=article.pk, people=people, due_on=SOON)

    assert {one.person_id for one in asked} == {anna.pk, bo.pk}
    with pytest.raises(Refused) as refused:
        ask_to_read(north.administrator, article_id=article.pk, people=people, due_on=SOON)
    assert codes(refused) == [Hindrance.NOBODY_TO_ASK]


def test_a_neighbour_neither_asks_nor_confirms_nor_sees(
    north: Town, south: Town, article: Article
) -> None:
    published(north, article)

    with pytest.raises(Article.DoesNotExist):
        publish_edition(south.administrator, article_id=article.pk)
    with pytest.raises(Refused):
        confirm_reading(south.administrator, article_id=article.pk, edition=1)
    with pytest.raises(NotAllowed):
        publish_edition(north.person(), article_id=article.pk)
    assert signed_in(south).get(f"/south/articles/{article.pk}/").status_code == 404


def test_what_is_to_be_read_is_a_duty_of_its_reader_until_it_is_confirmed(
    north: Town, article: Article
) -> None:
    anna_acts, anna = reader(north, "Anna Alm")
    published(north, article)
    ask_to_read(north.administrator, article_id=article.pk, people=[anna.pk], due_on=SOON)

    def waits() -> list[int | None]:
        run_checks(north.id, codes=["KNO-003"])
        with north.looking():
            still = Finding.owned_by(north.administrator).filter(closed_at=None)
            return list(still.values_list("responsible_id", flat=True))

    assert waits() == [anna.pk]
    confirm_reading(anna_acts, article_id=article.pk, edition=1)
    assert waits() == []
    with north.arranging():
        Reading.owned_by(north.administrator).update(
            confirmed_on=None, due_on=TODAY + timedelta(days=15)
        )
    assert waits() == []


def test_an_article_past_its_review_is_found_from_the_day_after(
    north: Town, article: Article
) -> None:
    def late(day: date) -> int:
        with north.arranging():
            Article.owned_by(north.administrator).update(next_review=day)
        run_checks(north.id, codes=["KNO-001"])
        with north.looking():
            return Finding.owned_by(north.administrator).filter(closed_at=None).count()

    assert late(TODAY) == 0
    assert late(TODAY - timedelta(days=1)) == 1


def test_the_pages_publish_ask_and_confirm(north: Town, article: Article) -> None:
    client = signed_in(north)
    at = f"/north/articles/{article.pk}/"
    with north.arranging():
        school = Unit.everything.create(name="School")
    person(north, "Anna Alm", school)

    page = client.post(f"{at}publish/", {"changes": "First"}, follow=True)
    assert "Edition 1 is published." in page.content.decode()
    again = client.post(f"{at}publish/", {})
    assert (again.status_code, "Nothing has changed since edition 1" in again.content.decode()) == (
        422,
        True,
    )
    asked = client.post(f"{at}ask/", {"unit": school.pk, "due_on": "2026-12-01"}, follow=True)
    assert "0 of 1 have read and understood it." in asked.content.decode()
    assert "1 person is asked." in asked.content.decode()
    refused = client.post(f"{at}confirm/", {"edition": "1"}, follow=True)
    assert "You are not asked to read this." in refused.content.decode()


def test_who_is_asked_confirms_on_the_articles_page(north: Town, article: Article) -> None:
    anna_acts, anna = reader(north, "Anna Alm")
    published(north, article)
    ask_to_read(north.administrator, article_id=article.pk, people=[anna.pk], due_on=SOON)
    client = Client()
    client.force_login(User.objects.get(pk=anna_acts.user_id))

    before = client.get(f"/north/articles/{article.pk}/").content.decode()
    after = client.post(f"/north/articles/{article.pk}/confirm/", {"edition": "1"}, follow=True)

    assert "I have read and understood it" in before
    assert "1 of 1 have read and understood it." in after.content.decode()
    assert "I have read and understood it" not in after.content.decode()


def test_parts_follow_an_article_that_is_renamed_and_closed(
    north: Town, checklist: Article
) -> None:
    published(north, checklist)
    form = {"name": "Before any upgrade", "kind": "checklist", "visibility": "restricted"}

    answer = signed_in(north).post(
        f"/north/articles/{checklist.pk}/edit/", {**form, "revision": checklist.revision}
    )

    assert answer.status_code == 302
    with north.looking():
        steps = checklist.steps.model.owned_by(north.administrator).order_by("order")
        assert steps[0].name == "Before any upgrade · 1. Take a copy"
        assert {step.visibility for step in steps} == {"restricted"}
        assert ArticleEdition.owned_by(north.administrator).get().visibility == "restricted"


def test_an_articles_page_asks_as_much_for_many_readers_and_steps_as_for_few(
    north: Town, checklist: Article
) -> None:
    published(north, checklist)
    client = signed_in(north)
    at = f"/north/articles/{checklist.pk}/"
    client.get(at)
    with CaptureQueriesContext(connection) as few:
        client.get(at)
    people = [person(north, f"Person {nth}").pk for nth in range(40)]
    ask_to_read(north.administrator, article_id=checklist.pk, people=people, due_on=SOON)
    with north.arranging():
        for nth in range(4, 30):
            checklist.steps.model.everything.create(
                article=checklist, order=nth, text=f"Step {nth}"
            )

    with CaptureQueriesContext(connection) as many:
        page = client.get(at).content.decode()

    assert len(many) <= len(few) + 1  # people are named where there are any
    assert len(few) <= 20
    assert "and 10 more" in page
    assert len(page) < 100_000


def test_a_routine_that_holds_is_found_until_two_who_are_here_know_it(
    north: Town, article: Article, checklist: Article
) -> None:
    anna, bo, gone = person(north, "Anna Berg"), person(north, "Bo Ek"), person(north, "Ceda Gran")

    def told() -> list[str]:
        run_checks(north.id, codes=["KNO-002"])
        with north.looking():
            found = Finding.owned_by(north.administrator).filter(closed_at=None)
            return [str(one.facts["who"]) for one in found]

    def reads(who: Person, *, edition: int = 1) -> None:
        with north.arranging():
            Reading.everything.create(
                article=article, person=who, edition=edition, due_on=TODAY, confirmed_on=TODAY
            )

    with north.arranging():
        Article.owned_by(north.administrator).filter(pk=article.pk).update(owner=anna)
    assert told() == []  # nothing holds yet
    with north.arranging():
        Article.owned_by(north.administrator).update(edition=2)
        Person.everything.filter(pk=gone.pk).update(employed_until=TODAY - timedelta(days=1))
    reads(anna, edition=2)
    reads(gone, edition=2)
    reads(bo)  # an edition that holds no longer
    assert told() == ["Anna Berg"]
    reads(bo, edition=2)
    assert told() == []

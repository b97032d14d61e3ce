"""Legal grounds are read from articles, laws and the codes of KL's list; nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.data_protection.grounds import ARTICLE_6, ARTICLE_9, read_grounds, written


def test_codes_of_the_danish_list_become_articles_and_paragraphs() -> None:
    found = read_grounds(
        "register-gdpr-valp6;register-gdpr-p6-e;register-gdpr-p6-c;register-gdpr-valp7;"
        "register-gdpr-p7-f;register-gdpr-valp11"
    )

    assert found.article_6 == ("c", "e")
    assert found.article_9 == ("f",)
    assert found.laws == ("Databeskyttelsesloven § 11",)
    assert not found.article_10
    assert found.unknown == ()


def test_the_code_that_was_set_wrongly_is_read_as_what_was_meant_and_told() -> None:
    found = read_grounds("register-gdpr-valp10")

    assert found.laws == ("Databeskyttelsesloven § 8",)
    assert found.article_10
    assert found.moved == ("register-gdpr-valp10",)


@pytest.mark.parametrize(
    "said", ["Art. 6(1)(e)", "6(1)(e)", "6 e", "artikel 6.1 e", "art. 6, stk. 1, litra e", "6.1.e"]
)
def test_an_article_may_be_written_as_people_do(said: str) -> None:
    assert read_grounds(said).article_6 == ("e",)


@pytest.mark.parametrize(
    "said", ["register-gdpr-p6-z", "register-gdpr-valp99", "register-gdpr-p7-k", "?", "6(1)(h)"]
)
def test_what_is_not_understood_comes_back_as_it_was_written(said: str) -> None:
    found = read_grounds(f"Art. 6(1)(c); {said}")

    assert found.unknown == (said,)
    assert found.article_6 == ("c",)


def test_a_national_law_is_kept_in_its_own_words() -> None:
    assert read_grounds("Skollagen 26 a kap. 4 §; SFS 2018:218").laws == (
        "Skollagen 26 a kap. 4 §",
        "SFS 2018:218",
    )


@given(st.sets(st.sampled_from(ARTICLE_6)), st.sets(st.sampled_from(ARTICLE_9)), st.booleans())
def test_written_grounds_are_read_back_the_same(six: set[str], nine: set[str], ten: bool) -> None:
    text = ";".join(
        [*(f"6(1)({x})" for x in six), *(f"9(2)({x})" for x in nine), *(["Art. 10"] * ten)]
    )
    found = read_grounds(text)

    assert read_grounds(written(found)) == found
    assert set(found.article_6) == six
    assert set(found.article_9) == nine


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    read_grounds(text)

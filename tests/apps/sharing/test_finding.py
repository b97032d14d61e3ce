"""The search over what is offered has an index of its own, and stands behind the same wall."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from samsyn.apps.knowledge.models import Article
from samsyn.apps.register.models import System
from samsyn.apps.sharing.models import Offer
from samsyn.apps.sharing.public import withdraw_offer
from samsyn.apps.sharing.queries.offers import Fitting, Wanted
from samsyn.domain.access.permissions import AccessRole
from tests.apps.register.conftest import Shelf
from tests.apps.sharing.conftest import offered
from tests.support.builders import Town

ASK = "SELECT sharing_offers_saying(to_tsquery('simple', %s))"


def told(town: Town, word: str = "ekot:*") -> list[int]:
    """Ask the function directly, as a program does that means no good."""
    with town.looking(), connection.cursor() as cursor:
        cursor.execute(ASK, [word])
        return sorted(row[0] for row in cursor.fetchall())


def names(town: Town, **wanted: str) -> Sequence[str]:
    with town.looking():
        return [offer.name for offer in Fitting(town.administrator, Wanted(**wanted))]


def test_the_function_names_what_the_wall_shows_and_nothing_else(
    north: Town, south: Town, far: Town, system: System, shelf: Shelf
) -> None:
    ours = offered(north, "systems", system)
    everybodys = offered(north, "systems", shelf.system(name="Ekot för alla"), reach="public")

    assert told(south) == [ours.pk, everybodys.pk]
    assert told(far) == [everybodys.pk]
    assert told(north) == []
    for town in (south, far):
        with town.looking():
            seen = Offer.visible_to(town.administrator).values_list("pk", flat=True)
            assert told(town) == sorted(seen)


def test_what_is_withdrawn_narrowed_or_gone_is_not_found(
    north: Town, south: Town, far: Town, system: System
) -> None:
    offer = offered(north, "systems", system, reach="public")
    assert told(far) == [offer.pk]

    offered(north, "systems", system, reach="federation")
    assert (told(far), told(south)) == ([], [offer.pk])

    withdraw_offer(north.administrator, offer_id=offer.pk)
    assert told(south) == []

    offered(north, "systems", system)
    assert told(south) == [offer.pk]
    with north.arranging():
        Offer.everything.get(pk=offer.pk).delete()
    assert told(south) == []


def test_nobody_who_has_not_said_who_they_act_for_is_told_anything(
    north: Town, system: System
) -> None:
    offered(north, "systems", system, reach="public")
    with connection.cursor() as cursor:
        cursor.execute(ASK, ["ekot:*"])
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT words FROM sharing_publishedwords",
        "INSERT INTO sharing_publishedwords VALUES (1, 1, 'public', '')",
        "UPDATE sharing_publishedwords SET visibility = 'public'",
        "DELETE FROM sharing_publishedwords",
        "ALTER FUNCTION sharing_offers_saying(tsquery) SECURITY INVOKER",
    ],
)
def test_the_words_themselves_are_out_of_everybodys_reach(
    north: Town, south: Town, system: System, attempt: str
) -> None:
    offered(north, "systems", system)
    with (
        pytest.raises(ProgrammingError),
        south.looking(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attempt)


def test_a_table_of_the_same_name_in_ones_own_drawer_changes_nothing(
    north: Town, south: Town, far: Town, system: System
) -> None:
    offer = offered(north, "systems", system)
    with far.looking(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE kernel_membership ON COMMIT DROP AS"
            " SELECT %s::bigint AS member_id, %s::bigint AS federation_id,"
            " NULL::date AS since, NULL::date AS until",
            [far.id, north.id],
        )
        cursor.execute("SET LOCAL search_path = pg_temp, public")
        cursor.execute(ASK.replace("sharing", "public.sharing"), ["ekot:*"])
        assert cursor.fetchall() == []
    assert told(south) == [offer.pk]


@pytest.mark.parametrize("sort", ["use", "new", "name"])
def test_offers_are_found_by_words_in_any_form_in_every_order(
    north: Town, south: Town, shelf: Shelf, sort: str
) -> None:
    for name, purpose in (("Betyg A", "Frånvaro"), ("Betyg B", "Elever"), ("Karta", "Vatten")):
        offered(north, "systems", shelf.system(name=name, purpose=purpose))

    assert sorted(names(south, q="betyget", sort=sort)) == ["Betyg A", "Betyg B"]
    assert names(south, q="betyg frånv", sort=sort) == ["Betyg A"]
    assert names(south, q="bet", kind="agreements", sort=sort) == []
    assert names(south, q="') OR true --", sort=sort) == []
    in_order = {"use": ["Karta", "Betyg B", "Betyg A"], "new": ["Karta", "Betyg B", "Betyg A"]}
    assert names(south, sort=sort) == in_order.get(sort, ["Betyg A", "Betyg B", "Karta"])


def test_articles_narrow_to_checklists(north: Town, south: Town, system: System) -> None:
    with north.arranging():
        rows = [
            Article.everything.create(name=name, kind=kind, text="As we do it.")
            for name, kind in (("Before an upgrade", "checklist"), ("Interviews", "method"))
        ]
    for row in rows:
        offered(north, "articles", row)
    offered(north, "systems", system)

    assert sorted(names(south, kind="articles")) == ["Before an upgrade", "Interviews"]
    assert names(south, kind="articles:checklist") == ["Before an upgrade"]
    assert names(south, kind="articles:checklist", sort="new") == ["Before an upgrade"]
    assert names(south, kind="articles:'; DROP") == []
    assert len(names(south, kind="systems:checklist")) == 1
    client = Client()
    client.force_login(south.user(AccessRole.ADMINISTRATOR))
    page = client.get("/south/neighbours-offer/?kind=articles:checklist").content.decode()
    assert "Article · Checklist (1)" in page
    assert "Interviews" not in page

"""A noun that names an organisation is listed, sorted, filtered and made as any other."""

from __future__ import annotations

import pytest
from django.db.models import ForeignKey
from django.test import Client

from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.models import Organisation
from samsyn.kernel.models.organisation import near
from samsyn.kernel.records.declaration import all_records
from tests.support.builders import Town


def named_in(slug: str) -> list[str]:
    record = next(r for r in all_records() if r.slug == slug)
    return [
        field.name
        for field in record.model._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.related_model is Organisation
        and field.name != "organisation"
    ]


NAMING = [r.slug for r in all_records() if named_in(r.slug)]


@pytest.mark.parametrize("slug", NAMING)
def test_the_list_is_sorted_and_filtered_by_it(alliance: Town, client: Client, slug: str) -> None:
    client.force_login(alliance.user(AccessRole.ADMINISTRATOR))

    for name in named_in(slug):
        for query in ("", f"?sort={name}", f"?{name}={alliance.id}", f"?columns={name}"):
            assert client.get(f"/{alliance.slug}/{slug}/{query}").status_code == 200, query


@pytest.mark.parametrize("slug", ["forum-members", "mandate-changes"])
def test_the_form_offers_the_circle_and_nobody_else(
    alliance: Town, north: Town, far: Town, client: Client, slug: str
) -> None:
    client.force_login(alliance.user(AccessRole.ADMINISTRATOR))

    told = client.get(f"/{alliance.slug}/{slug}/new/").content.decode()

    assert f">{north.row.name}</option>" in told
    assert far.row.name not in told


def test_one_that_has_left_stays_where_it_stands(alliance: Town, north: Town, far: Town) -> None:
    with north.looking():
        assert far.row not in near()
        assert far.row in near(also=far.id)
        assert {alliance.row, north.row} <= set(near())

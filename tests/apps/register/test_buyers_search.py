"""A buyer finds the right agreement with the words that come to mind."""

from __future__ import annotations

from statistics import median

import pytest

from samsyn.apps.register.queries.buying import find_agreements
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.tenancy.session import acting_for
from tests.support.agreement_catalogue import fill_agreements, queries
from tests.support.builders import Town

pytestmark = pytest.mark.django_db
MANY = 600


def test_the_written_queries_find_what_they_are_after(north: Town) -> None:
    meant = fill_agreements(north, MANY)
    reader = north.person(AccessRole.READER)
    ranks = {}
    with acting_for(reader):
        for asked in queries():
            found = [one.agreement.pk for one in find_agreements(reader, asked["query"]).holding]
            right = meant[asked["agreement"]]
            ranks[asked["query"]] = found.index(right) + 1 if right in found else 99

    assert len(ranks) == 40
    assert {query: rank for query, rank in ranks.items() if rank > 5} == {}
    assert median(ranks.values()) <= 2

"""Measures finding one's way among 49 municipalities' offers, a thousand each; prints JSON.

    python benchmarks/offers.py [OFFERS]

A database of its own is copied from the migrated template and dropped again. The figures are the
server's time for whole pages, in milliseconds: the best and the median of nine.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import django

_TOWNS, _ROUNDS = 49, 9
# fmt: off
_WORDS = (
    "betyg", "frånvaro", "elever", "journal", "omsorg", "ekonomi", "lön", "bygglov",
    "ärende", "karta", "bibliotek", "arkiv", "vatten", "avlopp", "skola", "förskola",
    "hemtjänst", "larm", "avtal", "upphandling", "faktura",
)
# fmt: on


def main() -> None:
    """Fill a federation with offers, and look for some as a neighbour."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the test bed makes the database
    django.setup()
    from tests.support.database import fresh_database, server

    each = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with server() as admin, fresh_database(admin) as doors:
        assert doors.owner is not None
        with doors.owner.connect() as owner:
            figures = _measured(owner, each)
    answer = {"what": "offers", "offers": each * _TOWNS, "towns": _TOWNS, **figures}
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _measured(owner: Any, each: int) -> dict[str, object]:
    from django.db import connection
    from tests.support.builders import Town

    from samsyn.apps.register.models import Product, System

    alliance = Town(owner, "alliance", kind="federation")
    towns = [Town(owner, f"town{n}", language="sv") for n in range(_TOWNS)]
    with towns[0].arranging():
        products = [Product.everything.create(name=f"Produkt {n}") for n in range(300)]
    dice, offers = random.Random(1), list[tuple[int, int]]()
    for town in towns:
        town.joins(alliance)
        offers += _offers_of(town, products, each, dice)
    looking = towns[0]
    with looking.arranging():
        system = System.everything.create(name="Vårt system", product=products[7])
    for town in towns[1:]:
        _takings_of(town, dice.sample(offers, 50))
    about = f"register_product:{products[7].pk}"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return _times(
        looking,
        {
            "most used": "neighbours-offer/",
            "page 100": "neighbours-offer/?page=100",
            "betygen": "neighbours-offer/?q=betygen",
            "kind and product": f"neighbours-offer/?kind=systems&about={about}",
            "one municipality by name": f"neighbours-offer/?by={towns[5].id}&sort=name",
            "a system's own page": f"systems/{system.pk}/",
        },
    )


def _offers_of(
    town: Any, products: list[Any], each: int, dice: random.Random
) -> list[tuple[int, int]]:
    from samsyn.apps.sharing.models import Offer
    from samsyn.kernel import clock

    kinds = ("systems", "information-assets", "agreements")
    with town.arranging():
        made = Offer.everything.bulk_create(
            Offer(
                organisation_id=town.id,
                visibility="federation",
                name=f"{dice.choice(_WORDS).title()} {n}",
                kind=kinds[n % 3],
                row_id=n,
                about=[f"register_product:{dice.choice(products).pk}"],
                snapshot={"fields": {"name": "x"}, "optional": [], "parts": {}},
                words=" ".join(dice.choices(_WORDS, k=30)),
                offered_on=clock.today(),
            )
            for n in range(each)
        )
    return [(offer.pk, town.id) for offer in made]


def _takings_of(town: Any, chosen: list[tuple[int, int]]) -> None:
    from samsyn.apps.sharing.models import Taking
    from samsyn.kernel import clock

    with town.arranging():
        Taking.everything.bulk_create(
            Taking(
                organisation_id=town.id,
                name=f"Taken {pk}",
                kind="systems",
                origin_id=origin,
                offer_id=pk,
                taken_on=clock.today(),
            )
            for pk, origin in chosen
            if origin != town.id
        )


def _times(town: Any, addresses: dict[str, str]) -> dict[str, object]:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(town.user())
    told: dict[str, object] = {}
    for name, address in addresses.items():
        taken = []
        for _round in range(_ROUNDS + 1):
            began = time.perf_counter()
            answer = client.get(f"/{town.slug}/{address}")
            taken.append(1000 * (time.perf_counter() - began))
            assert answer.status_code == 200  # noqa: PLR2004 - OK
        best, middle = min(taken[1:]), statistics.median(taken[1:])
        told[name] = {"best_ms": round(best), "median_ms": round(middle)}
    return told


if __name__ == "__main__":
    main()

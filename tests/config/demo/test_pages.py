"""Each of the eight people can open everything that the menu offers, and a record of each kind."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from samsyn.config.demo.doors import DOORS
from samsyn.config.postgres.roles import Doors
from samsyn.kernel.access.demo import DemoPerson
from samsyn.kernel.models import User

_LINK = re.compile(r'href="([^"#?]+)')
_ROW = re.compile(r"/\d+/$")


def leads_to(page: str, start: str) -> list[str]:
    """Return the addresses a page leads to that begin so, in order, each once."""
    return list(dict.fromkeys(link for link in _LINK.findall(page) if link.startswith(start)))


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_every_page_of_the_menu_opens(demo: Doors, door: DemoPerson) -> None:
    client = Client()
    client.force_login(User.objects.get(email=door.email))
    landing = client.get(door.address, follow=True)
    assert landing.status_code == 200
    menu = leads_to(landing.content.decode(), f"/{door.slug}/")

    broken = []
    for address in menu:
        answer = client.get(address, follow=True)
        broken += [f"{answer.status_code} {address}"] if answer.status_code != 200 else []
        if answer.headers["Content-Type"].startswith("text/html"):
            rows = [row for row in leads_to(answer.content.decode(), address) if _ROW.search(row)]
            statuses = [(client.get(row).status_code, row) for row in rows[:1]]
            broken += [f"{status} {row}" for status, row in statuses if status != 200]

    assert len(menu) > 10
    assert broken == []

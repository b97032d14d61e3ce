"""The menu: one line is current, and what is rarely used is folded away."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from samsyn.kernel.navigation import menu_for
from tests.support.builders import Town


@pytest.fixture
def client(north: Town) -> Client:
    browser = Client(headers={"host": "localhost"})
    browser.force_login(north.user())
    return browser


def current(client: Client, address: str) -> list[str]:
    page = client.get(f"/north/{address}").content.decode()
    menu = page[page.index('id="menu"') : page.index("</nav>", page.index('id="menu"'))]
    return re.findall(r'aria-current="page">(?:<svg.*?</svg>)?([^<]+)<', menu)


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("agreements/", "Agreements"),
        ("agreements/find/", "Find an agreement"),
        ("agreements/run-out/", "What runs out"),
        ("my-day/", "My day"),
        ("sites/", "Sites"),
    ],
)
def test_only_the_line_that_says_most_is_current(client: Client, address: str, line: str) -> None:
    assert current(client, address) == [line]


def test_a_newcomer_finds_the_register_in_a_handful_of_lines(north: Town) -> None:
    with override("en"):
        sections: Any = menu_for(north.administrator, "/")
    (register,) = [section for section in sections if str(section["label"]) == "Register"]
    assert [item["label"] for item in register["items"]] == [
        *("Systems", "Agreements", "Find an agreement", "What runs out"),
        *("Information assets", "Routines", "Information flows", "Map"),
    ]
    folds = {fold["label"]: [item["label"] for item in fold["items"]] for fold in register["folds"]}
    assert list(folds) == ["Suppliers and costs", "Personal data", "More"]
    assert "Suppliers" in folds["Suppliers and costs"]
    assert "Processing activities" in folds["Personal data"]
    assert "Sites" in folds["More"]


def test_a_fold_is_open_where_one_of_its_lines_is_current(client: Client) -> None:
    page = client.get("/north/sites/").content.decode()
    closed = client.get("/north/systems/").content.decode()
    assert re.search(r"<details open>\s*<summary>More", page)
    assert re.search(r"<details>\s*<summary>More", closed)

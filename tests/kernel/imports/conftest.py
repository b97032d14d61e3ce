"""A clerk at the wizard: upload, match the columns, look, write, undo, as on the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import tasks
from samsyn.kernel.models import Import, ImportRow, Task
from tests.support.builders import Town


class Wizard:
    """One person importing into one noun of one town; work in the background is done at once."""

    def __init__(self, client: Client, town: Town, slug: str) -> None:
        self.client, self.town, self.slug = client, town, slug
        self.pk = 0

    def at(self, step: str) -> str:
        """Return the address of a step of this import."""
        return f"/{self.town.slug}/{self.slug}/import/{self.pk}/{step}"

    def upload(self, content: bytes, name: str = "sheet.xlsx") -> Any:
        """Choose a file; returns the answer and remembers the import."""
        file = SimpleUploadedFile(name, content)
        answer = self.client.post(f"/{self.town.slug}/{self.slug}/import/", {"file": file})
        if answer.status_code == 302:
            found = re.search(r"/import/(\d+)/", answer["Location"])
            assert found
            self.pk = int(found[1])
        return answer

    def columns(self, sheet: str = "", **changes: str) -> Any:
        """Accept the proposed columns, but for changes: column_2="owner"."""
        query = {"sheet": sheet} if sheet else {}
        html = self.client.get(self.at("columns/"), query).content.decode()
        posted = {"sheet": sheet} if sheet else {}
        for name, options in re.findall(r'name="(column-\d+)">(.*?)</select>', html, re.DOTALL):
            chosen = re.search(r'value="([^"]*)" selected', options)
            posted[name] = chosen[1] if chosen else ""
        posted |= {name.replace("_", "-"): field for name, field in changes.items()}
        answer = self.client.post(self.at("columns/"), posted)
        self.work()
        return answer

    def look(self, rows: str = "") -> str:
        """Return the preview page."""
        query = {"rows": rows} if rows else {}
        return str(self.client.get(self.at("preview/"), query).content.decode())

    def answers(self, **said: Any) -> None:
        """Answer what is asked: row_4="new", all="skip"."""
        posted = {name.replace("row_", "row-"): value for name, value in said.items()}
        self.client.post(self.at("answers/"), posted)
        self.work()

    def write(self) -> str:
        """Write it; returns the result page."""
        self.client.post(self.at("preview/"))
        self.work()
        return str(self.client.get(self.at("result/")).content.decode())

    def undo(self) -> str:
        """Take it back; returns the result page."""
        self.client.post(self.at("undo/"))
        self.work()
        return str(self.client.get(self.at("result/")).content.decode())

    def work(self) -> None:
        """Do what waits in the queue."""
        with self.town.looking():
            waiting = list(Task.everything.filter(state=Task.State.WAITING))
        for task in waiting:
            tasks.perform(task_id=task.pk, organisation_id=self.town.id)

    @property
    def run(self) -> Import:
        """The import as it is kept now."""
        with self.town.looking():
            return Import.everything.select_related("task").get(pk=self.pk)

    def rows(self, fate: str) -> list[ImportRow]:
        """Return the rows of one fate."""
        with self.town.looking():
            found = ImportRow.everything.filter(run_id=self.pk, outcome=fate)
            return list(found.order_by("number"))

    def reasons(self) -> dict[str, str]:
        """Return why cells were refused, by their address."""
        problems = [p for row in self.rows("refused") for p in row.detail["problems"]]
        return {problem[1]: problem[2] for problem in problems}


Sit = Callable[..., Wizard]


@pytest.fixture
def wizard(north: Town) -> Sit:
    """Sit somebody down at the wizard of a noun; an administrator of north unless said."""

    def sit(slug: str, town: Town = north, role: AccessRole = AccessRole.ADMINISTRATOR) -> Wizard:
        client = Client()
        client.force_login(town.user(role))
        return Wizard(client, town, slug)

    return sit

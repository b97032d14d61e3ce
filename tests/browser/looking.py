"""Look at many pages with axe, and at no colours twice: Python's end of `looking.js`."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

ATTEMPTS = 3
_SCRIPT = Path(__file__).with_suffix(".js")


class Looking:
    """Somebody who remembers which styles of text have been found readable."""

    def __init__(self, axe_source: str) -> None:
        self._source = f"{axe_source};{_SCRIPT.read_text(encoding='utf-8')}"
        self._settled: list[str] = []

    def at_structure(self, page: Page) -> list[str]:
        """Return all that is wrong but colours: the same in every scheme."""
        found: list[str] = self._ask(page, "looking.structure()")
        return found

    def at_colours(self, page: Page) -> list[str]:
        """Return what is hard to read in the scheme that is on, where it is not known already."""
        found: dict[str, list[str]] = self._ask(page, "known => looking.colours(known)")
        self._settled += found["settled"]
        return found["wrong"]

    def _ask(self, page: Page, question: str) -> Any:
        """Ask of the page that is there; one that goes meanwhile is not the one that is meant."""
        for _attempt in range(ATTEMPTS - 1):
            with suppress(Error):
                return self._asked(page, question)
        return self._asked(page, question)

    def _asked(self, page: Page, question: str) -> Any:
        page.wait_for_load_state()
        if not page.evaluate("'looking' in window"):
            page.evaluate(self._source)  # not a script tag: the page's own policy would refuse it
        return page.evaluate(question, self._settled)

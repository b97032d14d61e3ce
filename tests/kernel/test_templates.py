"""Every template can be read, and none of them carries script or style of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string

import samsyn

HOME = Path(samsyn.__file__).parent
TEMPLATES = {
    str(path.relative_to(folder)): path
    for folder in HOME.rglob("templates")
    for path in folder.rglob("*.html")
}
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|\shx-on|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE
)


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_template_can_be_read(name: str) -> None:
    if not name.startswith("django/"):
        get_template(name)


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_no_template_carries_script_or_style_that_the_browser_must_refuse(name: str) -> None:
    assert INLINE.findall(TEMPLATES[name].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_neither_request_nor_context(code: str) -> None:
    page = render_to_string(f"{code}.html")
    assert 'lang="' in page
    assert code[:3] in page


def test_the_sprite_holds_every_icon_that_a_template_asks_for() -> None:
    sprite = (HOME / "kernel/static/samsyn/icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', sprite))
    asked = {
        icon
        for path in TEMPLATES.values()
        for icon in re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert asked <= drawn

"""Long text that people wrote in Markdown, as safe HTML."""

from __future__ import annotations

from functools import cache

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h2", "h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td"),
}
LOWER = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@register.filter
def markdown(text: str | None) -> SafeString:
    """Turn Markdown into HTML that holds no scripts, styles, pictures or raw HTML.

    Headings are pushed two levels down, so that a text never competes with its page's title.
    """
    reader = _reader()
    tokens = reader.parse(text or "")
    for token in tokens:
        token.tag = LOWER.get(token.tag, token.tag)
    html = reader.renderer.render(tokens, reader.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308 -- nh3 has just cleaned it

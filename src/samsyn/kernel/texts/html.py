"""Read the lines of a web page: headings, paragraphs, lists and tables; never what it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from samsyn.domain.minutes.source import Line
from samsyn.kernel.texts.building import LineBuilder
from samsyn.kernel.texts.faults import TextFault, refused

_DECLARED = re.compile(r"^\s*<\?xml[^>]*>", re.IGNORECASE)
_SILENT = frozenset(
    {"script", "style", "nav", "head", "template", "noscript", "svg", "button", "select", "iframe"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "body", "html", "header", "footer", "ul", "ol", "dl"}
    | {"li", "dt", "dd", "table", "blockquote", "address", "form", "fieldset", "figure", "pre"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "aside", "details", "summary", "center"}
)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def lines_in(text: str) -> tuple[Line, ...]:
    """Return the lines of HTML; raises Refused if nothing can be made of it."""
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = document_fromstring(_DECLARED.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise refused(TextFault.BROKEN) from None
    builder = LineBuilder()
    main = root.find(".//main")
    _block(main if main is not None else root, builder)
    return builder.lines


def _block(element: HtmlElement, builder: LineBuilder) -> None:
    """Add what an element holds: its own words between its blocks, and each block in turn."""
    words: list[str] = [element.text or ""]
    for child in element:
        tag = _tag(child)
        if tag in _BLOCKS:
            _say(words, builder)
            _one_block(child, tag, builder)
        elif tag == "br":
            words.append("\n")
        elif tag not in _SILENT:
            if _holds_blocks(child):
                _say(words, builder)
                _block(child, builder)
            else:
                words.append(_inline(child))
        words.append(child.tail or "")
    _say(words, builder)


def _one_block(element: HtmlElement, tag: str, builder: LineBuilder) -> None:
    if tag == "table":
        for row in element.iter("tr"):
            builder.row([_cell(cell) for cell in row if _tag(cell) in {"td", "th"}])
        builder.blank()
    elif re.fullmatch(r"h[1-6]", tag):
        builder.paragraph(_inline(element).strip(), level=int(tag[1]))
    elif tag in {"ul", "ol"}:
        _list(element, builder, numbered=tag == "ol")
    elif tag == "dl":
        _definitions(element, builder)
    elif tag not in _SILENT:
        _block(element, builder)


def _list(element: HtmlElement, builder: LineBuilder, *, numbered: bool) -> None:
    number = int(element.get("start") or 1) if (element.get("start") or "1").isdecimal() else 1
    for item in element:
        if _tag(item) != "li":
            continue
        text = _inline(item, inner=False).strip()
        if numbered:
            text, number = f"{number}. {text}", number + 1
        builder.paragraph(text.replace("\n", " "), bullet=True) if not numbered else _numbered(
            text, builder
        )
        for inner in item:
            if _tag(inner) in {"ul", "ol", "table"}:
                _one_block(inner, _tag(inner), builder)
    builder.blank()


def _numbered(text: str, builder: LineBuilder) -> None:
    builder.row([[text]])


def _definitions(element: HtmlElement, builder: LineBuilder) -> None:
    term = ""
    for child in element.iter("dt", "dd"):
        if child.tag == "dt":
            term = _inline(child).strip()
        else:
            builder.row([[term], [_inline(child).strip()]])
    builder.blank()


def _cell(cell: HtmlElement) -> list[str]:
    inner = LineBuilder()
    _block(cell, inner)
    return [line.text for line in inner.lines if line.text]


def _say(words: list[str], builder: LineBuilder) -> None:
    text = "".join(words)
    words.clear()
    lines = [_SPACE.sub(" ", piece).strip() for piece in text.split("\n")] if "\n" in text else []
    told = "\n".join(line for line in lines if line) if lines else _SPACE.sub(" ", text).strip()
    if told:
        builder.paragraph(told)


def _inline(element: HtmlElement, *, inner: bool = True) -> str:
    """Return an element's words; line breaks as such, all other white space as one space."""
    return "".join(_pieces(element, inner=inner))


def _pieces(element: HtmlElement, *, inner: bool) -> Iterator[str]:
    yield _SPACE.sub(" ", element.text or "")
    for child in element:
        tag = _tag(child)
        if tag == "br":
            yield "\n"
        elif tag not in _SILENT and (inner or tag not in {"ul", "ol", "table"}):
            yield from _pieces(child, inner=inner)
        yield _SPACE.sub(" ", child.tail or "")


def _holds_blocks(element: HtmlElement) -> bool:
    return any(_tag(inner) in _BLOCKS for inner in element.iter() if inner is not element)


def _tag(element: HtmlElement) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else "script"

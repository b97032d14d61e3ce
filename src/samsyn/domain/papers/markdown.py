"""Read Markdown into a paper's blocks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from samsyn.domain.papers.paper import Block, Bullets, Heading, Run, Table, Text, plain


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def blocks_of(text: str, *, below: int = 0) -> list[Block]:
    """Return the text as blocks; its first level of headings comes `below` levels down."""
    tree = SyntaxTreeNode(_reader().parse(text))
    return [block for node in tree.children for block in _blocks(node, below)]


def _blocks(node: SyntaxTreeNode, below: int) -> Iterator[Block]:
    match node.type:
        case "heading":
            yield Heading(plain(_words(node)), int(node.tag[1:]) + below)
        case "bullet_list" | "ordered_list":
            yield from _list(node, below)
        case "table":
            yield _table(node)
        case "fence" | "code_block":
            yield Text(node.content.rstrip())
        case "blockquote":
            for child in node.children:
                yield from _blocks(child, below)
        case "paragraph":
            yield Text(_words(node))
        case _:
            return


def _list(node: SyntaxTreeNode, below: int) -> Iterator[Block]:
    """Yield the list, and what stands inside its items (lists in lists, tables) after it."""
    items, deeper = [], list[Block]()
    for item in node.children:
        paragraphs = [child for child in item.children if child.type == "paragraph"]
        items.append(tuple(run for part in paragraphs for run in _words(part)))
        for child in item.children:
            if child.type != "paragraph":
                deeper.extend(_blocks(child, below))
    yield Bullets(items, numbered=node.type == "ordered_list")
    yield from deeper


def _table(node: SyntaxTreeNode) -> Table:
    rows = [
        [plain(_words(cell)) for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    return Table(rows[0], rows[1:])


def _words(node: SyntaxTreeNode) -> tuple[Run, ...]:
    return tuple(run for child in node.children for run in _runs(child, Run("")))


def _runs(node: SyntaxTreeNode, style: Run) -> Iterator[Run]:
    if node.type in ("softbreak", "hardbreak"):
        yield Run(" " if node.type == "softbreak" else "\n", style.strong, style.emphasis)
    elif node.type in ("text", "code_inline"):
        yield Run(node.content, style.strong, style.emphasis)
    else:
        inner = Run("", style.strong or node.type == "strong", style.emphasis or node.type == "em")
        for child in node.children:
            yield from _runs(child, inner)

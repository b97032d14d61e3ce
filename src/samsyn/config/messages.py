"""Collect the texts that people see, and compile what the translators have written.

English is written in the code; `locale/*/LC_MESSAGES/django.po` holds the other languages. No
compiled file is in git.
"""

import ast
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from samsyn.config.environment import PROJECT

SOURCE = PROJECT / "src" / "samsyn"
LANGUAGES = ("sv", "nb", "da")
_KEYWORDS = {
    name: shape
    for base, shape in (
        ("gettext", None),
        ("ngettext", (1, 2)),
        ("pgettext", ((1, "c"), 2)),
        ("npgettext", ((1, "c"), 2, 3)),
    )
    for name in (base, f"{base}_lazy")
}
_ALIASES = {"_": "gettext", "__": "gettext"}
_CALL = re.compile(r"\b(_|n?p?gettext)\((?=u?['\"])")
Found = tuple[str, int, tuple[str, ...], str]  # file, line, message (and plural), context


def stale() -> list[Path]:
    """Return the `.po` files that have no compiled file, or an older one."""
    return [source for source in _sources() if not _is_compiled(source)]


def compile_all(sources: list[Path]) -> None:
    """Write the `.mo` file beside each of these `.po` files."""
    for source in sources:
        with source.open("rb") as file:
            catalogue = read_po(file)
        draft = source.with_suffix(f".mo.{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(source.with_suffix(".mo"))


def collect() -> Catalog:
    """Return every text of the code and the templates, with the files it stands in."""
    catalogue = Catalog(project="Samsyn", charset="utf-8")
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if "migrations" in path.parts:
            continue
        for file, _line, message, context in _texts(path):
            text = message if len(message) > 1 else message[0]
            catalogue.add(text, locations=[(file, 0)], context=context or None)
    return catalogue


def renew(language: str, collected: Catalog) -> int:
    """Bring one language's file up to what was collected; return how many texts lack words."""
    path = SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    known = written(language)
    known.update(collected, no_fuzzy_matching=True)
    known.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, known, width=110, include_lineno=False, sort_output=True, omit_header=False)
    return len(untranslated(known))


def written(language: str) -> Catalog:
    """Return what the translators have written in one language."""
    path = SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=language, project="Samsyn", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the texts that a language has no words for."""
    return [str(m.id) for m in catalogue if m.id and not _has_words(m)]


def _has_words(message: Message) -> bool:
    words = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return not message.fuzzy and all(words)


def _texts(path: Path) -> Iterator[Found]:
    file = path.relative_to(PROJECT).as_posix()
    if path.suffix == ".py":
        yield from _in_code(path, file)
    else:
        yield from _in_template(path, file)


def _in_code(path: Path, file: str) -> Iterator[Found]:
    names: Any = [*_KEYWORDS, *_ALIASES]
    found: Any = extract_python(io.BytesIO(path.read_bytes()), names, [], {"encoding": "utf-8"})
    for line, name, message, _comments in found:
        parts = message if isinstance(message, tuple) else (message,)
        yield from _sorted_out(file, line, _ALIASES.get(name, name), parts)


def _in_template(path: Path, file: str) -> Iterator[Found]:
    code = templatize(path.read_text(), origin=file)
    for match in _CALL.finditer(code):
        call = _call_at(code, match.start())
        parts = tuple(part.value for part in call.args if isinstance(part, ast.Constant))
        line = code.count("\n", 0, match.start()) + 1
        yield from _sorted_out(file, line, _ALIASES.get(match[1], match[1]), parts)


def _call_at(code: str, start: int) -> ast.Call:
    """Read one call out of what Django made of a template: it ends at the first that parses."""
    end = code.index(")", start)
    while True:
        try:
            call = ast.parse(code[start : end + 1].replace("\n", "\\n"), mode="eval").body
        except SyntaxError:
            end = code.index(")", end + 1)
            continue
        if isinstance(call, ast.Call):
            return call


def _sorted_out(file: str, line: int, name: str, parts: tuple[object, ...]) -> Iterator[Found]:
    words = tuple(part for part in parts if isinstance(part, str))
    name = name.removesuffix("_lazy")
    wanted = {"gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}[name]
    if len(words) < wanted or not all(words[:wanted]):
        return
    context = words[0] if "pgettext" in name else ""
    yield file, line, words[1 if context else 0 : wanted], context


def _sources() -> list[Path]:
    return sorted((PROJECT / "src").rglob("locale/*/LC_MESSAGES/*.po"))


def _is_compiled(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns

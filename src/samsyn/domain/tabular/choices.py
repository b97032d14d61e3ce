"""Read yes and no, and one of a few allowed values, in four languages and with typing errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import CellValue, shown
from samsyn.domain.tabular.faults import Fault, fault
from samsyn.domain.tabular.folding import fold
from samsyn.domain.tabular.likeness import edit_distance, nearest
from samsyn.domain.tabular.targets import Choice

_YES = frozenset(
    {"ja", "j", "yes", "y", "true", "sant", "sand", "sann", "kylla", "x", "1", "on", "pa", "ok"}
    | {
        "ja x",
        "checked",
        "finns",
        "avtal finns",
        "gjort",
        "klar",
        "klart",
        "utford",
        "utfort",
        "done",
    }
)
_NO = frozenset(
    {"nej", "nei", "no", "n", "false", "falskt", "falsk", "usann", "ei", "0", "off", "av", "ej"}
    | {"inte", "ikke", "ingen", "inget", "finns ej", "finns inte", "saknas"}
)
_YES_SIGNS, _NO_SIGNS = frozenset("✓✔☑√✅●•☒\u00d7"), frozenset("✗✘☐❌○")
_LEADING_CODE = re.compile(r"\s*(\w{1,3})\s*[-\u2013.:=)]\s*\S")
_SHORT, _NEAR = 5, 0.55


def read_boolean(value: CellValue) -> bool | Objection:
    """Return yes or no: ja/nej/nei/x/✓/1/0 and their kin in five languages."""
    if isinstance(value, bool):
        return value
    text = shown(value)
    folded = fold(text)
    if folded in _YES or text in _YES_SIGNS:
        return True
    if folded in _NO or text in _NO_SIGNS:
        return False
    return fault(Fault.NOT_YES_OR_NO, value)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The folded words for every choice of one field; build it once per column."""

    codes: dict[str, str]
    shown: dict[str, str]


@lru_cache(maxsize=512)
def vocabulary(choices: tuple[Choice, ...]) -> Vocabulary:
    """Fold every code and label; a word two choices claim belongs to the first."""
    codes: dict[str, str] = {}
    labels: dict[str, str] = {}
    for choice in choices:
        labels[choice.code] = choice.labels[0] if choice.labels else choice.code
        for word in (choice.code, *choice.labels):
            codes.setdefault(fold(word), choice.code)
    codes.pop("", None)
    return Vocabulary(codes, labels)


def read_choice(value: CellValue, words: Vocabulary) -> str | Objection:
    """Return the code of the choice a cell names.

    One typing error in five letters is forgiven when only one choice is that near; otherwise
    the refusal's fact `nearest` suggests a label, and `allowed` lists them all.
    """
    if code := find_choice(value, words):
        return code
    near = nearest(fold(shown(value)), words.codes, floor=_NEAR)
    suggestion = words.shown[words.codes[near[0]]] if near else ""
    allowed = ", ".join(words.shown.values())
    return fault(Fault.NOT_A_CHOICE, value, nearest=suggestion, allowed=allowed)


def find_choice(value: CellValue, words: Vocabulary) -> str | None:
    """Return the code of the choice a cell names, or None; no word is looked for to suggest."""
    folded = fold(shown(value))
    if code := words.codes.get(folded):
        return code
    if (led := _LEADING_CODE.match(shown(value))) and (code := words.codes.get(fold(led[1]))):
        return code
    forgiven = {code for word, code in words.codes.items() if _slip(folded, word)}
    return forgiven.pop() if len(forgiven) == 1 else None


def _slip(text: str, word: str) -> bool:
    if len(word) < _SHORT or any(letter.isdigit() for letter in text + word):
        return False
    allowed = 1 if len(word) < 2 * _SHORT else 2
    return edit_distance(text, word, allowed) <= allowed

"""When two names are the same company or system: legal forms, versions and spelling aside."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from samsyn.domain.tabular.folding import fold
from samsyn.domain.tabular.likeness import edit_distance, jaccard, trigrams

_FORMS = {
    "ab": "ab", "aktiebolag": "ab", "publ": "", "as": "as", "asa": "asa", "aps": "aps",
    "oy": "oy", "oyj": "oyj", "oyab": "oy", "inc": "inc", "incorporated": "inc", "corp": "inc",
    "corporation": "inc", "ltd": "ltd", "limited": "ltd", "plc": "plc", "llc": "llc",
    "gmbh": "gmbh", "ag": "ag", "bv": "bv", "nv": "nv", "sa": "sa", "co": "", "hb": "hb",
    "handelsbolag": "hb", "kb": "kb", "kommanditbolag": "kb", "aksjeselskap": "as",
    "aktieselskab": "as", "anpartsselskab": "aps", "ivs": "ivs", "amba": "amba",
}  # fmt: skip
_SPLIT_FORMS = re.compile(
    r"\b(a\s*/\s*s|p\s*/\s*s|i\s*/\s*s|k\s*/\s*s|ap\s*/\s*s|a\.s\.|b\.v\.|n\.v\.|s\.a\.)(?=\W|$)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\u00ae\u00a9\u2122]|\((?:r|c|tm)\)", re.IGNORECASE)
_VERSION = re.compile(
    r"\s(?:v|ver|version|versjon|rel|release|utg|utgave|build)\s?(\d+(?:\s\d+)*\w?)$"
)
_DOTTED = re.compile(r"\s(\d+(?:\.\d+)+\w?)$")
_WEAK = frozenset(
    {"system", "systemet", "online", "webb", "web", "app", "appen", "portal", "portalen", "cloud"}
    | {
        "programvara",
        "programvare",
        "software",
        "platform",
        "plattform",
        "kommun",
        "kommune",
        "for",
    }
    | {
        "the",
        "windows",
        "suite",
        "sweden",
        "sverige",
        "norge",
        "norway",
        "danmark",
        "denmark",
        "nordic",
    }
)
_SHORT, _LONG = 5, 9
ALIKE = 0.65


class Likeness(StrEnum):
    """How two names compare: only SAME may be taken for one thing without asking."""

    SAME = "same"
    NEAR = "near"
    DIFFERENT = "different"


class NameKey(NamedTuple):
    """A name taken apart: its words, legal form ("ab", "as") and marked version ("8 2").

    `core` decides; form and version only where both names have one.
    """

    core: str
    form: str
    version: str


@lru_cache(maxsize=65536)
def name_key(name: str) -> NameKey:
    """Take a name apart: `Visma Enterprise A/S` is ("visma enterprise", "as", "")."""
    bare = _MARKS.sub(" ", name)
    bare = _SPLIT_FORMS.sub(lambda found: re.sub(r"[\s/.]", "", found[0]), bare).strip()
    dotted = _DOTTED.search(bare)
    version = ""
    if dotted:
        version, bare = fold(dotted[1]), bare[: dotted.start()]
    words = fold(bare)
    if marked := _VERSION.search(words):
        version, words = marked[1], words[: marked.start()]
    elif dotted and (led := re.search(r"\s(?:v|ver|version|versjon)$", words)):
        words = words[: led.start()]
    core, form = _without_form(words.split())
    return NameKey(core or words or fold(name) or name.casefold(), form, version)


def _without_form(words: list[str]) -> tuple[str, str]:
    form = ""
    while len(words) > 1 and words[-1] in _FORMS:
        form = _FORMS[words.pop()] or form
    if len(words) > 1 and words[0] in {"ab", "as", "oy"}:
        form = _FORMS[words.pop(0)]
    return " ".join(words), form


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """Return the core without weak words ("system", "online") and in alphabetical order."""
    words = name_key(name).core.split()
    strong = [word for word in words if word not in _WEAK]
    return " ".join(sorted(strong or words))


def compare_names(one: str, other: str) -> Likeness:
    """Compare two names.

    SAME: equal but for case, accents, punctuation and a legal form that only one carries.
    NEAR: a slip of the pen, words in another order, another legal form, one version marked.
    Names that differ in a number are DIFFERENT: "Windows 10" is not "Windows 11".
    """
    left, right = name_key(one), name_key(other)
    if left.core.replace(" ", "") == right.core.replace(" ", ""):
        same_form = not (left.form and right.form) or left.form == right.form
        return Likeness.SAME if same_form and left.version == right.version else Likeness.NEAR
    if loose_key(one) == loose_key(other) or closeness(left.core, right.core) > 0:
        return Likeness.NEAR
    return Likeness.DIFFERENT


def closeness(one: str, other: str) -> float:
    """Return how near two cores are, 0.0 for "not near": typing errors, shared trigrams."""
    if digits_of(one) != digits_of(other):
        return 0.0
    shared = jaccard(trigrams(one), trigrams(other))
    return max(misspelt(one, other), shared if shared >= ALIKE else 0.0)


def misspelt(one: str, other: str) -> float:
    """Return how near two cores are if one typing error, or two in a long name, explain it."""
    shortest = min(len(one), len(other))
    if shortest < _SHORT or digits_of(one) != digits_of(other):
        return 0.0
    allowed = 1 if shortest < _LONG else 2
    distance = edit_distance(one, other, allowed)
    return 1.0 - distance / max(len(one), len(other)) if distance <= allowed else 0.0


def digits_of(text: str) -> str:
    """Return the digits alone: what tells "Windows 10" from "Windows 11"."""
    return "".join(letter for letter in text if letter.isdigit())

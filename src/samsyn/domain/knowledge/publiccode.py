"""Read a publiccode.yml: what the solution is, or everything that is wrong with the file at once.

The standard: https://yml.publiccode.tools, versions 0.2 to 0.7. Of people it names (contacts)
nothing is kept. A licence is tried for the form of an SPDX expression, not against the SPDX list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from samsyn.domain.knowledge.described_file import File, Said, short
from samsyn.domain.knowledge.objections import Remark, Wrong
from samsyn.domain.knowledge.vocabulary import (
    CATEGORIES,
    DEPENDENCIES,
    DESCRIPTION,
    LONGEST_LONG,
    LONGEST_SHORT,
    MAINTENANCE,
    SHORTEST_LONG,
    STATUSES,
    TOP,
    TYPES,
    VERSIONS,
)

LARGEST = 200_000  # characters; the longest known files have 30,000
_DEEPEST = 20
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ONE_LICENCE = r"(LicenseRef-)?[A-Za-z0-9][A-Za-z0-9.\-]*\+?( WITH [A-Za-z0-9.\-]+)?"
_LICENCE = re.compile(rf"{_ONE_LICENCE}( (AND|OR) {_ONE_LICENCE})*")
_COUNTRY = re.compile(r"[A-Za-z]{2}")  # a country's own section: IT, nl


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What it is, in one language."""

    language: str
    name: str = ""
    short: str = ""
    long: str = ""
    features: tuple[str, ...] = ()
    documentation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A solution as its file describes it; versions of what it depends on are told as text."""

    standard: str
    name: str
    url: str
    landing_url: str = ""
    version: str = ""
    released_on: date | None = None
    licence: str = ""
    owner: str = ""
    categories: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    status: str = ""
    type: str = ""
    maintenance: str = ""
    maintained_by: tuple[str, ...] = ()
    maintained_until: date | None = None
    localisation_ready: bool = False
    languages: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The solution, unless something is wrong; and what is wrong and what else is to be known."""

    described: Described | None
    faults: tuple[Said, ...] = ()
    remarks: tuple[Said, ...] = ()


def read_publiccode(text: str) -> Outcome:
    """Return what a file says; where anything is wrong, everything that is, and no solution."""
    hindered = _hindered(text)
    if hindered:
        return Outcome(None, (hindered,))
    file = File()
    tree = file.grown(yaml.compose(text, Loader=yaml.SafeLoader), "")
    if not isinstance(tree, dict):
        return Outcome(None, (Said(Wrong.NOT_SECTION, "", 1),))
    described = _described(file, tree)
    for key in tree:
        if key not in TOP and not _COUNTRY.fullmatch(key):
            file.remark(Remark.UNKNOWN_KEY, key)
    faults = tuple(sorted(file.faults, key=lambda one: one.line))
    return Outcome(None if faults else described, faults, tuple(file.remarks))


def _hindered(text: str) -> Said | None:
    """Tell what makes a file unreadable at all, before anything is built from it."""
    if len(text) > LARGEST:
        return Said(Wrong.TOO_LARGE, "", 1, {"most": LARGEST})
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                return Said(Wrong.ALIAS, "", line)
            if depth > _DEEPEST:
                return Said(Wrong.TOO_DEEP, "", line)
        yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        told = str(getattr(error, "problem", "") or "")
        return Said(Wrong.NOT_YAML, "", mark.line + 1 if mark else 1, {"told": told})
    return None


def _described(file: File, tree: dict[str, Any]) -> Described:
    legal = file.section(tree, "legal", needed=True)
    localisation = file.section(tree, "localisation", needed=True)
    kind, by, until = _maintained(file, tree)
    return Described(
        standard=_standard(file, tree),
        name=file.text(tree, "name", needed=True),
        url=file.url(tree, "url", needed=True),
        landing_url=file.url(tree, "landingURL"),
        version=file.text(tree, "softwareVersion"),
        released_on=file.day(tree, "releaseDate"),
        licence=_licence(file, legal) if legal else "",
        owner=file.text(legal, "legal/mainCopyrightOwner"),
        categories=_categories(file, tree),
        platforms=file.texts(tree, "platforms", needed=True),
        status=file.one_of(tree, "developmentStatus", STATUSES),
        type=file.one_of(tree, "softwareType", TYPES),
        maintenance=kind,
        maintained_by=by,
        maintained_until=until,
        localisation_ready=_ready(file, localisation) if localisation else False,
        languages=_languages(file, localisation) if localisation else (),
        depends_on=tuple(_dependencies(file, tree)),
        words=tuple(_words(file, tree)),
    )


def _standard(file: File, tree: dict[str, Any]) -> str:
    said = file.text(tree, "publiccodeYmlVersion", needed=True)
    known = ".".join(said.split(".")[:2])  # 0.4.0 is 0.4
    if said and known not in VERSIONS:
        file.wrong(
            Wrong.UNKNOWN_VERSION,
            "publiccodeYmlVersion",
            said=short(said),
            choices=", ".join(VERSIONS),
        )
    return said


def _licence(file: File, legal: dict[str, Any]) -> str:
    said = file.text(legal, "legal/license", needed=True)
    if said and not _LICENCE.fullmatch(re.sub(r"[()]", "", said)):
        file.wrong(Wrong.NOT_LICENCE, "legal/license", said=short(said))
    return said


def _categories(file: File, tree: dict[str, Any]) -> tuple[str, ...]:
    said = file.texts(tree, "categories")
    for nth, one in enumerate(said, 1):
        if one not in CATEGORIES:
            file.remark(Remark.UNKNOWN_CATEGORY, f"categories/{nth}", said=short(one))
    return said


def _maintained(file: File, tree: dict[str, Any]) -> tuple[str, tuple[str, ...], date | None]:
    section = file.section(tree, "maintenance", needed=True)
    if not section:
        return "", (), None
    kind = file.one_of(section, "maintenance/type", MAINTENANCE)
    by, days = [], []
    for place, one in file.sections(section, "maintenance/contractors"):
        by.append(file.text(one, f"{place}/name", needed=True))
        until = file.day(one, f"{place}/until", needed=True)
        days += [until] if until else []
    if kind == "contract" and not section.get("contractors"):
        file.wrong(Wrong.MISSING, "maintenance/contractors")
    for place, one in file.sections(section, "maintenance/contacts"):
        file.text(one, f"{place}/name", needed=True)  # tried, and not kept
    if kind in {"internal", "community"} and not section.get("contacts"):
        file.wrong(Wrong.MISSING, "maintenance/contacts")
    return kind, tuple(by), max(days, default=None)


def _ready(file: File, localisation: dict[str, Any]) -> bool:
    place = "localisation/localisationReady"
    said = file.text(localisation, place, needed=True).lower()
    if said and said not in {"true", "false", "yes", "no"}:
        file.wrong(Wrong.NOT_YES_OR_NO, place, said=short(said))
    return said in {"true", "yes"}


def _languages(file: File, localisation: dict[str, Any]) -> tuple[str, ...]:
    place = "localisation/availableLanguages"
    said = file.texts(localisation, place, needed=True)
    for nth, one in enumerate(said, 1):
        _try_language(file, f"{place}/{nth}", one)
    return said


def _try_language(file: File, place: str, said: str) -> None:
    if not _LANGUAGE.fullmatch(said):
        file.wrong(Wrong.NOT_LANGUAGE, place, said=short(said))


def _dependencies(file: File, tree: dict[str, Any]) -> Iterator[str]:
    section = file.section(tree, "dependsOn")
    for kind in DEPENDENCIES:
        for place, one in file.sections(section, f"dependsOn/{kind}"):
            name = file.text(one, f"{place}/name", needed=True)
            exact = file.text(one, f"{place}/version")
            least = file.text(one, f"{place}/versionMin")
            most = file.text(one, f"{place}/versionMax")
            marks = [exact, f"≥ {least}" if least else "", f"≤ {most}" if most else ""]
            optional = file.text(one, f"{place}/optional").lower() in {"true", "yes"}
            yield " ".join(
                [name, *filter(None, marks), f"({kind}{', optional' if optional else ''})"]
            )


def _words(file: File, tree: dict[str, Any]) -> Iterator[Words]:
    section = file.section(tree, "description", needed=True)
    for language in section:
        place = f"description/{language}"
        _try_language(file, place, language)
        one = file.section(section, place, needed=True)
        if not one:
            continue
        for key in one:
            if key not in DESCRIPTION:
                file.remark(Remark.UNKNOWN_KEY, f"{place}/{key}")
        short = file.text(one, f"{place}/shortDescription", needed=True)
        long = file.text(one, f"{place}/longDescription", needed=True)
        _try_length(file, f"{place}/shortDescription", short, most=LONGEST_SHORT)
        _try_length(file, f"{place}/longDescription", long, least=SHORTEST_LONG, most=LONGEST_LONG)
        yield Words(
            language=language,
            name=file.text(one, f"{place}/localisedName"),
            short=short,
            long=long,
            features=file.texts(one, f"{place}/features"),
            documentation=file.url(one, f"{place}/documentation"),
        )


def _try_length(file: File, place: str, said: str, *, most: int, least: int = 0) -> None:
    if len(said) > most:
        file.wrong(Wrong.TOO_LONG, place, most=most, length=len(said))
    elif said and len(said) < least:
        file.wrong(Wrong.TOO_SHORT, place, least=least, length=len(said))

"""Put what hinders an act, and what is wrong with a file, into words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.domain.knowledge.described_file import Said
from samsyn.domain.knowledge.objections import Hindrance, Remark, Wrong
from samsyn.domain.shared.refusal import Objection

_HINDRANCES: Mapping[Hindrance, StrOrPromise] = {
    Hindrance.NOTHING_NEW: gettext_lazy("Nothing has changed since edition %(edition)s."),
    Hindrance.NOT_PUBLISHED: gettext_lazy(
        "Publish an edition first, so that everybody reads the same."
    ),
    Hindrance.NOBODY_TO_ASK: gettext_lazy("All of them are asked already, or nobody is chosen."),
    Hindrance.DUE_BEFORE_TODAY: gettext_lazy("Choose a day that has not passed."),
    Hindrance.NOT_ASKED: gettext_lazy("You are not asked to read this."),
    Hindrance.NEWER_EDITION: gettext_lazy(
        "There is a newer edition: %(edition)s. Read that one, if you are asked to."
    ),
    Hindrance.NO_STEPS: gettext_lazy("Write down the steps first."),
    Hindrance.RUN_ENDED: gettext_lazy("This run has ended. Start a new one."),
    Hindrance.STEPS_LEFT: gettext_lazy(
        "Not done yet: %(steps)s. Tick them, or break the run off and say why."
    ),
    Hindrance.NO_SUCH_STEP: gettext_lazy("This step is not in the run."),
    Hindrance.REASON_NEEDED: gettext_lazy("Say why it is broken off."),
}
_WRONGS: Mapping[Wrong, StrOrPromise] = {
    Wrong.TOO_LARGE: gettext_lazy("The file is too large: at most %(most)s characters."),
    Wrong.NOT_YAML: gettext_lazy("This is no YAML: %(told)s."),
    Wrong.ALIAS: gettext_lazy("Anchors and aliases (& and *) are not read. Write it out."),
    Wrong.TOO_DEEP: gettext_lazy("There are too many parts within parts."),
    Wrong.TWICE: gettext_lazy("It stands there twice."),
    Wrong.MISSING: gettext_lazy("It is missing, and the standard demands it."),
    Wrong.NOT_TEXT: gettext_lazy("There must be a text here."),
    Wrong.NOT_LIST: gettext_lazy("There must be a list here, each line with a dash."),
    Wrong.NOT_SECTION: gettext_lazy("There must be keys with values here."),
    Wrong.NOT_URL: gettext_lazy("“%(said)s” is no address of the web."),
    Wrong.NOT_DAY: gettext_lazy("“%(said)s” is no day. Write it as 2026-05-17."),
    Wrong.NOT_YES_OR_NO: gettext_lazy("“%(said)s” is neither true nor false."),
    Wrong.NOT_ONE_OF: gettext_lazy("“%(said)s” is none of these: %(choices)s."),
    Wrong.TOO_LONG: gettext_lazy("%(length)s characters are too many: at most %(most)s."),
    Wrong.TOO_SHORT: gettext_lazy("%(length)s characters are too few: at least %(least)s."),
    Wrong.UNKNOWN_VERSION: gettext_lazy(
        "Version “%(said)s” of the standard is not known here. Known are %(choices)s."
    ),
    Wrong.NOT_LANGUAGE: gettext_lazy("“%(said)s” is no code of a language, such as sv or en."),
    Wrong.NOT_LICENCE: gettext_lazy(
        "“%(said)s” is no SPDX expression, such as EUPL-1.2 or GPL-3.0-or-later."
    ),
}
_REMARKS: Mapping[Remark, StrOrPromise] = {
    Remark.UNKNOWN_KEY: gettext_lazy("The standard has no such key; it is not read."),
    Remark.UNKNOWN_CATEGORY: gettext_lazy("“%(said)s” is not in the standard's list."),
}
ACT_NAMES: Mapping[str, StrOrPromise] = {
    "knowledge.publish_edition": gettext_lazy("Edition published"),
    "knowledge.ask_to_read": gettext_lazy("Asked to read"),
    "knowledge.confirm_reading": gettext_lazy("Read and understood"),
    "knowledge.start_run": gettext_lazy("Run started"),
    "knowledge.tick_step": gettext_lazy("Step ticked"),
    "knowledge.end_run": gettext_lazy("Run ended"),
    "knowledge.take_in_solution": gettext_lazy("Solution read in"),
}


def explain(objection: Objection) -> str:
    """Return the sentence for one objection; what is wrong with a file says where."""
    code = str(objection.code)
    if code in set(Hindrance):
        return str(_HINDRANCES[Hindrance(code)]) % objection.facts
    if code in set(Wrong):
        told = str(_WRONGS[Wrong(code)]) % objection.facts
        return _located(str(objection.facts["place"]), objection.facts["line"], told)
    return str(objection.facts.get("told", code))


def remark_told(said: Said) -> str:
    """Return the sentence for what hinders nothing."""
    told = str(_REMARKS[Remark(said.code)]) % said.facts
    return _located(said.place, said.line, told)


def _located(place: str, line: object, told: str) -> str:
    where = _("Line %(line)s") % {"line": line}
    return f"{where}, {place}: {told}" if place else f"{where}: {told}"

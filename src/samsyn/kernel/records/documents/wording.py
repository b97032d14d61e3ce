"""Put types of files, and why one is not taken, into words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.records.documents.content import TYPES, Fault

_FAULTS: Mapping[Fault, StrOrPromise] = {
    Fault.EMPTY: _("The file is empty."),
    Fault.TOO_LARGE: _("The file is larger than %(megabytes)d MB. Keep it elsewhere, and link."),
    Fault.PROGRAM: _("This is a program. Programs are not kept here."),
    Fault.MACROS: _("There are macros in it. Save it without macros, or as PDF."),
    Fault.ACTIVE: _("This is a web page or a drawing that can run in a browser. Save it as PDF."),
    Fault.UNKNOWN: _(
        "What is in it could not be recognised. PDF, Office and OpenDocument files, pictures,"
        " text, XML and e-mail are kept here."
    ),
}


def explain(objection: Objection) -> str:
    """Return the sentence for one objection to a file."""
    return str(_FAULTS[Fault(objection.code)]) % dict(objection.facts)


def type_in_short(media_type: str) -> str:
    """Return a type as people say it: PDF, DOCX, PNG."""
    return TYPES.get(media_type, ("",))[0].lstrip(".").upper()

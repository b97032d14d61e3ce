"""Say why a text cannot be read, and what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.texts.faults import TextFault


def explain(objection: Objection) -> str:
    """Return the sentence for one objection against a text."""
    return _sentences()[TextFault(objection.code)] % objection.facts


def _sentences() -> dict[TextFault, str]:
    return {
        TextFault.EMPTY: _("There is no text in it."),
        TextFault.TOO_LARGE: _("The file is larger than %(megabytes)s MB."),
        TextFault.TOO_MANY_LINES: _("It has more than %(lines)s lines."),
        TextFault.UNPACKS_TOO_LARGE: _("Unpacked it is larger than %(megabytes)s MB."),
        TextFault.PASSWORD: _("It is locked by a password. Take the password away and try again."),
        TextFault.OLD_WORD: _("It is an old Word file. Open it in Word and save it as DOCX."),
        TextFault.BROKEN: _("The file is damaged."),
        TextFault.NOT_A_TEXT: _(
            "It is no text (%(looks_like)s). Take DOCX, HTML or text, or paste the words."
        ),
    }

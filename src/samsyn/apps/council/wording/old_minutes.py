"""The words of old minutes: acts, and why they cannot be kept or saved as they stand."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.domain.minutes.checking import Trouble
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.texts.faults import TextFault
from samsyn.kernel.texts.wording import explain as explain_text

OLD_MINUTES_ACTS: Mapping[str, StrOrPromise] = {
    "council.receive_old_minutes": _("Old minutes read"),
    "council.keep_old_minutes": _("Old minutes corrected"),
    "council.save_old_minutes": _("Old minutes saved as a meeting"),
    "council.discard_old_minutes": _("Old minutes thrown away"),
}
_TROUBLES: Mapping[Trouble, StrOrPromise] = {
    Trouble.NO_TEXT: _("Choose a file, or paste the text."),
    Trouble.TWO_TEXTS: _("Choose a file or paste the text, not both."),
    Trouble.NO_DAY: _("Say on which day the meeting was."),
    Trouble.NOT_A_DAY: _("%(said)s is no day. Write it as 2024-05-31."),
    Trouble.IN_THE_FUTURE: _("The meeting has not been held yet."),
    Trouble.NOT_A_TIME: _("%(said)s is no time. Write it as 09:00."),
    Trouble.ENDS_BEFORE: _("The meeting ends before it begins."),
    Trouble.NOT_A_NUMBER: _("%(said)s is no number."),
    Trouble.NO_WORDS: _("Write it, or remove the line."),
    Trouble.MORE_THAN_ASKED: _("More have answered than were asked."),
    Trouble.CHANGED_MEANWHILE: _("Somebody else has corrected this since you saw it."),
    Trouble.SAVED_ALREADY: _("These minutes are saved as a meeting already."),
}


def explain_old_minutes(objection: Objection) -> str:
    """Return the sentence for one objection to old minutes or to their file."""
    if objection.code in set(TextFault):
        return explain_text(objection)
    return str(_TROUBLES[Trouble(objection.code)]) % dict(objection.facts)

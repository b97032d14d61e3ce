"""Put what information demands into words that people can act on."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.apps.register.wording import ASPECTS
from samsyn.domain.classification.demands import Demand

_MOST_NAMED = 3
_LONGEST_NAME, _LONGEST_BECAUSE = 400, 300
DEMANDS: Mapping[str, StrOrPromise] = {
    "classify_first": gettext_lazy(
        "Classify the information that nobody has classified: what it demands is not known yet."
    ),
    "need_to_know": gettext_lazy("Only those who need it for their work have access."),
    "rights_reviewed": gettext_lazy(
        "Access is reviewed every year, and withdrawn the day a duty ends."
    ),
    "strong_sign_in": gettext_lazy("Sign-in takes two factors, also for administrators."),
    "reading_logged": gettext_lazy("Who read what is logged, and the log is followed up."),
    "locked_away": gettext_lazy("Papers on their way are never left alone, or are sealed."),
    "locked_away_too": gettext_lazy("Papers and lists are locked in when nobody is with them."),
    "email_encrypted": gettext_lazy("E-mail with this information is encrypted all the way."),
    "no_email": gettext_lazy("Another way than e-mail is used."),
    "transfer_encrypted": gettext_lazy("What goes between systems is encrypted on the way."),
    "identity_first": gettext_lazy(
        "Who calls or stands there is identified before anything is told."
    ),
    "hand_out_tested": gettext_lazy("Secrecy is tested before anything is handed out."),
    "hand_out_noted": gettext_lazy(
        "It is noted what was handed out, to whom, when and on what ground."
    ),
    "destroyed_safely": gettext_lazy(
        "Copies, papers and media are destroyed so that none can read them."
    ),
    "minimised": gettext_lazy("No more about people is written down than the purpose needs."),
    "erased_in_time": gettext_lazy(
        "It is decided when data about people are erased, and it is done."
    ),
    "sensitive_fewer": gettext_lazy(
        "Sensitive data is open to as few roles as possible, each with its purpose written down."
    ),
    "transfer_basis": gettext_lazy(
        "Data about people does not leave the EU and EEA before there is a basis for it."
    ),
    "named_may_change": gettext_lazy("Only roles named in the routine write, change or delete."),
    "typed_twice": gettext_lazy("What is typed over by hand is checked against its source."),
    "paper_signed": gettext_lazy(
        "Papers are numbered, dated and signed; corrections stay readable."
    ),
    "two_persons": gettext_lazy("Nobody alone changes, deletes or approves: two persons sign."),
    "reconciled": gettext_lazy("It is compared with its source or with reality at set times."),
    "changes_logged": gettext_lazy("Every change is logged: by whom, when, from what to what."),
    "fallback_described": gettext_lazy(
        "It is written down how the work is done when nothing works."
    ),
    "fallback_exercised": gettext_lazy("The fallback is exercised every year."),
    "restored_on_trial": gettext_lazy("Backups are restored on trial every year."),
    "copy_elsewhere": gettext_lazy("A copy lies in another place than the original."),
    "more_than_one": gettext_lazy("More than one person can do the work."),
    "signed_and_dated": gettext_lazy("Whoever does something signs for it, with date and time."),
    "who_did_what": gettext_lazy("It can be told afterwards who did what, and when."),
    "log_protected": gettext_lazy(
        "Logs cannot be changed, and are kept as long as they may be asked for."
    ),
}


def demand_in_words(code: str) -> str:
    """Return a requirement's sentence in the reader's language; an unknown code gives none."""
    return str(DEMANDS.get(code, ""))[:_LONGEST_NAME]


def because_in_words(demand: Demand) -> str:
    """Return why a requirement follows: the level, and what brought it about."""
    told = list(demand.because_of[:_MOST_NAMED])
    if more := len(demand.because_of) - len(told):
        told.append(_("%(n)d more") % {"n": more})
    if demand.aspect is not None and demand.level is not None:
        told.insert(0, f"{ASPECTS[demand.aspect]} {demand.level}")
    return ", ".join(told)[:_LONGEST_BECAUSE]

"""Say what is missing of a record, and why it matters."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

#: By the need's code: what is missing, why it matters, and the law where there is one.
SYSTEM: Mapping[str, tuple[StrOrPromise, StrOrPromise, StrOrPromise]] = {
    "owner": (_("An owner"), _("Nobody decides about it or pays for it."), ""),
    "assets": (
        _("The information in it"),
        _("Nobody can tell what harm is done if it leaks, fails or lies."),
        _("GDPR 30"),
    ),
    "dpa": (
        _("A data-processing agreement, or why none is needed"),
        _("Others process personal data for us, and nothing binds them."),
        _("GDPR 28(3)"),
    ),
    "criticality": (
        _("How critical it is"),
        _("In a crisis nobody knows what to mend first."),
        _("NIS 2, article 21"),
    ),
    "security_contact": (
        _("Whom to call when something has happened"),
        _("An incident must be reported within 24 or 72 hours."),
        _("NIS 2, article 23; GDPR 33"),
    ),
    "fallback": (
        _("How the work is done while it is down"),
        _("Important work stops with it."),
        _("NIS 2, article 21"),
    ),
    "rto_hours": (
        _("How soon it must be back"),
        _("Operations and suppliers cannot promise what nobody has asked for."),
        "",
    ),
    "risk": (
        _("A risk assessment"),
        _("Protection cannot be weighed against risks that nobody has looked at."),
        _("GDPR 32; NIS 2, article 21"),
    ),
    "dpia": (
        _("Whether an impact assessment is needed"),
        _("Sensitive personal data often demand one before the work begins."),
        _("GDPR 35"),
    ),
    "agreement": (
        _("An agreement, or why none is needed"),
        _("Price, support and exit are promised by nobody."),
        "",
    ),
    "hosting_country": (
        _("In which country the data lie"),
        _("Personal data may leave the EEA only on certain grounds."),
        _("GDPR 44"),
    ),
    "information_owner": (
        _("An information owner"),
        _("Nobody decides who may see the personal data in it."),
        "",
    ),
    "retention": (
        _("When the information is deleted"),
        _("Personal data may not be kept longer than needed."),
        _("GDPR 5(1)(e)"),
    ),
    "ai_class": (
        _("Its class under the AI act"),
        _("The class settles what must be documented and watched."),
        _("AI act, article 6"),
    ),
    "administrator": (_("Who looks after it"), _("Questions from users go nowhere."), ""),
    "owner_deputy": (_("The owner's deputy"), _("Decisions wait while the owner is away."), ""),
    "accessible": (
        _("Whether everybody can use it"),
        _("Digital services to the public must be accessible."),
        _("Web Accessibility Directive"),
    ),
    "archiving": (
        _("What becomes of the information in the end"),
        _("Public records may be destroyed only by a rule."),
        _("National archives act"),
    ),
    "unit": (_("The responsible unit"), _("Lists and costs cannot be told by unit."), ""),
    "cost": (_("What it costs"), _("Nobody can budget, compare or divide the cost."), ""),
    "successor": (
        _("What replaces it, or when it ends"),
        _("People must know where their work moves."),
        "",
    ),
    "product": (_("Which product it is"), _("Neighbours with the same one cannot be found."), ""),
    "purpose": (_("What it is for"), _("Newcomers and auditors cannot tell."), ""),
}

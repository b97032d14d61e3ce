"""How decisions stand, in words and colours."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.domain.council.standing import Standing

STANDINGS: Mapping[Standing, StrOrPromise] = {
    Standing.HOLDS: pgettext_lazy("decision", "Holds now"),
    Standing.COMING: pgettext_lazy("decision", "Holds later"),
    Standing.TO_REVIEW: gettext_lazy("To be looked at again"),
    Standing.ENDED: pgettext_lazy("decision", "Holds no longer"),
    Standing.REPLACED: pgettext_lazy("decision", "Replaced"),
    Standing.NO: gettext_lazy("Nothing to hold"),
}
TONES: Mapping[Standing, str] = {
    Standing.HOLDS: "success",
    Standing.COMING: "info",
    Standing.TO_REVIEW: "warning",
    Standing.ENDED: "neutral",
    Standing.REPLACED: "neutral",
    Standing.NO: "neutral",
}

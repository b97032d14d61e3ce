"""The council's codes in words; each module adds its own to `ACT_NAMES`."""

from __future__ import annotations

from collections.abc import Mapping

from django_stubs_ext import StrOrPromise

from samsyn.apps.council.wording.agenda import AGENDA_ACTS
from samsyn.apps.council.wording.decisions import DECISION_ACTS
from samsyn.apps.council.wording.minutes import MINUTES_ACTS
from samsyn.apps.council.wording.old_minutes import OLD_MINUTES_ACTS
from samsyn.apps.council.wording.sitting import SITTING_ACTS

ACT_NAMES: Mapping[str, StrOrPromise] = {
    **AGENDA_ACTS,
    **MINUTES_ACTS,
    **OLD_MINUTES_ACTS,
    **DECISION_ACTS,
    **SITTING_ACTS,
}

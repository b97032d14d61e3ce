"""What people read: objections, and the names of acts."""

from __future__ import annotations

from collections.abc import Mapping

from django_stubs_ext import StrOrPromise

from samsyn.apps.federation.wording.ability import ABILITY_ACTS
from samsyn.apps.federation.wording.polls import POLL_ACTS

#: What the history calls each act of this room.
ACT_NAMES: Mapping[str, StrOrPromise] = {**POLL_ACTS, **ABILITY_ACTS}

__all__ = ["ACT_NAMES"]

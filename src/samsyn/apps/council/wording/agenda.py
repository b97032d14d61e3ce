"""The words of forums, agendas and calls."""

from __future__ import annotations

from collections.abc import Mapping

from django_stubs_ext import StrOrPromise

AGENDA_ACTS: Mapping[str, StrOrPromise] = {}

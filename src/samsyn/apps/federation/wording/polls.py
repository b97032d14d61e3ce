"""Polls in words: objections, and what the history calls each act."""

from __future__ import annotations

from collections.abc import Mapping

from django_stubs_ext import StrOrPromise

#: What the history calls each act on a poll.
POLL_ACTS: Mapping[str, StrOrPromise] = {}

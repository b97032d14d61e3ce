"""The room's sentences."""

from samsyn.apps.spend.wording.sentences import explain, sentence

__all__ = ["explain", "sentence"]

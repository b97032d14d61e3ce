"""The nouns of this room."""

from samsyn.apps.together.models.mandate import ABOUT, MandateChange, MandateMatter

__all__ = ["ABOUT", "MandateChange", "MandateMatter"]

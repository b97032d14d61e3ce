"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.federation.rules import fed_001_unanswered

__all__ = ["fed_001_unanswered"]

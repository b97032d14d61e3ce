"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.knowledge.rules import kno_001_past_review, kno_002_known_by_one, kno_003_not_read

__all__ = ["kno_001_past_review", "kno_002_known_by_one", "kno_003_not_read"]

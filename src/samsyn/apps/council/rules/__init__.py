"""The council's rules; each module knows one."""

from samsyn.apps.council.rules import cou_005_minutes_not_published

__all__ = ["cou_005_minutes_not_published"]

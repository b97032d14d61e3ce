"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.spend.rules import reg_015_outside_agreements

__all__ = ["reg_015_outside_agreements"]

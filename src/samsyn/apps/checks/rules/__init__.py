"""The rules that concern every room; importing them makes them known."""

from samsyn.apps.checks.rules import ker_001_identity_number

__all__ = ["ker_001_identity_number"]

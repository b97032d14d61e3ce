"""What this room keeps: which weekly mails went out, and who wants none."""

from samsyn.apps.home.models.digest import DigestDeclined, DigestSent

__all__ = ["DigestDeclined", "DigestSent"]

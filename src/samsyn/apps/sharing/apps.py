"""Registers the room where municipalities reuse each other's work."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Offers, what was taken from others, and the differences between the two."""

    name = "samsyn.apps.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's nouns, rules, acts and pages known."""
        from samsyn.apps.sharing import records, rules  # noqa: F401, PLC0415

        records.show()

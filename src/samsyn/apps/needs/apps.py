"""Registers the room where needs and friction are collected."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    """Friction, needs, and what is decided about them."""

    name = "samsyn.apps.needs"
    label = "needs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's nouns, acts, rules and pages known."""
        from samsyn.apps.needs import records, rules  # noqa: F401, PLC0415 - models stand first

        records.show()

"""Registers the room that asks owners whether it is still true."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Rounds, whom they ask, and what was answered."""

    name = "samsyn.apps.rounds"
    label = "rounds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's nouns, acts and pages known."""
        from samsyn.apps.rounds import records  # noqa: PLC0415

        records.show()

"""Registers the room where members and federation look at each other."""

from django.apps import AppConfig


class TogetherConfig(AppConfig):
    """Who is in, what waits for whom, and what follows when a mandate changes."""

    name = "samsyn.apps.together"
    label = "together"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's nouns and pages known."""
        from samsyn.apps.together import records  # noqa: PLC0415 - models stand first

        records.show()

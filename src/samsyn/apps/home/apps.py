"""Registers the room that reads everybody and changes nothing of theirs."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """My day, and the search over everything."""

    name = "samsyn.apps.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put My day on top of the menu."""
        from samsyn.apps.home import records  # noqa: PLC0415

        records.show()

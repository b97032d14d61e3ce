"""Registers the engine of the checks with Django."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """Rules are asked here, and their findings are kept."""

    name = "samsyn.apps.checks"
    label = "checks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show findings where they belong."""
        from samsyn.apps.checks import records, rules  # noqa: F401, PLC0415

        records.show()

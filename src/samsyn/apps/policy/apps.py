"""Registers the room of steering documents with Django."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Steering documents and their clauses."""

    name = "samsyn.apps.policy"
    label = "policy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's nouns and rules known."""
        from samsyn.apps.policy import records, rules  # noqa: F401, PLC0415
        from samsyn.kernel.records.declaration import register  # noqa: PLC0415

        register(*records.RECORDS)

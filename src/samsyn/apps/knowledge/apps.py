"""Registers the room of what is known: articles, checklists, requirements, solutions."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """What we have written down so that it need not be thought out again."""

    name = "samsyn.apps.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's nouns, rules, acts and pages known."""
        from samsyn.apps.knowledge import records, rules  # noqa: F401, PLC0415 - models stand first

        records.show()

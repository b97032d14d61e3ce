"""Registers the organisation with Django: its nouns, its rules and its lines of the menu."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Units, people, roles and who may do what: the ground room of the street."""

    name = "samsyn.apps.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's nouns and rules known."""
        from samsyn.apps.organisation import records, rules  # noqa: F401, PLC0415
        from samsyn.kernel.navigation import add_to_menu  # noqa: PLC0415
        from samsyn.kernel.records.declaration import register  # noqa: PLC0415

        register(*records.RECORDS)
        add_to_menu(*records.OWN_PAGES)

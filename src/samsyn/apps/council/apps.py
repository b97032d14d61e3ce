"""The council moves in."""

from __future__ import annotations

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    """Make the council's nouns known once everything is loaded."""

    name = "samsyn.apps.council"
    label = "council"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's nouns, acts, rules and pages known."""
        from samsyn.apps.council import records, rules  # noqa: F401, PLC0415 - models stand first
        from samsyn.apps.council.services.minutes_waiting import minutes_waiting  # noqa: PLC0415
        from samsyn.kernel import letters  # noqa: PLC0415

        records.show()
        letters.tell_of(minutes_waiting)

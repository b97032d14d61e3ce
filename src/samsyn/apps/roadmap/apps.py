"""The roadmap room: plans, the engine's runs, and the versions that were decided."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapConfig(AppConfig):
    """What Django needs to know of this room."""

    name = "samsyn.apps.roadmap"
    label = "roadmap"
    verbose_name = _("Roadmap")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the house about this room's nouns, pages, rules and background work."""
        from samsyn.apps.roadmap import jobs, records, rules  # noqa: F401, PLC0415
        from samsyn.kernel.records.declaration import register  # noqa: PLC0415

        register(*records.RECORDS)
        records.show_in_menu()

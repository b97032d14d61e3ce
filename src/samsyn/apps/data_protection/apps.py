"""The data-protection room: the Article 30 register, processors, and impact screening."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DataProtectionConfig(AppConfig):
    """What Django needs to know of this room."""

    name = "samsyn.apps.data_protection"
    label = "data_protection"
    verbose_name = _("Data protection")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the house about this room's nouns and pages."""
        from samsyn.apps.data_protection import jobs, records  # noqa: F401, PLC0415 - models stand first
        from samsyn.apps.data_protection.queries.promises import breach_hours  # noqa: PLC0415
        from samsyn.apps.register.public import promises_by  # noqa: PLC0415

        records.show()
        promises_by(breach_hours)

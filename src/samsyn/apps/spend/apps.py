"""The spend room: what was paid to whom, under which agreement, and at which price."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpendConfig(AppConfig):
    """What Django needs to know of this room."""

    name = "samsyn.apps.spend"
    label = "spend"
    verbose_name = _("Spend")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the house about this room's nouns, pages and rules."""
        from samsyn.apps.spend import records, rules  # noqa: F401, PLC0415 - models stand first
        from samsyn.kernel.records.declaration import register  # noqa: PLC0415 - as above

        register(*records.RECORDS)
        records.show_in_menu()

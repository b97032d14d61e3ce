"""The portfolio room: initiatives in three tracks, their work, money and benefits."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    """What Django needs to know of this room."""

    name = "samsyn.apps.portfolio"
    label = "portfolio"
    verbose_name = _("Portfolio")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the house about this room's nouns, pages and rules."""
        from samsyn.apps.portfolio import records, rules  # noqa: F401, PLC0415 - models stand first
        from samsyn.kernel.records.declaration import register  # noqa: PLC0415 - as above

        register(*records.RECORDS)
        records.show_in_menu()

"""The federation's room: polls, shared initiatives, ability and pooled time."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FederationConfig(AppConfig):
    """Make the federation's nouns known once everything is loaded."""

    name = "samsyn.apps.federation"
    label = "federation"
    verbose_name = _("Together")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the house about this room's nouns, pages and rules."""
        from samsyn.apps.federation import records, rules  # noqa: F401, PLC0415 - models first
        from samsyn.apps.federation.api import polls  # noqa: PLC0415 - as above
        from samsyn.kernel.api.rooms import add_to_api  # noqa: PLC0415 - as above

        records.show()
        add_to_api("/polls", polls.router)

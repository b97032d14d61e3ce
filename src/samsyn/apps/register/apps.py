"""Registers the register with Django, and its nouns and rules with the house."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Systems, agreements and information an organisation answers for."""

    name = "samsyn.apps.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's nouns and rules known."""
        from samsyn.apps.register import records, rules  # noqa: F401, PLC0415
        from samsyn.apps.register.api import buying, classify, impact  # noqa: PLC0415
        from samsyn.apps.register.records.incidents import show_notices_in_menu  # noqa: PLC0415
        from samsyn.apps.register.records.sharing import SHAREABLES  # noqa: PLC0415
        from samsyn.kernel.api.rooms import add_to_api  # noqa: PLC0415
        from samsyn.kernel.records.declaration import register  # noqa: PLC0415
        from samsyn.kernel.sharing import shareable  # noqa: PLC0415

        register(*records.RECORDS)
        show_notices_in_menu()
        shareable(*SHAREABLES)
        add_to_api("/systems", impact.router)
        add_to_api("/agreements", buying.router)
        add_to_api("/information-assets", classify.router)

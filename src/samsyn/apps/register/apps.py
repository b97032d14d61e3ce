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
        from samsyn.apps.register.records.sharing import SHAREABLES  # noqa: PLC0415
        from samsyn.kernel.records.declaration import register  # noqa: PLC0415
        from samsyn.kernel.sharing import shareable  # noqa: PLC0415

        register(*records.RECORDS)
        shareable(*SHAREABLES)

"""Registers the kernel with Django, and builds the walls once all models are known."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The shared floor every app stands on."""

    name = "samsyn.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give every model its walls; `makemigrations` then writes them down."""
        from samsyn.kernel.tenancy import checks, walls  # noqa: F401, PLC0415

        walls.build()

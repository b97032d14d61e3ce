"""PostgreSQL for Samsyn: the embedded server, the roles, the settings, backup and restore."""

from samsyn.config.postgres.address import HOME_ZONE
from samsyn.config.postgres.databases import app_role, django_database

__all__ = ["HOME_ZONE", "app_role", "django_database"]

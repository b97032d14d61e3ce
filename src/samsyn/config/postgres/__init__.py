"""PostgreSQL for Samsyn: the embedded server, the roles, the settings, backup and restore."""

from samsyn.config.postgres.databases import app_role, django_database

__all__ = ["app_role", "django_database"]

"""PostgreSQL for Samsyn: the embedded server, the roles, the settings, backup and restore."""

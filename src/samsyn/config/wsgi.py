"""The door for a web server: a WSGI application."""

from django.core.wsgi import get_wsgi_application

from samsyn.config.environment import choose_settings

choose_settings()
application = get_wsgi_application()

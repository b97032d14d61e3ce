"""Settings shared by every way of running Samsyn; what differs comes from the environment."""

from __future__ import annotations

from pathlib import Path

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from samsyn.config.environment import environment
from samsyn.config.postgres import app_role, django_database
from samsyn.kernel.observing import logs
from samsyn.kernel.tenancy.session import forget

django_stubs_ext.monkeypatch()  # Django's own classes then take type parameters

HERE = Path(__file__).resolve().parents[2]
ENV = environment()

SECRET_KEY = ENV.secret_key
DEBUG = False
ALLOWED_HOSTS = ENV.allowed_hosts
SAMSYN_DEMO = ENV.demo
SAMSYN_APP_ROLE = app_role()
SAMSYN_METRICS_TOKEN = ENV.metrics_token
SAMSYN_WIRING = "samsyn.config.wiring.WIRING"
NORDIC_ORDER = "sv"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "procrastinate.contrib.django",
    "samsyn.kernel",
    "samsyn.apps.organisation",
    "samsyn.apps.policy",
    "samsyn.apps.checks",
    "samsyn.apps.register",
    "samsyn.apps.portfolio",
]
MIDDLEWARE = [
    "samsyn.kernel.observing.requests.observe",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samsyn.kernel.access.middleware.act_for_the_visitor",
    "samsyn.kernel.access.language.speak_the_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "samsyn.config.urls"
WSGI_APPLICATION = "samsyn.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "samsyn.kernel.navigation.for_every_page",
            ]
        },
    }
]
FORM_RENDERER = "samsyn.kernel.form_renderer.SamsynRenderer"
DATABASES = {"default": django_database(forget)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "kernel.User"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
LANGUAGE_CODE = "sv"
LANGUAGES = [
    ("sv", _("Swedish")),
    ("nb", _("Norwegian")),
    ("da", _("Danish")),
    ("en", _("English")),
]
LOCALE_PATHS = [HERE / "locale"]
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "samsyn.config.formats"

STATIC_URL = "/static/"
STATICFILES_DIRS = ENV.static_dirs
STATIC_ROOT = ENV.static_root

LOGGING = logs.configure(ENV.log_level)
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

"""Settings shared by every way of running Samsyn; what differs comes from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from samsyn.config.environment import environment, metrics_are_shared
from samsyn.config.mail import mail
from samsyn.config.postgres import HOME_ZONE, app_role, django_database
from samsyn.config.sign_in import content_security_policy, single_sign_on
from samsyn.kernel.observing import logs
from samsyn.kernel.tenancy.session import forget

django_stubs_ext.monkeypatch()  # Django's own classes then take type parameters

HERE = Path(__file__).resolve().parents[2]
ENV = environment()

SECRET_KEY = ENV.secret_key
DEBUG = False
ALLOWED_HOSTS = ENV.allowed_hosts
SAMSYN_DEMO = ENV.demo
SAMSYN_DEMO_PEOPLE = "samsyn.config.demo.doors.DOORS"
SAMSYN_APP_ROLE = app_role()
SAMSYN_METRICS_TOKEN = ENV.metrics_token
SAMSYN_METRICS_SHARED = metrics_are_shared()
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
    "samsyn.apps.rounds",
    "samsyn.apps.sharing",
    "samsyn.apps.knowledge",
    "samsyn.apps.register",
    "samsyn.apps.data_protection",
    "samsyn.apps.spend",
    "samsyn.apps.needs",
    "samsyn.apps.portfolio",
    "samsyn.apps.roadmap",
    "samsyn.apps.federation",
    "samsyn.apps.council",
    "samsyn.apps.together",
    "samsyn.apps.home",
    # Below ours, so that our templates come before theirs
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
]
MIDDLEWARE = [
    "samsyn.kernel.observing.requests.observe",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "samsyn.kernel.access.headers.keep_to_ourselves",
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
    "allauth.account.middleware.AccountMiddleware",
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
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DATA_UPLOAD_MAX_NUMBER_FILES = 2000  # a month of e-invoices is many files

USE_TZ = True
TIME_ZONE = HOME_ZONE
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
PROCRASTINATE_WORKER_DEFAULTS: dict[str, Any] = {
    "delete_jobs": "successful",  # else they fill the database
    "stalled_worker_timeout": 120.0,  # seconds; alive, it gives a sign of life every ten
}

# --- Sign-in ---------------------------------------------------------------------------------
SAMSYN_SITE_URL = ENV.site_url
SAMSYN_START_PAGE = "home:my_day"
# Paths, not names: signing in has no organisation in its address.
LOGIN_URL = "/account/sign-in/"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

ACCOUNT_ADAPTER = "samsyn.kernel.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {"login": "samsyn.kernel.access.sign_in_form.SignInForm"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the mailed link to set a password is the verification
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENV.is_secure else "http"
# A whole town hall may share one address on the net, so the key (the e-mail) is what is narrow.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies

MFA_ADAPTER = "samsyn.kernel.access.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samsyn"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True

SOCIALACCOUNT_ADAPTER = "samsyn.kernel.access.adapters.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # by addresses that the provider has verified
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": single_sign_on(ENV)}
}

# --- Sessions, cookies, headers --------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = ACCOUNT_SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENV.is_secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
_HOST_ONLY = "__Host-" if ENV.is_secure else ""  # browsers then refuse it from a sister domain
SESSION_COOKIE_NAME = f"{_HOST_ONLY}samsyn"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}samsyn_csrf"
LANGUAGE_COOKIE_NAME = "samsyn_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
CSRF_TRUSTED_ORIGINS = [ENV.site_url] if ENV.is_secure else []
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENV.is_secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.trusted_proxies else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_security_policy(ENV)}
# Shared by all processes, or each of them would grant its own number of attempts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "samsyn_cache",
    }
}

# --- Mail ------------------------------------------------------------------------------------
_MAIL = mail(ENV.mail_url)
EMAIL_BACKEND = _MAIL.backend
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.starttls, _MAIL.tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from

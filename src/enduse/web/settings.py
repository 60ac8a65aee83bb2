"""The settings of the site, read once, from the environment where a site differs from the next.

DATABASE_URL       sqlite:////path/site.sqlite3 or postgres://user@host/name
ENDUSE_HOSTS       names that the site answers to, with commas between them
ENDUSE_LANGUAGES   codes of the languages that the site offers beside English, all it has if empty
ENDUSE_LOCALES     how the languages write figures and days, such as ar_EG
ENDUSE_HTTPS       1 where readers come over HTTPS
ENDUSE_SECRET_KEY  long and random; without one a new one is made at each start
ENDUSE_KEPT_MB     megabytes of finished pages that each worker keeps in memory; 0 keeps nothing
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from enduse.interchange import languages
from enduse.taxonomy.tables import BadInput

HERE = Path(__file__).parent
HTTPS = os.environ.get("ENDUSE_HTTPS") == "1"
HOME = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "enduse"

KEPT_MB = os.environ.get("ENDUSE_KEPT_MB") or "64"
if not KEPT_MB.isdecimal():
    raise BadInput(f"ENDUSE_KEPT_MB: {KEPT_MB!r} is no whole number of megabytes; 0 keeps nothing")
KEPT_BYTES = int(KEPT_MB) * 1_000_000
SECRET_KEY = os.environ.get("ENDUSE_SECRET_KEY") or secrets.token_urlsafe(50)
DEBUG = False
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    *filter(None, os.environ.get("ENDUSE_HOSTS", "").split(",")),
]

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "enduse.web.registry",
    "enduse.web.ledger",
    "enduse.web.outreach",
    "enduse.web.demands",
    "enduse.web.public",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "enduse.web.public.kept.pages.KeptPages",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "enduse.web.speaking.speaking",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "enduse.web.urls"
WSGI_APPLICATION = "enduse.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "enduse.web.public.views.known.known",
                "enduse.web.public.views.plain.plain",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{HOME / 'site.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
OFFERED = os.environ.get("ENDUSE_LANGUAGES", "").replace(",", " ").split()
if LACKED := [code for code in OFFERED if code not in languages.LANGUAGES]:
    raise BadInput(
        f"ENDUSE_LANGUAGES: no language {LACKED[0]!r}; use some of {', '.join(languages.LANGUAGES)}"
    )
LANGUAGES = [
    (code, name)
    for code, name in languages.LANGUAGES.items()
    if not OFFERED or code in {LANGUAGE_CODE, *OFFERED}
]
for name in os.environ.get("ENDUSE_LOCALES", "").replace(",", " ").split():
    try:
        languages.write_as(name)
    except BadInput as problem:
        raise BadInput(f"ENDUSE_LOCALES: {problem}") from None
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_DIRS = [
    ("enduse/report", HERE.parent / "interchange" / "templates" / "style"),
    ("enduse/drawn", HERE.parent / "interchange" / "drawings" / "style"),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r"/static/enduse/.+\.(css|svg)$"  # with a digest each
WHITENOISE_ALLOW_ALL_ORIGINS = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # no form changes anything, so there is nothing that a forged request could
]

# What readers ask for is written nowhere: an address may hold the deal that somebody assessed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "enduse.web.faults.Discreet"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "faults": {"class": "logging.StreamHandler", "formatter": "discreet"},
    },
    "root": {"handlers": ["console"], "level": "ERROR"},
    "loggers": {
        "django": {"level": "ERROR", "handlers": ["console"], "propagate": False},
        "django.request": {"level": "ERROR", "handlers": ["faults"], "propagate": False},
        "django.server": {"level": "CRITICAL", "propagate": False},
    },
}

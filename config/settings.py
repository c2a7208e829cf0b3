"""Every setting of Poruch, read from the environment. `.env.example` explains each one."""

import os
from email.utils import parseaddr
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import environment as env

BASE_DIR = env.BASE_DIR
env.load_env_file(env.env_file())

# --- Mode and place ---------------------------------------------------------------------------
PORUCH_MODE = env.mode()
IS_DEMO = PORUCH_MODE == "demo"
PORUCH_DATA = Path(env.text("PORUCH_DATA") or BASE_DIR / "data")
PORUCH_KEYS_FILE = Path(env.text("PORUCH_KEYS_FILE") or PORUCH_DATA / "keys.json")
PORT = env.number("PORT", 8000)
BIND = env.text("BIND", "127.0.0.1")
SITE_NAME = env.text("SITE_NAME", "Poruch")
SITE_URL = env.text("SITE_URL", f"http://localhost:{PORT}").rstrip("/")
QUICK_EXIT_URL = env.text("QUICK_EXIT_URL", "https://www.wetter.com/")

DEBUG = False
SECRET_KEY = env.secret_key(PORUCH_MODE, PORUCH_DATA)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"] if IS_DEMO else env.listed("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS", "" if IS_DEMO else SITE_URL)
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

# --- Applications -----------------------------------------------------------------------------
INSTALLED_APPS = [
    "config",
    "pages",
    "lawpack",
    "security",
    "accounts",
    "outbox",
    "cases",
    "evidence",
    "door",
    "documents",
    "mydata",
    "notifications",
    "demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "lucide",
]

MIDDLEWARE = [
    "config.headers.HeaderMiddleware",
    "config.headers.ContentPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.SessionLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "cases.views.conflict.ConflictMiddleware",
]

ROOT_URLCONF = "config.urls"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "pages.forms.PoruchRenderer"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    }
]

# --- Databases and caches ---------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", PORUCH_DATA / "poruch.sqlite3")}
DATABASES["security"] = env.security_database(DATABASES["default"], PORUCH_DATA)
DATABASE_ROUTERS = ["security.router.SecurityRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "counters",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

# --- People and sign-in -----------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
# One backend knows passwords: every try costs one hash, whether the account exists or not.
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "accounts.passwords.OwnWordsValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "cases:mine"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Django's own: allauth's would copy each address into its list of addresses, which nobody keeps up here.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# Changing the password ends every other session by itself; the one at hand goes on.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "reauthenticate": "accounts.forms.sign_in.PasswordAgainForm",
    "change_password": "accounts.forms.passwords.ChangeForm",
    "reset_password": "accounts.forms.passwords.ForgottenForm",
    "reset_password_from_key": "accounts.forms.passwords.NewPasswordForm",
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if IS_DEMO else "https"
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "accounts.second_factor.SetUpForm",
    "authenticate": "accounts.second_factor.PassForm",
    "reauthenticate": "accounts.second_factor.PassAgainForm",
}
# Addresses are proven by the invitation; allauth's own list of addresses is not in use.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = SITE_NAME
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE_SECONDS = 30 * 60
SESSION_LIMIT_SECONDS = 12 * 60 * 60
SESSION_COOKIE_AGE = SESSION_LIMIT_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Transport and headers --------------------------------------------------------------------
COOKIE_PREFIX = "" if IS_DEMO else "__Host-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not IS_DEMO
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = not IS_DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if IS_DEMO else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not IS_DEMO
# Not "no-referrer": browsers then send "Origin: null", and the check against forged forms refuses all.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
# A text too long for its field is answered at the field, with everything kept; only beyond this not at all.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
# Files stay in memory, within bounds: nothing a person sends lies on a disk in plain.
FILE_UPLOAD_HANDLERS = ["evidence.receiving.BoundedMemoryHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- Languages and time -----------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("de", _("German")),
    ("en", _("English")),
    ("fr", _("French")),
    ("pl", _("Polish")),
    ("ru", _("Russian")),
    ("uk", _("Ukrainian")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "Europe/Berlin")

# --- Static files, mail, background work ------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT") or BASE_DIR / "static_root")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_BACKEND = "outbox.mailbox.EncryptedFileBackend" if IS_DEMO else "outbox.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost" if IS_DEMO else "")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=not EMAIL_USE_SSL)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "post@localhost" if IS_DEMO else "")
# Mail to workers comes from an address without a name, best of a domain that says nothing.
WORKER_FROM_EMAIL = parseaddr(env.text("WORKER_FROM_EMAIL", DEFAULT_FROM_EMAIL))[1]
# What a mail of this kind asks before it leaves.
OUTBOX_GATES = {"worker_notice": "cases.contacting.gate"}
REDIS_URL = env.text("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL or "memory://"
REMINDER_HOUR = 8

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "security.logs.QuietFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["quiet"], "formatter": "line"},
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
os.makedirs(PORUCH_DATA, mode=0o700, exist_ok=True)

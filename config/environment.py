"""Reads settings from the environment; a wrong value is refused with a sentence that says what to change."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
MODES = ("demo", "small", "production")


def env_file():
    """Where the settings may stand: PORUCH_ENV_FILE, or .env beside manage.py."""
    return Path(text("PORUCH_ENV_FILE") or BASE_DIR / ".env")


def load_env_file(path):
    """Take KEY=value lines of a .env file; what the process already has in its environment wins."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        key, separator, value = line.partition("=")
        if separator and not key.lstrip().startswith("#"):
            os.environ.setdefault(key.strip(), value.strip().strip('"'))


def text(name, default=""):
    """A setting as text; written but left empty it counts as not set."""
    return os.environ.get(name, "").strip() or default


def flag(name, default=False):
    value = text(name)
    if not value:
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")


def number(name, default):
    value = text(name)
    if not value:
        return default
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number.")
    return int(value)


def listed(name, default=""):
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def mode():
    value = text("PORUCH_MODE", "demo")
    if value not in MODES:
        raise ImproperlyConfigured(f"PORUCH_MODE is {value!r}: write one of {', '.join(MODES)}.")
    return value


def secret_key(current_mode, data_dir):
    """The signing key. The demo makes its own; real use must bring one."""
    given = text("SECRET_KEY")
    if given or current_mode != "demo":
        if len(given) < 50:
            raise ImproperlyConfigured(
                "SECRET_KEY must be set to at least 50 random characters: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
            )
        return given
    return _own_secret(data_dir / "secret_key")


def _own_secret(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


def database(name, default_file):
    """Connection settings from an address (postgres://user:password@host:5432/name), or a SQLite file."""
    address = text(name)
    if not address:
        return _sqlite(default_file)
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must start with postgres://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def security_database(main, data_dir):
    """The second database: counters and the access log survive what the main one rolls back."""
    if text("SECURITY_DATABASE_URL") or main["ENGINE"].endswith("sqlite3"):
        return database("SECURITY_DATABASE_URL", data_dir / "security.sqlite3")
    return {**main, "NAME": f"{main['NAME']}_security"}


def _sqlite(path):
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # The tests keep their databases in files too: two connections must meet as they do in real use.
        "TEST": {"NAME": None},
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
            "PRAGMA cache_size=-65536;",
        },
    }

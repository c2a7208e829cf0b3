"""Outside the demo an unsafe setting stops the start, with a sentence that says what to change."""

import os
import secrets
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from config import checks

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = {"ENGINE": "django.db.backends.postgresql", "HOST": "db", "PORT": "5432"}
GOOD = {
    "PORUCH_MODE": "production",
    "DEBUG": False,
    "SECRET_KEY": secrets.token_urlsafe(64),
    "BIND": "0.0.0.0",
    "ALLOWED_HOSTS": ["cases.example.org"],
    "SITE_URL": "https://cases.example.org",
    "TRUSTED_PROXY_COUNT": 1,
    "DATABASES": {
        "default": {**POSTGRES, "NAME": "poruch"},
        "security": {**POSTGRES, "NAME": "poruch_security"},
    },
    "REDIS_URL": "redis://redis:6379/0",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False,
    "DEFAULT_FROM_EMAIL": "office@example.org",
}
SQLITE = {"ENGINE": "django.db.backends.sqlite3"}
UNSAFE = [
    ({"SECRET_KEY": "short"}, "E010", "SECRET_KEY"),
    ({"SECRET_KEY": "ab" * 40}, "E010", "SECRET_KEY"),
    ({"SECRET_KEY": "django-insecure-" + secrets.token_urlsafe(64)}, "E010", "SECRET_KEY"),
    ({"DEBUG": True}, "E011", "DEBUG"),
    ({"ALLOWED_HOSTS": []}, "E020", "ALLOWED_HOSTS"),
    ({"ALLOWED_HOSTS": ["*"]}, "E020", "ALLOWED_HOSTS"),
    ({"SITE_URL": "http://cases.example.org"}, "E021", "SITE_URL"),
    ({"SITE_URL": "https://other.example.org"}, "E022", "other.example.org"),
    ({"EMAIL_HOST": ""}, "E030", "EMAIL_HOST"),
    ({"DEFAULT_FROM_EMAIL": ""}, "E031", "DEFAULT_FROM_EMAIL"),
    ({"EMAIL_USE_SSL": True}, "E032", "EMAIL_USE_SSL"),
    ({"EMAIL_USE_TLS": False}, "E033", "EMAIL_USE_TLS"),
    (
        {"DATABASES": {"default": {**SQLITE, "NAME": "a"}, "security": GOOD["DATABASES"]["security"]}},
        "E040",
        "DATABASE_URL",
    ),
    (
        {"DATABASES": {"default": GOOD["DATABASES"]["default"], "security": {**SQLITE, "NAME": "b"}}},
        "E041",
        "SECURITY_DATABASE_URL",
    ),
    (
        {"DATABASES": dict.fromkeys(("default", "security"), GOOD["DATABASES"]["default"])},
        "E002",
        "SECURITY_DATABASE_URL",
    ),
    ({"REDIS_URL": ""}, "E042", "REDIS_URL"),
]


@pytest.fixture
def good(settings):
    """Settings under which production starts."""
    for name, value in GOOD.items():
        setattr(settings, name, value)
    return settings


def found():
    return run_checks(tags=[checks.TAG], include_deployment_checks=True)


def test_good_settings_start(good):
    assert found() == []
    checks.refuse_unsafe()


@pytest.mark.parametrize(("change", "number", "named"), UNSAFE)
def test_unsafe_setting_is_refused_by_name(good, change, number, named):
    for name, value in change.items():
        setattr(good, name, value)
    (refusal,) = [message for message in found() if message.is_serious()]
    assert refusal.id == f"poruch.{number}"
    assert named in refusal.msg
    with pytest.raises(ImproperlyConfigured, match=named):
        checks.refuse_unsafe()


def test_no_proxy_is_a_warning(good):
    good.TRUSTED_PROXY_COUNT = 0
    assert [message.id for message in found()] == ["poruch.W023"]
    checks.refuse_unsafe()


def test_small_mode_needs_neither_postgresql_nor_redis(good):
    good.PORUCH_MODE = "small"
    good.REDIS_URL = ""
    good.DATABASES = {"default": {**SQLITE, "NAME": "a"}, "security": {**SQLITE, "NAME": "b"}}
    assert found() == []


def test_settings_file_open_to_others_is_refused(good, monkeypatch, tmp_path):
    file = tmp_path / "settings.env"
    file.write_text("SITE_NAME=Office\n")
    monkeypatch.setenv("PORUCH_ENV_FILE", str(file))
    file.chmod(0o644)
    assert [message.id for message in found()] == ["poruch.E012"]
    file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert found() == []


@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.7", "[::]", "example.org"])
def test_the_demo_answers_this_machine_only(settings, address):
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.BIND = address
    assert [message.id for message in found()] == ["poruch.E001"]


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "[::1]", "localhost"])
def test_the_demo_may_use_any_address_of_this_machine(settings, address):
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.BIND = address
    assert found() == []


def start(tmp_path, *command, **settings):
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {"PORUCH_ENV_FILE": os.devnull, "PORUCH_DATA": str(tmp_path / "data"), **settings}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("mode", ["small", "production"])
def test_an_empty_real_installation_names_its_first_missing_setting(tmp_path, mode):
    refused = start(tmp_path, "manage.py", "prepare", PORUCH_MODE=mode)
    assert refused.returncode != 0
    assert "SECRET_KEY must be set" in refused.stdout + refused.stderr


def test_prepare_lists_every_refusal_at_once(tmp_path):
    refused = start(tmp_path, "manage.py", "prepare", PORUCH_MODE="production", SECRET_KEY=GOOD["SECRET_KEY"])
    assert refused.returncode == 1
    for name in (
        "ALLOWED_HOSTS",
        "SITE_URL",
        "EMAIL_HOST",
        "DEFAULT_FROM_EMAIL",
        "DATABASE_URL",
        "REDIS_URL",
    ):
        assert name in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_web_server_refuses_too(tmp_path):
    refused = start(tmp_path, "-c", "import config.wsgi", PORUCH_MODE="small", SECRET_KEY=GOOD["SECRET_KEY"])
    assert refused.returncode != 0
    assert "Set ALLOWED_HOSTS" in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("PORUCH_MODE", "test"), ("EMAIL_USE_TLS", "maybe"), ("DATABASE_URL", "x")],
)
def test_a_value_of_the_wrong_kind_is_named(tmp_path, name, value):
    refused = start(tmp_path, "manage.py", "check", **{name: value})
    assert refused.returncode != 0
    assert name in refused.stderr


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"PORUCH_MODE": "bogus"}, "PORUCH_MODE is 'bogus': write one of demo, small, production."),
        ({"PORT": "abc"}, "PORT is 'abc': write a whole number."),
        ({"PORUCH_MODE": "small"}, "SECRET_KEY must be set to at least 50 random characters"),
    ],
)
def test_a_wrong_setting_is_one_sentence_on_the_command_line(tmp_path, settings, says):
    one_sentence(start(tmp_path, "manage.py", "check", **settings), says)


def test_a_command_on_a_database_that_is_not_prepared_says_what_to_run(tmp_path):
    one_sentence(start(tmp_path, "manage.py", "verify_history"), "python manage.py prepare")


def one_sentence(done, says):
    lines = done.stderr.strip().splitlines()
    assert done.returncode != 0
    assert len(lines) == 1 and says in lines[0], done.stderr

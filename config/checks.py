"""Refuses to start with settings under which people's data is not safe; says what to change."""

import ipaddress
import os
import stat
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured

from config import environment

TAG = "poruch"
SECRET_KEY_LENGTH = 50
SECRET_KEY_VARIETY = 15
KNOWN_SECRETS = ("django-insecure", "changeme", "change-me", "secret")
HOW_TO_DRAW = "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"


def refuse_unsafe():
    """Raise with every sentence at once. Called where the service itself begins to answer."""
    found = run_checks(tags=[TAG], include_deployment_checks=True)
    refused = [message.msg for message in found if message.is_serious()]
    if refused:
        raise ImproperlyConfigured("Poruch does not start:\n" + "\n".join(f"- {text}" for text in refused))


@register(TAG)
def demo_stays_at_home(app_configs, **options):
    """The demo has known sign-ins and no second factor, so it answers this machine only."""
    if settings.PORUCH_MODE != "demo":
        return []
    if _is_loopback(settings.BIND) and all(_is_loopback(host) for host in settings.ALLOWED_HOSTS):
        return []
    return [
        _error(
            1,
            f"The demo answers this machine only, and BIND is {settings.BIND}. Leave BIND empty, or set "
            "PORUCH_MODE to small or production for real use.",
        )
    ]


@register(TAG)
def databases_are_two(app_configs, **options):
    """The counters and the access log must not share a database with what may be rolled back."""
    first, second = (
        (database["ENGINE"], str(database["NAME"]), database.get("HOST", ""), database.get("PORT", ""))
        for database in (settings.DATABASES["default"], settings.DATABASES["security"])
    )
    if first != second:
        return []
    return [_error(2, "DATABASE_URL and SECURITY_DATABASE_URL name one database: give each its own.")]


@register(TAG, deploy=True)
def secrets_are_secret(app_configs, **options):
    if settings.PORUCH_MODE == "demo":
        return []
    found = []
    if _is_guessable(settings.SECRET_KEY):
        found.append(_error(10, f"SECRET_KEY can be guessed. Set it to the output of: {HOW_TO_DRAW}"))
    if settings.DEBUG:
        found.append(_error(11, "DEBUG shows people's data to anyone who meets an error. Set DEBUG to 0."))
    file = environment.env_file()
    if _others_can_read(file):
        found.append(_error(12, f"Other accounts can read your settings. Close them: chmod 600 {file}"))
    return found


@register(TAG, deploy=True)
def address_is_safe(app_configs, **options):
    if settings.PORUCH_MODE == "demo":
        return []
    found = []
    hosts, site = settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL)
    is_named = bool(hosts) and not any("*" in host for host in hosts)
    if not is_named:
        found.append(_error(20, "Set ALLOWED_HOSTS to the name of your site, such as cases.example.org"))
    if site.scheme != "https" or not site.hostname:
        found.append(
            _error(21, "Set SITE_URL to the address of your site, such as https://cases.example.org")
        )
    elif is_named and not any(_covers(host, site.hostname) for host in hosts):
        found.append(_error(22, f"Add {site.hostname}, the host of SITE_URL, to ALLOWED_HOSTS."))
    if settings.TRUSTED_PROXY_COUNT == 0:
        found.append(
            Warning(
                "TRUSTED_PROXY_COUNT is 0. Behind a TLS proxy set it to the number of proxies (usually 1): "
                "otherwise pages redirect without end and everybody shares one limit of tries.",
                id=f"{TAG}.W023",
            )
        )
    return found


@register(TAG, deploy=True)
def mail_can_leave(app_configs, **options):
    if settings.PORUCH_MODE == "demo":
        return []
    found = []
    if not settings.EMAIL_HOST:
        found.append(_error(30, "Set EMAIL_HOST to your mail server: letters and reminders leave by e-mail."))
    if "@" not in settings.DEFAULT_FROM_EMAIL:
        found.append(_error(31, "Set DEFAULT_FROM_EMAIL to the address your mail comes from."))
    if settings.EMAIL_USE_TLS and settings.EMAIL_USE_SSL:
        found.append(_error(32, "Set only one of EMAIL_USE_TLS (port 587) and EMAIL_USE_SSL (port 465)."))
    is_encrypted = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    if settings.EMAIL_HOST and not is_encrypted and not _is_loopback(settings.EMAIL_HOST):
        found.append(_error(33, "Mail would leave unencrypted. Set EMAIL_USE_TLS or EMAIL_USE_SSL to 1."))
    return found


@register(TAG, deploy=True)
def production_has_its_servers(app_configs, **options):
    if settings.PORUCH_MODE != "production":
        return []
    found = []
    for number, alias, name in ((40, "default", "DATABASE_URL"), (41, "security", "SECURITY_DATABASE_URL")):
        if not settings.DATABASES[alias]["ENGINE"].endswith("postgresql"):
            found.append(
                _error(
                    number,
                    f"Production needs PostgreSQL: set {name} to postgres://user:password@host:5432/name",
                )
            )
    if not settings.REDIS_URL:
        found.append(_error(42, "Production needs Redis: set REDIS_URL to redis://host:6379/0"))
    return found


def _error(number, sentence):
    return Error(sentence, id=f"{TAG}.E{number:03}")


def _is_guessable(key):
    is_short = len(key) < SECRET_KEY_LENGTH or len(set(key)) < SECRET_KEY_VARIETY
    return is_short or key.lower().startswith(KNOWN_SECRETS)


def _others_can_read(path):
    return os.name == "posix" and path.is_file() and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _is_loopback(host):
    bare = host.strip("[]")
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def _covers(pattern, host):
    return host == pattern or (pattern.startswith(".") and (host.endswith(pattern) or host == pattern[1:]))

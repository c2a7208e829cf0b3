"""`/healthz` says 200 when everything stands, 503 when anything does not, and nothing else to anybody."""

import logging

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections

from config import health
from security import keyring


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(health, "_migrated", set())


def test_well_is_200_for_strangers_too(client, db):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "Set-Cookie" not in answer.headers
    assert answer["Cache-Control"] == "no-store"


def test_only_reading_is_allowed(client, db):
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


def unwell(client, caplog):
    with caplog.at_level(logging.ERROR):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"unavailable\n")
    return caplog.text


@pytest.mark.parametrize("alias", ["default", "security"])
def test_a_database_that_does_not_answer(client, db, monkeypatch, caplog, alias):
    def away():
        raise OperationalError("connection to server at db failed")

    monkeypatch.setattr(connections[alias], "cursor", away)
    assert "OperationalError" in unwell(client, caplog)


@pytest.mark.parametrize("alias", ["default", "security"])
def test_a_database_that_waits_for_migrations(client, db, monkeypatch, caplog, alias):
    class Behind:
        def __init__(self, connection):
            self.is_behind = connection.alias == alias
            self.loader = self
            self.graph = self

        def leaf_nodes(self):
            return []

        def migration_plan(self, _targets):
            return ["one"] if self.is_behind else []

    monkeypatch.setattr(health, "MigrationExecutor", Behind)
    assert f"{alias} waits for migrations" in unwell(client, caplog)


def test_keys_that_cannot_be_read(client, db, monkeypatch, caplog):
    def no_keys():
        raise ImproperlyConfigured("There is no key file")

    monkeypatch.setattr(keyring, "ring", no_keys)
    unwell(client, caplog)


def test_it_is_asked_without_redirect_over_plain_http(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200

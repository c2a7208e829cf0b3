"""What every test stands on."""

import os
from contextlib import nullcontext

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.test import TransactionTestCase

from cases import append_only
from tests.browser import browser_page, chromium, new_page  # noqa: F401  fixtures
from tests.cast import cast  # noqa: F401  a fixture

BOTH = ["default", "security"]
HAS_SERVERS = bool(os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """A test that may use the database may use both: counters and the access log are written everywhere."""
    leave_out_servers(config, items)
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    for item in items:
        marker = item.get_closest_marker("django_db")
        fixtures = set(getattr(item, "fixturenames", ()))
        if marker is None and not fixtures & {"db", "transactional_db", "live_server"}:
            if not item.get_closest_marker("servers"):
                item.add_marker(pytest.mark.once)
            continue
        wanted = {"databases": BOTH, "transaction": bool(fixtures & {"transactional_db", "live_server"})}
        wanted |= marker.kwargs if marker else {}
        item.add_marker(pytest.mark.django_db(**wanted), append=False)


def leave_out_servers(config, items):
    """Tests of PostgreSQL and Redis are no part of a run that has none; nothing counts as skipped."""
    left_out = [] if HAS_SERVERS else [item for item in items if item.get_closest_marker("servers")]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_report_header():
    if not HAS_SERVERS:
        return "Tests of PostgreSQL and Redis are no part of this run: it has no DATABASE_URL and REDIS_URL."
    return None


def _empty(test_case):
    """Empty what a test with real transactions left behind, quicker than TRUNCATE and the signals after it.

    Content types and permissions stay. History goes too, which the database itself refuses anybody else.
    """
    for alias in test_case._databases_names(include_mirrors=False):
        connection = connections[alias]
        with connection.constraint_checks_disabled(), transaction.atomic(using=alias):
            with append_only.suspended(connection) if alias == "default" else nullcontext():
                _delete_rows(connection)
        ContentType.objects.clear_cache()


def _delete_rows(connection):
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        for table in set(tables) - {"django_content_type", "auth_permission", "django_migrations"}:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


TransactionTestCase._fixture_teardown = _empty

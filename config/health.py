"""Is this process able to serve? Asked by proxies and monitors, answered without detail."""

import logging

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from security import keyring

log = logging.getLogger(__name__)
_migrated = set()


def is_healthy():
    """True if both databases answer and are up to date and the keys can be read; else the log says why."""
    try:
        keyring.ring()
        return all(_is_ready(alias) for alias in settings.DATABASES)
    except Exception:
        # Whatever is wrong, the answer is "no": a health check that crashes helps nobody.
        log.exception("Not healthy.")
        return False


def _is_ready(alias):
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return alias in _migrated or _has_all_migrations(connection)


def _has_all_migrations(connection):
    """Looked up until it is true once: migrations are not taken back under a running process."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        log.error("The database %s waits for migrations: python3 manage.py prepare", connection.alias)
        return False
    _migrated.add(connection.alias)
    return True

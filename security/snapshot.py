"""One moment of a database, read while others write, and put into another one; alike on SQLite and PostgreSQL.

A row is a list of plain JSON values in the order of the model's columns. Encrypted columns stay ciphertext.
"""

import base64
import json
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, router, transaction
from django.db.models.functions import Collate
from django.utils.duration import duration_string

from security.fields import Sealed, SealedField

# Whoever reads a session's key is signed in: open sign-ins are in no backup.
LEFT_OUT = {"sessions.session", "usersessions.usersession"}
BATCH = 1000


def tables(alias) -> dict:
    """{label: model} of everything that is kept in a database, in a fixed order."""
    found = {
        model._meta.label_lower: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and router.allow_migrate_model(alias, model)
    }
    return {label: found[label] for label in sorted(found.keys() - LEFT_OUT)}


def columns(model) -> list:
    return [field.column for field in model._meta.local_concrete_fields]


@contextmanager
def taken(alias):
    """The name of a connection that sees the database as it is now, however long it is read."""
    name = f"{alias}_snapshot"
    connection = connections[name] = connections[alias].copy(name)
    connection.settings_dict["OPTIONS"] = {**connection.settings_dict["OPTIONS"], **_one_moment(connection)}
    try:
        with transaction.atomic(using=name), connection.cursor() as cursor:
            # The moment is that of the first look.
            cursor.execute("SELECT count(*) FROM django_migrations")
            yield name
    finally:
        connection.close()
        del connections[name]


def _one_moment(connection):
    """A transaction that keeps to one moment and keeps no writer waiting."""
    if connection.vendor == "postgresql":
        from psycopg import IsolationLevel

        return {"isolation_level": IsolationLevel.REPEATABLE_READ}
    return {"transaction_mode": "DEFERRED"}


def lines(model, alias):
    """Every row of a table as one line of JSON in bytes, in an order that is the same everywhere."""
    fields = model._meta.local_concrete_fields
    rows = model._base_manager.using(alias).order_by(_order(model, alias))
    for values in rows.values_list(*[field.attname for field in fields]).iterator(chunk_size=BATCH):
        row = [_plain(field, value) for field, value in zip(fields, values, strict=True)]
        yield json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def insert(model, alias, lines):
    """Put rows back as they were, past everything a model does on saving."""
    connection, fields, batch = connections[alias], model._meta.local_concrete_fields, []
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        for line in lines:
            values = zip(fields, json.loads(line), strict=True)
            batch.append(
                [field.get_db_prep_save(_python(field, value), connection) for field, value in values]
            )
            if len(batch) == BATCH:
                cursor.executemany(statement, batch)
                batch = []
        if batch:
            cursor.executemany(statement, batch)


def reset_sequences(alias):
    """Let the next running number be above those that were put back."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables(alias).values())):
            cursor.execute(statement)


def _order(model, alias):
    key = model._meta.pk
    if connections[alias].vendor == "postgresql" and isinstance(key, models.CharField | models.TextField):
        return Collate(key.attname, "C")
    return key.attname


def _plain(field, value):
    if isinstance(value, Sealed):
        return value.token
    if isinstance(field, models.JSONField) or value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    raise TypeError(f"{field} holds {type(value).__name__}, which no backup knows.")


def _python(field, value):
    if isinstance(field, SealedField):
        return None if value is None else Sealed(value)
    return field.to_python(value)

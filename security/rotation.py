"""Changing the encryption key while people work.

Every write seals with the newest key, and each process notices a changed key file by itself. A row is replaced only
while it still holds the ciphertext that was read, so a writer in between wins. Stopping in the middle is harmless:
what is done is done, the rest still opens with the old key, and the next run goes on.
"""

from django.apps import apps
from django.conf import settings
from django.db import connections, router

from security import keyfile
from security.fields import SealedField
from security.filestore import Store
from security.keyring import VERSION, Undecryptable, ring

BATCH = 500
FOLDERS = ("files", "mailbox", "evidence")


def add_key():
    """Put a new encryption key first; the old ones stay to read with."""
    content = keyfile.read(settings.PORUCH_KEYS_FILE)
    content["encryption"].insert(0, keyfile.fresh_encryption_key())
    keyfile.replace(settings.PORUCH_KEYS_FILE, content)
    return content["encryption"][0]["id"]


def forget_old_keys():
    """Keep the newest encryption key only. Call it when nothing is left under the others."""
    from security.models import KeyMark

    content = keyfile.read(settings.PORUCH_KEYS_FILE)
    old = [entry["id"] for entry in content["encryption"][1:]]
    content["encryption"] = content["encryption"][:1]
    keyfile.replace(settings.PORUCH_KEYS_FILE, content)
    KeyMark.objects.filter(name__in=[f"encryption {key_id}" for key_id in old]).delete()
    return old


def reseal_everything():
    """Seal all rows and files with the newest key. Returns (number resealed, places that do not open)."""
    done, broken = 0, []
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedField) and model._meta.managed and not model._meta.proxy:
                count, failed = _reseal_column(model, field)
                done, broken = done + count, broken + failed
    for folder in FOLDERS:
        count, failed = _rewrap_files(Store(folder))
        done, broken = done + count, broken + failed
    return done, broken


def _reseal_column(model, field):
    connection = connections[router.db_for_write(model)]
    done, broken, last = 0, [], None
    while rows := _rows_under_old_keys(connection, model, field, last):
        for pk, token in rows:
            try:
                done += _reseal(connection, model, field, pk, token)
            except Undecryptable:
                broken.append(f"{model._meta.label}.{field.name} of row {pk}")
        last = rows[-1][0]
    return done, broken


def _rows_under_old_keys(connection, model, field, last):
    table, pk, column = _quoted(connection, model, field)
    after, values = (f"AND {pk} > %s", [last]) if last is not None else ("", [])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {pk}, {column} FROM {table} WHERE {column} <> '' AND {column} NOT LIKE %s {after} "  # noqa: S608
            f"ORDER BY {pk} LIMIT {BATCH}",
            [f"{VERSION}:{ring().newest}:%", *values],
        )
        return cursor.fetchall()


def _reseal(connection, model, field, stored_pk, token):
    about = field.about(stored_pk)
    fresh = ring().encrypt(ring().decrypt(token, about), about)
    table, pk, column = _quoted(connection, model, field)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = %s WHERE {pk} = %s AND {column} = %s",  # noqa: S608
            [fresh, stored_pk, token],
        )
        return cursor.rowcount


def _quoted(connection, model, field):
    names = model._meta.db_table, model._meta.pk.column, field.column
    return [connection.ops.quote_name(name) for name in names]


def _rewrap_files(store):
    done, broken = 0, []
    for file_id in store.ids():
        try:
            done += store.rewrap(file_id)
        except Undecryptable:
            broken.append(f"{store.folder}/{file_id}")
    return done, broken

"""Counters and the access log live in a database of their own: what they hold survives any rollback elsewhere."""

ALIAS = "security"
LABELS = {"security", "django_cache"}


class SecurityRouter:
    def db_for_read(self, model, **hints):
        return ALIAS if model._meta.app_label in LABELS else None

    db_for_write = db_for_read

    def allow_relation(self, first, second, **hints):
        return (first._meta.app_label in LABELS) == (second._meta.app_label in LABELS)

    def allow_migrate(self, db, app_label, **hints):
        return (db == ALIAS) == (app_label in LABELS)

"""Make the databases ready for this version. Safe to run at every start."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, SystemCheckError
from django.db import OperationalError, connections

from config.checks import refuse_unsafe


class Command(BaseCommand):
    help = "Refuse unsafe settings, bring both databases up to date and check that the keys belong to them."
    # The checks run below, where a refusal is shown as a sentence.
    requires_system_checks = []

    def handle(self, *, verbosity, **options):
        self._refuse_unsafe(verbosity)
        for alias in settings.DATABASES:
            self._reach(alias)
            call_command("migrate", database=alias, interactive=False, verbosity=max(verbosity - 1, 0))
        call_command("createcachetable", database="security", verbosity=0)
        call_command("check_keys", stdout=self.stdout if verbosity > 1 else None, verbosity=0)
        if verbosity:
            self.stdout.write("The databases are ready.")

    def _refuse_unsafe(self, verbosity):
        try:
            refuse_unsafe()
            self.check(include_deployment_checks=settings.PORUCH_MODE != "demo")
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        except SystemCheckError as error:
            raise CommandError(str(error)) from None

    def _reach(self, alias):
        database = connections[alias]
        try:
            database.ensure_connection()
        except OperationalError as error:
            name = database.settings_dict["NAME"]
            raise CommandError(
                f"The database {name} cannot be opened: {str(error).strip()}\n"
                f"Create it (createdb {name}) or correct "
                f"{'DATABASE_URL' if alias == 'default' else 'SECURITY_DATABASE_URL'}."
            ) from None

"""Check every case's history against its hash chain."""

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from cases import events
from cases.models import Case


class Command(BaseCommand):
    help = "Check the history of every case; a changed, removed or reordered entry is named."

    def handle(self, **options):
        try:
            self._check()
        except (OperationalError, ProgrammingError) as error:
            reason = str(error).partition("\n")[0]
            raise CommandError(
                f"The database cannot be read ({reason}). If it is new, run first: python manage.py prepare"
            ) from None

    def _check(self):
        broken, entries = [], 0
        cases = Case.objects.order_by("reference")
        for case in cases.iterator():
            try:
                entries += events.verify(case)
            except events.BrokenChain as error:
                broken.append(str(error))
        if broken:
            raise CommandError("History is not as it was written: " + "; ".join(broken))
        self.stdout.write(f"{entries} entries of {cases.count()} cases are as they were written.")

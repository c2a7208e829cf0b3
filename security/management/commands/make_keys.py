from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from security import keyfile


class Command(BaseCommand):
    help = "Write a new key file for a new installation. Never overwrites one."
    requires_system_checks = []

    def handle(self, **options):
        path = Path(settings.PORUCH_KEYS_FILE)
        try:
            keyfile.create(path)
        except FileExistsError:
            raise CommandError(
                f"{path} exists. It is the only way to read your cases: it stays as it is."
            ) from None
        self.stdout.write(
            f"New keys are in {path}. Print two copies and keep them in two places: backups do not hold them."
        )

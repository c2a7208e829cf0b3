from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from security import keyring


class Command(BaseCommand):
    help = "Refuse to go on when the key file does not belong to the databases. Run after migrate, before serving."

    def handle(self, **options):
        try:
            keyring.verify()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        self.stdout.write("The keys belong to these databases.")

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from security import archive, restore
from security.management.commands.backup import told


class Command(BaseCommand):
    help = (
        "Restore a backup into an empty place: empty databases, an empty data folder, and the key file of that time. "
        "A damaged backup, or one of other keys or another version, is refused before anything is touched."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *, file, **options):
        try:
            manifest = restore.restore(file)
        except (archive.Refused, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Restored what was there at {manifest['made_at']}: {told(manifest)}")
        self.stdout.write("Everybody signs in anew. Now check the history: python3 manage.py verify_history")

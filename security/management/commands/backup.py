from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from security import archive, backup


class Command(BaseCommand):
    help = (
        "Write both databases and the sealed files into one new file, while people work. The keys are not in it, nor "
        "are open sign-ins. Encrypt the file once more before it leaves the machine: it names employers and staff."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="a new file; it is readable by this account only")

    def handle(self, *, file, **options):
        try:
            manifest = backup.make(file)
        except (archive.Refused, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{file}: {told(manifest)}")
        self.stdout.write(
            "The keys are not in it. Keep the key file and its printed copies in another place."
        )


def told(manifest):
    rows = sum(table["rows"] for tables in manifest["tables"].values() for table in tables.values())
    files = sum(len(ids) for ids in manifest["files"].values())
    return f"{rows} rows, {files} files, content {archive.content_hash(manifest)}"

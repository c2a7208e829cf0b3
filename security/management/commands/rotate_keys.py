from django.core.management.base import BaseCommand, CommandError

from security import keyring, rotation


class Command(BaseCommand):
    help = (
        "Add a new encryption key and seal all rows and files with it. Safe while people work; run it again with "
        "--resume if it was stopped. Afterwards print the new key file, then --forget-old removes the old keys."
    )

    def add_arguments(self, parser):
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--resume", action="store_true", help="Go on with the newest key there is; add none."
        )
        choice.add_argument(
            "--forget-old", action="store_true", help="Remove old keys, if nothing is left under them."
        )

    def handle(self, *, resume, forget_old, **options):
        keyring.verify()
        if not (resume or forget_old):
            self.stdout.write(f"New key {rotation.add_key()}.")
            keyring.verify()
        total = self._until_nothing_is_left()
        self.stdout.write(f"{total} rows and files sealed anew; all are under the newest key.")
        if forget_old:
            self.stdout.write(f"Removed: {', '.join(rotation.forget_old_keys()) or 'nothing'}.")

    def _until_nothing_is_left(self):
        """A writer that started before the new key may still finish after a pass: pass until one finds nothing."""
        total = 0
        while True:
            done, broken = rotation.reseal_everything()
            total += done
            if broken:
                raise CommandError(
                    "These do not open with any key and were left as they are: " + "; ".join(broken[:20])
                )
            if not done:
                return total

"""Check that the law data is complete, sourced and in order, and list what is not checked or not explained."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lawpack import checking


class Command(BaseCommand):
    help = "Check the law data: rules, rates, holidays and their texts in six languages."

    def add_arguments(self, parser):
        parser.add_argument(
            "--rules", type=Path, metavar="FILE", help="check this file instead of the program's rules"
        )

    def handle(self, *, rules=None, **options):
        if rules and not rules.is_file():
            raise CommandError(f"There is no file {rules}.")
        found = checking.mistakes(rules)
        if found:
            raise CommandError("The law data is not complete.\n" + "\n".join(found))
        said = ", ".join(f"{number} {what}" for what, number in checking.counts(rules).items())
        self.stdout.write(f"The law data is complete: {said}.")
        self._list("Off for workers, not explained in all six languages", checking.unexplained(rules))
        self._list("Shown as not yet checked at the source", checking.unverified())
        self._list("Switched off, because the source does not say that they hold", checking.switched_off())

    def _list(self, what, names):
        if names:
            self.stdout.write(f"{what}: {', '.join(names)}.")

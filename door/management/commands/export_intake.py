"""Write down one intake in the import format."""

import json

from django.core.management.base import BaseCommand, CommandError

from cases import search
from cases.exporting import exported
from cases.models import Intake
from security import watch


class Command(BaseCommand):
    help = "Print the intake of a case as a JSON array that import_intakes takes (docs/import.md)."

    def add_arguments(self, parser):
        parser.add_argument("reference", help="the number of the case, such as KLN-2026-0147")

    def handle(self, *, reference, **options):
        number = search.case_number(reference)
        intake = Intake.objects.filter(case__reference=number).first() if number else None
        if intake is None:
            raise CommandError(f"There is no case {reference}.")
        watch.record("exported", case_id=intake.case_id, detail="intake")
        row, left_out = exported(intake)
        if left_out:
            self.stderr.write(f"The format has no place for: {', '.join(left_out)}.")
        self.stdout.write(json.dumps([row], ensure_ascii=False, indent=1))

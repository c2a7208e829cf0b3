"""Take a file of intakes in: each row becomes a case with a receipt code."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand

from door import code, importing

REFUSED = 2


class Command(BaseCommand):
    help = (
        "Import intakes (docs/import.md). Prints a JSON array of reference and receipt code for each row. "
        "With any error it prints an array of row, field and reason, imports nothing and ends with 2."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="a JSON file, or - to read from standard input")

    def handle(self, *, file, **options):
        try:
            rows = importing.read(self._content(file))
            for number, sentence in importing.warnings(rows):
                self.stderr.write(f"Row {number}: {sentence}")
            opened = importing.open_all(rows)
        except importing.Refused as refusal:
            self._print([asdict(fault) for fault in refusal.faults])
            sys.exit(REFUSED)
        self._print(
            [
                {"reference": reference, "receipt_code": " ".join(code.groups(digits))}
                for reference, digits in opened
            ]
        )

    def _content(self, file):
        if file == "-":
            return sys.stdin.buffer.read()
        try:
            return Path(file).read_bytes()
        except OSError as error:
            fault = importing.Fault(None, "", f"{file} cannot be read: {error.strerror}.")
            raise importing.Refused([fault]) from None

    def _print(self, rows):
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))

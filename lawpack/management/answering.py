"""What the law_… commands share: read the file, answer, print nothing but the answers."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from lawpack import asking
from wording.languages import LANGUAGES


class AnsweringCommand(BaseCommand):
    """Exit 0: all answered. 2: some questions have errors. 1: no JSON array (a sentence on stderr).

    A command brings `answer(row)`: the answer to one question, a dict of JSON values.
    """

    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a JSON array of questions; - for standard input")
        parser.add_argument("--language", choices=LANGUAGES, default="en", help="of steps and warnings")

    def handle(self, *, file, language, **options):
        try:
            questions = asking.parse(self._text(file))
        except asking.NotAnArray as error:
            raise CommandError(str(error)) from error
        with translation.override(language):
            found, is_complete = asking.answers(questions, self.answer)
        self.stdout.write(self._json(found))
        if not is_complete:
            sys.exit(2)

    def _text(self, file):
        try:
            if file == "-":
                return sys.stdin.buffer.read().decode("utf-8-sig")
            with open(file, encoding="utf-8-sig") as opened:
                return opened.read()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}.") from error

    def _json(self, found):
        """Letters as they are; escaped where the terminal cannot write them."""
        text = json.dumps(found, ensure_ascii=False, indent=1)
        try:
            text.encode(getattr(self.stdout, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            return json.dumps(found, indent=1)
        return text

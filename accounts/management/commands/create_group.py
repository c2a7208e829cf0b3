"""Create a local group: who answers for a place, and what stands on its letters."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import asking, texts
from accounts.groups import create_group
from accounts.models import GroupText

# Name of the option, the question, and whether it must be answered.
QUESTIONS = [
    ("name", "Name of the group, such as Köln", True),
    ("code", "Short code for case numbers, two to five letters, such as KLN", True),
    ("country", "Country, two letters, such as DE", True),
    ("regions", "Regions it answers for, such as DE-NW, DE-RP; none for the whole country", False),
    ("languages", "Languages the group speaks, such as de, uk, ru", False),
    ("letterhead_name", "Name on letters, if it is another one", False),
    ("letterhead_line", "Line under that name", False),
    ("street", "Street and number", True),
    ("postal_code", "Postal code", True),
    ("town", "Town", True),
    ("phone", "Phone", False),
    ("email", "E-mail", True),
    ("legal_supervisor", "Who supervises legal advice: name and qualification", True),
]
LISTS = ("regions", "languages")


class Command(BaseCommand):
    help = "Create a local group. Without options it asks for everything."

    def add_arguments(self, parser):
        for name, question, _is_needed in QUESTIONS:
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help=question)
        parser.add_argument("--time-zone", default=settings.TIME_ZONE)
        for kind in GroupText.Kind.values:
            parser.add_argument(
                f"--{kind}",
                nargs=2,
                action="append",
                default=[],
                metavar=("LANGUAGE", "FILE"),
                help=f"A text file for the {kind} page in one language; may be given several times",
            )

    def handle(self, **options):
        answers = {name: options[name] for name, _question, _is_needed in QUESTIONS}
        pages = [
            (kind, language, self._read(language, file))
            for kind in GroupText.Kind.values
            for language, file in options[kind]
        ]
        group = self._created(answers, pages, options["time_zone"])
        self.stdout.write(f"The group {group.name} ({group.code}) is there.")
        self.stdout.write(f"Next: python3 manage.py invite_coordinator --group {group.code}")

    def _created(self, answers, pages, time_zone):
        """Asks for what is missing, and after a refusal for everything again with the answers kept."""
        ask_all = not any(answers.values())
        while True:
            answers = self._completed(answers, ask_all)
            try:
                return self._create(answers, pages, time_zone)
            except ValidationError as error:
                sentences = _sentences(error)
                if not (ask_all and asking.is_possible()):
                    raise CommandError(sentences) from None
                self.stderr.write(sentences)

    def _completed(self, answers, ask_all):
        needed = [name for name, _question, is_needed in QUESTIONS if is_needed and not answers[name]]
        if not asking.is_possible():
            if needed:
                raise asking.missing(needed)
            return answers
        return {
            name: asking.ask(question, answers[name], is_needed=is_needed)
            if ask_all or name in needed
            else answers[name]
            for name, question, is_needed in QUESTIONS
        }

    @transaction.atomic
    def _create(self, answers, pages, time_zone):
        lists = {name: answers[name].replace(",", " ").split() for name in LISTS}
        group = create_group(**{**answers, **lists, "time_zone": time_zone})
        for kind, language, body in pages:
            texts.write(group, kind, language, body)
        return group

    def _read(self, language, file):
        if language not in dict(settings.LANGUAGES):
            known = ", ".join(dict(settings.LANGUAGES))
            raise CommandError(f"{language} is not a language of this site: {known}.")
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from None


def _sentences(error):
    """With the name of the answer where the sentence alone does not say which one is meant."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(f"{name}: {sentence}" for name, found in error.message_dict.items() for sentence in found)

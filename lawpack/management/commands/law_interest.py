"""Answer questions about default interest: a JSON array in, a JSON array out. Needs no database, key or folder."""

from lawpack import interest_questions
from lawpack.management.answering import AnsweringCommand
from lawpack.management.telling import told


class Command(AnsweringCommand):
    help = "Default interest for a JSON array of questions (docs/law.md)."

    def answer(self, row):
        return told(interest_questions.answer(row))

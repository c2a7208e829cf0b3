"""Answer questions about money owed: a JSON array in, a JSON array out. Needs no database, key or folder."""

from lawpack import wage_questions
from lawpack.management.answering import AnsweringCommand
from lawpack.management.telling import told


class Command(AnsweringCommand):
    help = "Wages and other claims for a JSON array of questions (docs/law.md)."

    def answer(self, row):
        return told(wage_questions.answer(row))

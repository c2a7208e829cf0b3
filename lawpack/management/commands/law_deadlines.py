"""Answer questions about legal dates: a JSON array in, a JSON array out. Needs no database, key or folder."""

from lawpack import deadline_questions
from lawpack.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = "Legal dates for a JSON array of questions (docs/law.md)."

    def answer(self, row):
        return deadline_questions.answer(row)

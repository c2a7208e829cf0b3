"""Questions on the command line: each with its answer so far, asked again until it can be used."""

import sys

from django.core.management.base import CommandError


def is_possible():
    return sys.stdin.isatty()


def ask(question, so_far="", *, is_needed=True):
    """One line from the person at the keyboard; empty takes the answer shown in brackets."""
    shown = f" [{so_far}]" if so_far else ("" if is_needed else " (may stay empty)")
    while True:
        try:
            answer = input(f"{question}{shown}: ").strip() or so_far
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Stopped. Nothing was changed.") from None
        if answer or not is_needed:
            return answer


def missing(names):
    """What to say where nobody can be asked."""
    return CommandError(f"Say more: {', '.join(f'--{name.replace(chr(95), chr(45))}' for name in names)}")

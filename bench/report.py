"""How a measurement is printed: what, how it compares, the goal, and whether it is met."""

import sys

missed = []


def row(what, value, said, *, most=None, least=None):
    """One line. `most` or `least` is the goal for the value; without one the line only tells."""
    met = (most is None or value <= most) and (least is None or value >= least)
    goal = f"at most {most:g}" if most is not None else f"at least {least:g}" if least is not None else ""
    if not met:
        missed.append(what)
    print(
        f"  {what:<46} {value:>9.2f}  {said:<38} {goal:<14} {'' if not goal else 'ok' if met else 'MISSED'}"
    )
    sys.stdout.flush()


def note(text):
    print(f"  {text}", flush=True)


def finish():
    """The answer of the process: 1 if a goal was missed."""
    sys.exit(len(missed) > 0)

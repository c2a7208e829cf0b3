"""The answers as the check page shows them: question and answer, step by step."""

from dataclasses import dataclass, field

from door import steps


@dataclass
class Section:
    """One page; `rows` holds (question, answer) for everything that was answered.

    `unread` says that something typed there could not be understood yet.
    """

    step: steps.Step
    number: int
    rows: list = field(default_factory=list)
    unread: bool = False


def sections(answers, typed=()):
    return [
        Section(step, number, list(step.form().rows(answers.get(step.slug) or {})), step.slug in typed)
        for number, step in enumerate(steps.path(answers), start=1)
    ]

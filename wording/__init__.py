"""Labels of codes, texts of legal dates and sentences of the law pack, in six languages."""

from wording.labels import choices, codes, label
from wording.legal_texts import deadline_text, event_groups, event_label, is_worded
from wording.printing import (
    day,
    money,
    month,
    number,
    subject,
    week,
    week_number,
    week_words,
    weekday,
    weekday_name,
    worked,
)
from wording.read_in import source
from wording.sentences import sentence

__all__ = [
    "choices",
    "codes",
    "day",
    "deadline_text",
    "event_groups",
    "event_label",
    "is_worded",
    "label",
    "money",
    "month",
    "number",
    "sentence",
    "source",
    "subject",
    "week",
    "week_number",
    "week_words",
    "weekday",
    "weekday_name",
    "worked",
]

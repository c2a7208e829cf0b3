"""The journal of a dispute in words: what each kind of line says, and its icon."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import wording
from cases.forms.disputes import DescriptionForm

KINDS = {
    "started": ("flag", "t-brand", gettext_lazy("Dispute opened")),
    "described": ("pencil", "", gettext_lazy("Data of the dispute changed: %(what)s")),
    "member_joined": ("user-plus", "", gettext_lazy("Joined: %(who)s")),
    "member_renamed": ("pencil", "", gettext_lazy("Called otherwise now: %(who)s")),
    "case_joined": ("user-plus", "t-info", gettext_lazy("Joined with a case: %(who)s")),
    "got_case": ("file-text", "t-info", gettext_lazy("Has a case now: %(who)s")),
    "case_left": ("user-minus", "", gettext_lazy("A case was taken out of the dispute")),
    "member_state": ("users", "", gettext_lazy("%(who)s: %(state)s")),
    "demand": ("list-checks", "t-info", gettext_lazy("Demand %(number)s, %(asked)s: %(state)s")),
    "stage": ("flag", "t-brand", gettext_lazy("New stage: %(stage)s")),
    "action": ("megaphone", "t-warn", "%(action)s"),
}
ICONS = {
    "meeting": "users",
    "press": "newspaper",
    "union_contact": "handshake",
    "replacement": "user-x",
    "threat": "triangle-alert",
}
TONES = {"threat": "t-stop", "replacement": "t-stop", "meeting": "t-good", "union_contact": "t-good"}


@dataclass(frozen=True)
class Line:
    """One line of the journal."""

    icon: str
    tone: str
    sentence: str
    on: date
    by: str
    words: str


def told(entries, names, asked):
    """Lines for the page.

    `names` gives what the reader calls each member ({id: name or number}), `asked` the words of each demand
    ({number: words}).
    """
    return [_line(entry, names, asked) for entry in entries]


def _line(entry, names, asked):
    icon, tone, sentence = KINDS.get(entry.kind, ("history", "", gettext_lazy("Entry")))
    action = entry.detail.get("action", "")
    return Line(
        icon=ICONS.get(action, icon),
        tone=TONES.get(action, tone),
        sentence=str(sentence) % _facts(entry.detail, names, asked),
        on=entry.on,
        by=entry.by.name if entry.by else _("the system"),
        words=entry.words,
    )


def _facts(detail, names, asked):
    states = "demand_state" if "member" not in detail else "member_state"
    return {
        "who": names.get(detail.get("member"), _("somebody who is no longer here")),
        "number": detail.get("number", ""),
        "asked": asked.get(detail.get("number"), ""),
        "state": wording.label(states, detail.get("state", "")),
        "stage": wording.label("dispute_stage", detail.get("stage", "")),
        "action": wording.label("action", detail.get("action", "")),
        "what": ", ".join(str(DescriptionForm.base_fields[name].label) for name in detail.get("fields", [])),
    }

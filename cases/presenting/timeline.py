"""What happened on a case, newest first: rows of the history as entries of the page."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import LocalGroup, User
from cases.models import EventText
from cases.presenting import details, telling

PAGE, UNFOLDED = 40, 6
MESSAGES = ["message_to_worker", "message_from_worker", "call"]
WHO = ("user", "to", "from", "responsible")


@dataclass
class Entry:
    """One entry. `words` are the free words that belong to it; erased ones leave a mark."""

    icon: str
    tone: str
    sentence: str
    at: datetime
    by: str
    visibility: str
    words: str = ""
    is_erased: bool = False
    lines: list = field(default_factory=list)


@dataclass
class Timeline:
    """A page of entries; `before` is where the next page starts, `older` how many rows are left there.

    Only the newest are unfolded where others have to be found too, as on the page of a case.
    """

    entries: list
    before: int | None
    older: int
    unfolded: int = PAGE

    @property
    def newest(self):
        return self.entries[: self.unfolded]

    @property
    def folded(self):
        return self.entries[self.unfolded :]


def page(case, *, before=None, only_messages=False, unfolded=PAGE):
    """The newest entries, or those before a number."""
    rows = case.events.select_related("by").order_by("-number")
    if only_messages:
        rows = rows.filter(kind__in=MESSAGES)
    if before:
        rows = rows.filter(number__lt=before)
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    if len(found) <= PAGE:
        return Timeline(_entries(shown), None, 0, unfolded)
    last = shown[-1].number
    return Timeline(_entries(shown), last, rows.filter(number__lt=last).count(), unfolded)


def _entries(events):
    texts = EventText.objects.in_bulk([event.text_id for event in events if event.text_id])
    known = _known(events)
    entries = []
    for _run, group in groupby(events, key=_run_of):
        run = list(group)
        entries.append(_folded(run, known) if len(run) > 1 else _entry(run[0], known, texts))
    return entries


def _run_of(event):
    """Neighbours of one kind by one person fold into one entry, if their kind folds."""
    return (event.kind, event.by_id) if telling.of(event.kind).many else event.number


def _entry(event, known, texts):
    told, words = telling.of(event.kind), texts.get(event.text_id)
    return Entry(
        **_frame(event),
        sentence=told.told(event.detail, known),
        words=words.body if words else "",
        is_erased=event.text_id is not None and words is None,
        lines=details.changes(event),
    )


def _folded(run, known):
    told = telling.of(run[0].kind)
    sentence = str(told.many % {"count": len(run)})
    return Entry(**_frame(run[0]), sentence=sentence, lines=[told.told(event.detail, known) for event in run])


def _frame(event):
    told = telling.of(event.kind)
    return {
        "icon": told.icon,
        "tone": told.tone,
        "at": event.at,
        "by": event.by.name if event.by else _("the system"),
        "visibility": event.visibility,
    }


def _known(events):
    people = {str(event.detail[name]) for event in events for name in WHO if event.detail.get(name)}
    people |= {str(pk) for event in events for pk in event.detail.get("users", [])}
    groups = {event.detail["group"] for event in events if event.detail.get("group")}
    people = {pk for pk in people if _is_id(pk)}  # `from` of a step is a stage
    return details.Known(
        {str(person.pk): person.name for person in User.objects.filter(pk__in=people)} if people else {},
        {str(group.pk): group.name for group in LocalGroup.objects.filter(pk__in=groups)} if groups else {},
    )


def _is_id(text):
    try:
        return bool(UUID(text))
    except ValueError:
        return False

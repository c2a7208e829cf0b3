"""Photos and papers a worker gives: beside the form before it is sent, and on the own page afterwards."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from evidence.checking.limits import MEGABYTE, MOST_BYTES, MOST_PAGES
from evidence.models import Giver
from evidence.places import Place, of_case, of_story
from evidence.taking import Refused, take
from security.clean import one_line

MOST_AT_ONCE = 10
CHOOSE = pgettext_lazy("door", "Please choose a photo or a file.")
MANY = pgettext_lazy("door", "These are too many files at once. Send the rest later on your page.")
_TYPE = pgettext_lazy("door", "We cannot open this file. Please send a photo or a PDF.")
_SIZE = pgettext_lazy(
    "door", "This file is too big. Limit: %(limit)s. Please take a photo of one page at a time."
)
_BROKEN = pgettext_lazy("door", "This file is damaged or empty. Please try another photo.")
_PAGES = pgettext_lazy("door", "This PDF has too many pages. Limit: %(limit)s. Please send it in parts.")
_SENTENCES = {
    "empty": _BROKEN,
    "broken": _BROKEN,
    "type": _TYPE,
    "work": _TYPE,
    "pixels": pgettext_lazy("door", "This photo is too large. Please take it again with fewer pixels."),
    "locked": pgettext_lazy("door", "This PDF has a password. Please take a photo of the pages."),
    "busy": pgettext_lazy("door", "Very many files are arriving now. Please try again in a minute."),
    "many": MANY,
    "room": MANY,
}


@dataclass(frozen=True)
class Desk:
    """Where a visitor hands something in: the place it goes to, and the routes around it."""

    place: Place
    page: str
    piece: str
    back: str
    is_open: bool = True

    @property
    def items(self):
        """What the worker gave; what the team has put there is not shown here, nor what it says about it."""
        return self.place.items.filter(giver=Giver.WORKER)


def of_draft(draft):
    """Before sending, with the story; right after it, with what became of it."""
    held = draft.held
    case = draft.case or (held and held.case)
    place = of_case(case) if case else of_story(held.submission_key if held else draft.pk.hex)
    is_open = case.is_open if case else not (held and held.decided_at)
    back = "door:sent" if draft.is_sent else "door:check"
    return Desk(place, "door:photos", "door:photos_piece", back, is_open)


def of_receipt(receipt):
    place = of_case(receipt.case)
    routes = ("door:photos_of_case", "door:photos_of_case_piece", "door:status")
    return Desk(place, *routes, receipt.case.is_open)


def sentence(code):
    """Why a file was not taken, and what to do."""
    if code == "too_big":
        return _SIZE % {"limit": f"{MOST_BYTES // MEGABYTE} MB"}
    if code == "pages":
        return _PAGES % {"limit": MOST_PAGES}
    return str(_SENTENCES[code])


def take_all(desk, uploads, said):
    """Take each file for itself; answers (name, sentence) of those that were not taken."""
    refused = [(one_line(upload.name)[:80], str(MANY)) for upload in uploads[MOST_AT_ONCE:]]
    for upload in uploads[:MOST_AT_ONCE]:
        try:
            take(upload.read(), place=desk.place, **said)
        except Refused as refusal:
            refused.append((one_line(upload.name)[:80], sentence(refusal.code)))
    return refused

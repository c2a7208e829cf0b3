"""Drafts: begun with the first answer, opened again with a code, forgotten after seven days."""

from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from door import code
from door.models import Draft
from evidence import keeping
from evidence.places import of_story
from security.clean import safe_text

KEPT = timedelta(days=7)
CODE_SHOWN = timedelta(hours=1)


# What a form carries beside the answers.
NOT_TYPED = {"csrfmiddlewaretoken", "language_of_page", "back", "later", "more", "copy", "homepage", "page"}


def begin():
    """A new draft with its code, so that nothing is lost to somebody who had to stop."""
    digits = code.draw()
    draft = Draft(code_hash=code.keyed(digits), expires_at=timezone.now() + KEPT)
    show(draft, digits)
    draft.save(force_insert=True)
    return draft


def keep(draft, slug, values):
    """Store the cleaned values of one step: what was typed there is understood now."""
    draft.answers = {**draft.answers, slug: values}
    draft.typed = {other: words for other, words in draft.typed.items() if other != slug}
    _save(draft)


def keep_typed(draft, slug, posted):
    """Store what was posted as it is, right or wrong, until the page is answered."""
    draft.typed = {**draft.typed, slug: typed_in(posted)}
    _save(draft)


def typed_in(posted):
    """{name: texts} of what a person typed or chose on a page, without what no database takes."""
    return {
        safe_text(name): [safe_text(text) for text in posted.getlist(name)]
        for name in posted
        if name not in NOT_TYPED
    }


def typed(draft, slug):
    """What was typed on a page and not taken yet, as it was posted; or None."""
    words = draft.typed.get(slug) if draft else None
    if words is None:
        return None
    posted = QueryDict(mutable=True)
    for name, texts in words.items():
        posted.setlist(name, texts)
    return posted


def drop(draft, slug):
    """Take a page back altogether."""
    for answers in (draft.answers, draft.typed):
        answers.pop(slug, None)
    _save(draft)


def _save(draft):
    draft.expires_at = timezone.now() + KEPT
    draft.save(update_fields=["answers", "typed", "marks", "expires_at"])


def put_aside(draft):
    """The digits to come back with: those the draft has, or new ones once they may no longer be shown."""
    digits = shown_code(draft)
    if digits is None:
        digits = code.draw()
        show(draft, digits)
        draft.code_hash = code.keyed(digits)
        draft.save(update_fields=["code", "code_until", "code_hash"])
    return digits


def find(digits):
    """The draft that was put aside with this code and not sent yet, or None."""
    now = timezone.now()
    found = Draft.objects.filter(code_hash=code.keyed(digits), case=None, held=None, expires_at__gt=now)
    return found.first()


def take_up(draft, digits):
    """Its owner is back and has the code at hand: the receipt can show the same one."""
    show(draft, digits)
    draft.save(update_fields=["code", "code_until"])


def show(draft, digits):
    draft.code, draft.code_until = digits, timezone.now() + CODE_SHOWN


def shown_code(draft):
    """The digits while they may still be shown, else None."""
    is_shown = draft.code and draft.code_until and draft.code_until > timezone.now()
    return draft.code if is_shown else None


def confirm(draft):
    """The code is on paper: from now on nobody can read it here."""
    draft.code = ""
    draft.save(update_fields=["code"])


def leave(draft):
    """The visitor goes. What was sent needs no draft; what was not waits for its owner and the code."""
    if draft.is_sent:
        draft.delete()
    else:
        confirm(draft)


def forget(now=None):
    """Delete drafts whose time is over, and codes whose hour is over; returns how many drafts."""
    now = now or timezone.now()
    Draft.objects.filter(code_until__lt=now).update(code="", code_until=None)
    for draft in Draft.objects.filter(expires_at__lt=now, case=None, held=None):
        keeping.erase(of_story(draft.pk.hex).items)
    return Draft.objects.filter(expires_at__lt=now).delete()[0]

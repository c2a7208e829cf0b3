"""What makes a story look like a robot's. Nobody is turned away for it: such a story waits for a person."""

import json
from datetime import timedelta

from django.utils import timezone

from security import throttle
from security.keyring import ring

TRAP, FAST, MANY, EQUAL = "trap", "fast", "many", "equal"
FIELD = "homepage"  # hidden from people, and a name robots like
FASTEST = timedelta(seconds=15)
EQUAL_A_DAY, DAY = 3, 24 * 60 * 60


def look_at(draft, posted):
    """Mark the draft if the hidden field was filled in."""
    if posted.get(FIELD, "").strip():
        mark(draft, TRAP)


def mark(draft, reason):
    if reason not in draft.marks:
        draft.marks = [*draft.marks, reason]
        draft.save(update_fields=["marks"])


def reasons(draft, told):
    """Why what is sent now should wait for a person; empty for almost everybody. Counts equal stories.

    Answers without words of one's own are equal for people of one workplace or shelter, so they do not count.
    """
    found = list(draft.marks)
    if timezone.now() - draft.begun_at < FASTEST:
        found.append(FAST)
    if _has_own_words(told) and not throttle.hit("door story", _same(told), EQUAL_A_DAY, DAY):
        found.append(EQUAL)
    return found


def _has_own_words(told):
    return bool(told.get("story") or told["person"].get("name") or told["person"]["contact"].get("value"))


def _same(told):
    """Keyed, so that nobody can try stories against the counter."""
    return ring().mac("index", "door story", json.dumps(told, sort_keys=True))

"""Where evidence goes: to a case, or to a story at the door that is none yet."""

from dataclasses import dataclass

from evidence.models import Evidence
from security import blind

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Place:
    """`case` or `story_key`, and how much may lie there."""

    case: object = None
    story_key: str = ""
    most: int = 100
    most_bytes: int = 400 * MEGABYTE

    @property
    def owner(self):
        """The columns that say whose it is."""
        return {"case": self.case} if self.case else {"case": None, "story_key": self.story_key}

    @property
    def items(self):
        return Evidence.objects.filter(**self.owner)

    @property
    def key(self):
        """A keyed word for this place, for files on their way to it."""
        return blind.token("evidence_place", str(self.case.pk) if self.case else self.story_key)


def of_case(case):
    return Place(case=case)


def of_story(story_key):
    """A story not sent yet: what one phone has to show, not a disk full."""
    return Place(story_key=story_key, most=10, most_bytes=40 * MEGABYTE)

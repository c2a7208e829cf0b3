"""How the groups are reached: number, address, hours in the reader's language, languages they speak."""

from dataclasses import dataclass

from django.utils.translation import get_language, get_language_info

from accounts import texts
from accounts.models import GroupText, LocalGroup


@dataclass(frozen=True)
class Reached:
    """One group; `hours` is a text that knows its language, or None."""

    group: LocalGroup
    hours: GroupText | None
    languages: list


def groups(most=None, only=None) -> list[Reached]:
    """All groups, or the first `most`; `only` takes one group alone."""
    found = LocalGroup.objects.prefetch_related("texts")
    found = found.filter(pk=only.pk) if only else found
    return [_reached(group) for group in found[:most]]


def _reached(group):
    hours = texts.text_of(group, GroupText.Kind.HOURS, get_language())
    return Reached(group, hours, [name for name in map(_name, group.languages) if name])


def _name(code):
    """The language in its own words; one that Django does not know is left out."""
    try:
        return get_language_info(code)
    except KeyError:
        return None

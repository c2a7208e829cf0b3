"""Which of the six languages is being read."""

from django.utils.translation import get_language

LANGUAGES = ("en", "de", "fr", "pl", "ru", "uk")
SOURCE = "en"


def active():
    """The two letters of the active language; English where it is none of ours."""
    language = (get_language() or SOURCE)[:2]
    return language if language in LANGUAGES else SOURCE

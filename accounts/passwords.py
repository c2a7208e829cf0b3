"""Words a stranger would try first: what the site, the groups and their towns are called."""

import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import LocalGroup

LEAST_OWN_LETTERS = 8
SHORTEST_WORD = 3
ALWAYS = ("poruch", "password", "passwort", "passwordpassword", "qwertz", "qwerty")


class OwnWordsValidator:
    """Refuses a password that is little more than such words with numbers and signs around them."""

    def validate(self, password, user=None):
        left = _letters(password)
        for word in sorted(_words(), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEAST_OWN_LETTERS:
            raise ValidationError(self.get_help_text(), code="password_own_words")

    def get_help_text(self):
        return _("Take several words that have nothing to do with the group, the town or this site.")


def _words():
    names = LocalGroup.objects.values_list("name", "code", "town", "letterhead_name", "letterhead_line")
    texts = [settings.SITE_NAME, *ALWAYS, *(text for row in names for text in row)]
    words = {_letters(part) for text in texts for part in [text, *text.split()]}
    return {word for word in words if len(word) >= SHORTEST_WORD}


def _letters(text):
    """Lower case, no accents, no digits, no signs: Köln, KOELN 1 and k-o-l-n differ too little to matter."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if letter.isalpha())

"""One spelling for the many ways a name is written.

A folded word is no transliteration and is never shown: it is the meeting point of Cyrillic and of the German,
English, French and Polish habits of writing it in Latin letters. Where one sign stands for two sounds (Cyrillic г,
Latin ch) a word folds both ways. Scripts without rules here are kept as they are.
"""

import re
import unicodedata

LONGEST = 500  # characters of a name that are looked at

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "s",
        "з": "s", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
        "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "s", "ч": "s", "ш": "s",
        "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ў": "u", "ђ": "ds", "ј": "i",
        "љ": "l", "њ": "n", "ћ": "s", "џ": "ds", "қ": "k", "ғ": "g", "ң": "n", "ү": "u", "ұ": "u", "ө": "o",
        "һ": "h", "ә": "a", "ӣ": "i", "ӯ": "u", "ҳ": "h", "ҷ": "ds",
    }
)  # fmt: skip
_LATIN = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "þ": "t", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e"}
)
_APOSTROPHES = re.compile("['’‘ʼʻʹ´`′]")


def _rules(*pairs):
    return [(re.compile(pattern), to) for pattern, to in pairs]


# In this order: long groups before the short ones they contain.
_GROUPS = _rules(
    ("schtsch|shch|szcz|chtch|stch|tsch|tch|cz|ts|tz", "s"),
    ("sch|sh|sz|zh", "s"),
    ("kh", "h"),
    ("ph", "f"),
    ("^jou", "su"),
    ("dj", "ds"),
)
_LETTERS = _rules(
    ("([tgd])h", r"\1"),
    ("gu(?=[eiy])", "g"),
    ("ck|q", "k"),
    ("x", "ks"),
    ("[szc]+", "s"),
    ("w", "v"),
    ("ff?$", "v"),
    ("ou", "u"),
    ("[yji]+", "i"),
    ("i[eo]", "e"),
    ("iu", "u"),
    ("([aou])e", r"\1"),
    ("sov(a?)$", r"sev\1"),
    (r"(.)\1+", r"\1"),
)


def fold(name: str) -> list[str]:
    """Sorted folded words of a name, each once.

    >>> fold("Пётр Иванов") == fold("Iwanow, Piotr")
    True
    """
    text = unicodedata.normalize("NFKC", str(name or "")[:LONGEST]).casefold()
    words = _without_marks(_APOSTROPHES.sub("", text)).split()
    return sorted({folded for word in words for folded in _both_ways(word) if folded})


def _without_marks(text):
    """Accents, vowel points and invisible characters go; vowel signs that make the word (as in Hindi) stay."""
    kept = []
    for char in unicodedata.normalize(
        "NFD", unicodedata.normalize("NFC", text).translate(_CYRILLIC).translate(_LATIN)
    ):
        kind, place = unicodedata.category(char), unicodedata.combining(char)
        if kind == "Cf" or place >= 200 or 10 <= place <= 35:
            continue
        kept.append(char if kind[0] in "LMN" else " ")
    return unicodedata.normalize("NFC", "".join(kept))


def _both_ways(word):
    words = {_rewritten(word.replace("г", letter), _GROUPS) for letter in "gh"}
    return {_rewritten(each.replace("ch", letter), _LETTERS) for each in words for letter in "sh"}


def _rewritten(word, rules):
    for pattern, to in rules:
        word = pattern.sub(to, word)
    return word

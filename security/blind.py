"""Finding people by name without storing names: keyed hashes of folded words.

Whoever steals the database without the keys sees which hashes are equal and how frequent they are, nothing more.
"""

from security.folding import fold
from security.keyring import ring

__all__ = ["fold", "near_tokens", "token", "tokens"]

_LONG_ENOUGH = 4  # shorter words have too many neighbours


def token(purpose: str, text: str) -> str:
    """Keyed hash of a text, for equality only. Each purpose has hashes of its own."""
    return ring().mac("index", purpose, text)


def tokens(name: str) -> list[str]:
    """Hashes of the folded words of a name."""
    return sorted({token("name", word) for word in fold(name)})


def near_tokens(name: str) -> list[str]:
    """Hashes of the folded words and of each with one letter left out: names one typo apart share some."""
    words = fold(name)
    near = {
        word[:place] + word[place + 1 :]
        for word in words
        if len(word) >= _LONG_ENOUGH
        for place in range(len(word))
    }
    return sorted({token("name", word) for word in {*words, *near}})

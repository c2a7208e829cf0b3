"""The receipt code: 16 digits in four groups, which every keyboard can type and every language can say."""

import secrets

from pages.digits import plain_digits
from security.keyring import ring

DIGITS = 16
LONGEST = 60  # characters that are looked at
BETWEEN = set(" -‐‑‒–—―−_.,;·/")


def draw() -> str:
    """A new code, as 16 digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def read(text) -> str | None:
    """The 16 digits that a text means, or None. Digits of any script, spaces and dashes are fine.

    >>> read("1234-5678 ٩٠١٢ 3456")
    '1234567890123456'
    """
    text = str(text or "")
    if len(text) > LONGEST:
        return None
    digits = "".join(char for char in plain_digits(text) if char not in BETWEEN)
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else None


def groups(digits) -> list[str]:
    """Four groups of four, as the code is shown and read aloud."""
    return [digits[place : place + 4] for place in range(0, DIGITS, 4)]


def keyed(digits) -> str:
    """What is stored of a code: nobody without the pepper can try codes against it."""
    return ring().mac("pepper", "receipt", digits)

"""Digits of any script as 0 to 9, so that every keyboard can type a date or a sum."""

import unicodedata


def plain_digits(text) -> str:
    """The text with its digits as 0 to 9 and its spaces as plain ones; nothing else is changed.

    >>> plain_digits("١٢")
    '12'
    """
    return "".join(_plain(char) for char in str(text or ""))


def whole_number(text, longest=4):
    """The number a short text says, or None. Longer texts are refused unread."""
    digits = plain_digits(text).strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > longest:
        return None
    return int(digits)


def _plain(char):
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    return " " if char.isspace() else char

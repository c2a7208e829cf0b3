"""What people type or paste, made safe to store, show, print and send. Every function takes any text and never fails.

Zero-width joiners stay: they are spelling in Persian, Hindi and others. So do left-to-right and right-to-left
marks. Overrides and isolates go: they let a text show something other than what it says.
"""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters other than tab and line ends
    "\ud800-\udfff"  # halves of characters, not writable in UTF-8
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides, embeddings and isolates
    "\u00ad\ufeff\ufff9-\ufffb\ufffe\uffff"  # soft hyphen, byte order mark, annotations, non-characters
    "\U000e0000-\U000e007f]"  # invisible tags
)
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@|%＝＋－＠]")


def safe_text(text) -> str:
    """Text of several lines: line ends as \\n, composed characters, nothing invisible that lies or breaks."""
    lines = _LINE_ENDS.sub("\n", str(text or ""))
    return unicodedata.normalize("NFC", _UNWANTED.sub("", lines)).strip()


def one_line(text) -> str:
    """Text for one line, such as a name or a mail header: no line end of any kind can hide in it."""
    return " ".join(safe_text(text).split())


def defuse_formula(cell):
    """A cell for CSV or XLSX that no spreadsheet runs: text that starts like a formula is quoted."""
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return cell


def file_name(text, default="file") -> str:
    """A name for a download or attachment: no folder, no quote, no leading dot, at most 120 characters."""
    name = re.sub(r'[/\\"<>|:*?;]', "_", one_line(text)).lstrip(". ")
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{stem[:120]}.{ending}" if stem else default
    return name[:120] or default


def is_writable(value) -> bool:
    """False if a text, or any text inside lists and dicts, holds NUL or half a character: databases refuse both."""
    if isinstance(value, str):
        return not _UNWRITABLE.search(value)
    if isinstance(value, dict):
        return all(is_writable(key) and is_writable(item) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return all(is_writable(item) for item in value)
    return True


def validate_writable(value):
    if not is_writable(value):
        raise ValidationError(
            _("Some characters here cannot be stored. Please type the text again."), code="unwritable"
        )


class LineField(forms.CharField):
    """A form field for one line."""

    def to_python(self, value):
        return super().to_python(one_line(value)) if value is not None else super().to_python(value)


class ParagraphField(forms.CharField):
    """A form field for several lines."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(safe_text(value)) if value is not None else super().to_python(value)

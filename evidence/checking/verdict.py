"""What became of a file: taken with a clean copy, or refused for one reason."""

from dataclasses import dataclass

REFUSALS = (
    "empty",
    "too_big",
    "type",  # none of the types we take, whatever its name says
    "broken",  # begins like one of them and cannot be read to its end
    "pixels",
    "pages",
    "locked",  # a PDF with a password
    "work",  # took more time or memory than a photo or a paper needs, or the reader fell over
    "busy",  # too many files are being looked at; the same file may be sent again
)


@dataclass(frozen=True)
class Verdict:
    """`kind` is the type found by decoding, `copy` the rebuilt file and `copy_kind` its type."""

    refusal: str = ""
    kind: str = ""
    pages: int = 0
    copy: bytes = b""
    copy_kind: str = ""


class Unfit(Exception):
    """The file cannot be taken; the argument is one of REFUSALS."""

    @property
    def code(self):
        return self.args[0]


def refused(code):
    return Verdict(refusal=code)

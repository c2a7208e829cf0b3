"""One file from its bytes to a verdict. Runs in a child process with limits (`child.py`)."""

from evidence.checking import images, limits, papers
from evidence.checking.verdict import Unfit, Verdict, refused

HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1"}


def check(data: bytes) -> Verdict:
    """Decode the file as what its first bytes say, and rebuild it. Names and declared types are not asked."""
    if not data:
        return refused("empty")
    if len(data) > limits.MOST_BYTES:
        return refused("too_big")
    kind = recognise(data)
    if kind is None:
        return refused("type")
    rebuild = papers.rebuild if kind == "pdf" else images.rebuild
    try:
        return rebuild(data, kind)
    except Unfit as unfit:
        return refused(unfit.code)
    except MemoryError:
        return refused("work")


def recognise(data: bytes):
    """The only type the bytes may be decoded as, or None."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return "heic"
    if data.startswith(b"%PDF-"):
        return "pdf"
    return None

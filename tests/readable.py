"""Finds words in any bytes, however they are written: other character sets, escapes, base64, hex, packed.

`find(words, blob)` names each word that somebody with the bytes and without a key could read.
"""

import base64
import binascii
import html
import re
import zlib
from urllib.parse import unquote_to_bytes

ONE_BYTE_SETS = ("cp1251", "koi8-r", "iso8859-5", "cp1250", "latin-1")
WIDE_SETS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
DEPTH = 3
LONGEST_UNPACKED = 4_000_000
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_LINE_ENDS = re.compile(rb"=?\r?\n")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_BYTE_ESCAPED = re.compile(rb"\\x([0-9a-fA-F]{2})")


def find(words, blob):
    """[word] of those that can be read out of the bytes, in capital or small letters."""
    wanted = {word: word.casefold() for word in words}
    in_base64 = {word: _base64_inside(word) for word in words}
    found = set()
    for layer in layers(blob):
        found |= {word for word, needles in in_base64.items() if any(needle in layer for needle in needles)}
        for text in texts(layer):
            folded = text.casefold()
            found |= {word for word, small in wanted.items() if small in folded}
    return sorted(found)


def texts(layer):
    """The bytes as text, in every way somebody might have written them."""
    text = layer.decode("utf-8", "ignore")
    yield text
    yield _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    yield html.unescape(text)
    yield unquote_to_bytes(layer).decode("utf-8", "ignore")
    yield binascii.a2b_qp(layer).decode("utf-8", "ignore")
    yield _BYTE_ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), layer).decode("utf-8", "ignore")
    for charset in ONE_BYTE_SETS:
        yield layer.decode(charset, "ignore")
    for charset in WIDE_SETS:
        for start in range(4 if "32" in charset else 2):
            yield layer[start:].decode(charset, "ignore")


def layers(blob, depth=DEPTH):
    """The bytes, and what can be unpacked out of them, again and again."""
    yield blob
    if b"\n" in blob:
        yield _LINE_ENDS.sub(b"", blob)
    unpacked = b"\n\0\n".join(_unpacked(blob)) if depth else b""
    if unpacked:
        yield from layers(unpacked, depth - 1)


def _base64_inside(word):
    """The middle of the word's base64 text, at each of the three places where the word may begin."""
    found = set()
    for charset in ("utf-8", "utf-16-le"):
        for shift in range(3):
            middle = base64.b64encode(b"\0" * shift + word.encode(charset))[4 if shift else 0 : -4]
            if len(middle) >= 6:
                found |= {middle, middle.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def _unpacked(blob):
    for match in _BASE64.finditer(blob):
        text = match.group().rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
        try:
            yield base64.b64decode(text + b"=" * (-len(text) % 4))
        except binascii.Error:
            continue
    for match in _HEX.finditer(blob):
        yield bytes.fromhex(match.group().decode())
    for match in _PACKED.finditer(blob):
        unpack = zlib.decompressobj(wbits=47)
        try:
            yield unpack.decompress(blob[match.start() :], LONGEST_UNPACKED)
        except zlib.error:
            continue

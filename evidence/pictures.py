"""Pages of a clean copy as pictures, handed on as they lie there: nothing is decoded in this process.

A photo is its own picture. A paper's copy was made of one JPEG a page (`checking.papers`); they are cut out of it.
"""

import re

from evidence.store import files

_JPEG = re.compile(
    rb"/Filter/DCTDecode/Height \d+/Length (\d+)/Subtype/Image/Type/XObject/Width \d+>>stream\r\n"
)
TYPES = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}


def copy(item) -> bytes:
    """The clean copy as one file."""
    return files.get(item.copy_id)


def picture(item, number):
    """(bytes, media type) of page `number` from 1. Raises IndexError if there is no such page."""
    data = copy(item)
    if item.copy_kind != "pdf":
        found, kind = [data], item.copy_kind
    else:
        found, kind = [data[match.end() :][: int(match[1])] for match in _JPEG.finditer(data)], "jpeg"
    if not 1 <= number <= len(found):
        raise IndexError(number)
    return found[number - 1], TYPES[kind]

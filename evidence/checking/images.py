"""Photos: decoded by one decoder, turned upright, and written anew. Only pixels come along.

Location, camera, time, comments, previews, colour profiles, hidden frames and whatever is glued to the end of the
file stay behind. Transparent pixels become white, so that nothing hides under them.
"""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from evidence.checking import limits
from evidence.checking.verdict import Unfit, Verdict

FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
QUALITY = 88
# What decoders answer damaged files with.
_BROKEN = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, EOFError,
    OverflowError, RuntimeError, ZeroDivisionError, AttributeError,
)  # fmt: skip

register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = None  # asked here, with an answer of our own


def rebuild(data: bytes, kind: str) -> Verdict:
    """A clean copy: PNG stays PNG (screenshots stay sharp), everything else becomes JPEG."""
    try:
        pixels = _pixels(data, FORMATS[kind])
    except _BROKEN as fault:
        raise Unfit("broken") from fault
    copy_kind = "png" if kind == "png" else "jpeg"
    return Verdict(kind=kind, pages=1, copy=_written(pixels, copy_kind), copy_kind=copy_kind)


def _pixels(data, name):
    with Image.open(BytesIO(data), formats=[name]) as image:
        width, height = image.size
        if width * height > limits.MOST_PIXELS:
            raise Unfit("pixels")
        image.load()
        upright = ImageOps.exif_transpose(image)
    upright.thumbnail((limits.LONGEST_SIDE, limits.LONGEST_SIDE))
    return _opaque(upright)


def _opaque(image):
    """RGB on white, in a new image that remembers nothing of the file."""
    if image.mode not in ("RGB", "RGBA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return paper


def _written(pixels, copy_kind):
    out = BytesIO()
    if copy_kind == "png":
        pixels.save(out, "PNG")
    else:
        pixels.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()

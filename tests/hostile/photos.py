"""Photos that lie about their size, carry more than pixels, or stop in the middle."""

import io
import struct
import zlib

import pillow_heif
from PIL import Image, PngImagePlugin

SECRET = b"Zitronenfalterweg"
ZIP = b"PK\x03\x04" + b"\0" * 26 + SECRET + b"PK\x05\x06" + b"\0" * 18
HTML = b"<html><script>alert('" + SECRET + b"')</script></html>"
pillow_heif.register_heif_opener(thumbnails=False)


def picture(size=(48, 32), mode="RGB"):
    """A picture with edges, so that decoders have something to do."""
    image = Image.linear_gradient("L").resize(size)
    return image.convert(mode)


def written(name, image=None, **options):
    out = io.BytesIO()
    (image or picture()).save(out, name, **options)
    return out.getvalue()


def exif(orientation=1):
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = SECRET.decode()  # the maker of the camera
    data.get_ifd(0x8825).update(
        {1: "N", 2: (50.0, 56.0, 29.0), 3: "E", 4: (6.0, 57.0, 30.0), 29: SECRET.decode()}
    )
    return data.tobytes()


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width, height, body=b"", before=b"", bits=8, colour=2):
    """A PNG by hand, with any dimensions."""
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    parts = [chunk(b"IHDR", head), before, chunk(b"IDAT", zlib.compress(body, 9)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg_of_size(width, height):
    """A small JPEG whose header says something else."""
    data = bytearray(written("JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def webp_of_size(width, height):
    data = bytearray(written("WEBP"))
    at = data.index(b"\x9d\x01\x2a") + 3
    data[at : at + 4] = struct.pack("<HH", width, height)
    return bytes(data)


def heic_of_size(width, height):
    data = bytearray(written("HEIF"))
    at = data.index(b"ispe") + 8
    data[at : at + 8] = struct.pack(">II", width, height)
    return bytes(data)


def with_segment(marker, body):
    """A JPEG with a segment of its own after the start."""
    data = written("JPEG")
    return data[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body + data[2:]


def damaged(data, at):
    """Eight bytes in the middle turned over."""
    place = int(len(data) * at)
    return data[:place] + bytes(255 - byte for byte in data[place : place + 8]) + data[place + 8 :]


def png_texts():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_text("Comment", SECRET.decode(), zip=True)
    texts.add_itxt("Location", SECRET.decode())
    return texts


def animated(name):
    frames = [picture().rotate(90 * turn) for turn in range(4)]
    return written(name, frames[0], save_all=True, append_images=frames[1:])


def under_transparency():
    """What stands in the picture is there for programs only: every pixel is transparent."""
    image = picture(mode="RGBA")
    image.putalpha(0)
    return written("PNG", image)


def make():
    return {**_fit(), **_telling(), **_glued(), **_lying(), **_torn()}


def _fit():
    return {
        "good.jpg": written("JPEG"),
        "good.png": written("PNG"),
        "good.webp": written("WEBP"),
        "good.heic": written("HEIF"),
        "grey.jpg": written("JPEG", picture(mode="L")),
        "cmyk.jpg": written("JPEG", picture(mode="CMYK")),
        "progressive.jpg": written("JPEG", progressive=True),
        "palette.png": written("PNG", picture(mode="P"), transparency=0),
        "sixteen-bits.png": written("PNG", picture(mode="I;16")),
        "one-bit.png": written("PNG", picture(mode="1")),
        "one-pixel.png": written("PNG", picture((1, 1))),
        "grey-alpha.png": written("PNG", picture(mode="LA")),
        "lossless.webp": written("WEBP", picture(mode="RGBA"), lossless=True),
        "thin.png": png(20_000, 1, b"\0" + b"\x80" * 60_000),
    }


def _telling():
    profile = SECRET * 4
    return {
        "gps.jpg": written("JPEG", exif=exif()),
        "turned.jpg": written("JPEG", exif=exif(6)),
        "gps.png": written("PNG", exif=exif()),
        "gps.webp": written("WEBP", exif=exif()),
        "gps.heic": written("HEIF", exif=exif()),
        "comment.jpg": written("JPEG", comment=SECRET),
        "xmp.jpg": with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET),
        "xmp.webp": written("WEBP", xmp=b"<x:xmpmeta>" + SECRET),
        "iptc.jpg": with_segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x14" + SECRET),
        "maker.jpg": with_segment(0xEE, SECRET * 100),
        "profile.jpg": written("JPEG", icc_profile=profile),
        "profile.png": written("PNG", icc_profile=profile),
        "texts.png": written("PNG", pnginfo=png_texts()),
        "transparent.png": under_transparency(),
        "phone-pair.jpg": written("MPO", save_all=True, append_images=[picture()]),
        "frames.webp": animated("WEBP"),
        "frames.png": animated("PNG"),
        "broken-exif.jpg": with_segment(0xE1, b"Exif\0\0MM\0*\xff\xff\xff\xff" + SECRET),
        "loop-exif.jpg": with_segment(
            0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x08"
        ),
    }


def _glued():
    jpeg, flat, webp, heic = (written(name) for name in ("JPEG", "PNG", "WEBP", "HEIF"))
    return {
        "zip-behind.jpg": jpeg + ZIP,
        "html-behind.jpg": jpeg + HTML,
        "php-behind.jpg": jpeg + b"<?php system('" + SECRET + b"'); ?>",
        "program-behind.jpg": jpeg + b"MZ\x90\0" + SECRET * 50,
        "pdf-behind.jpg": jpeg + b"%PDF-1.7 " + SECRET,
        "zip-behind.png": flat + ZIP,
        "html-behind.png": flat + HTML,
        "script-inside.png": png(8, 8, (b"\0" + b"a" * 24) * 8, chunk(b"tEXt", b"a\0" + HTML)),
        "unknown-chunk.png": png(8, 8, (b"\0" + b"a" * 24) * 8, chunk(b"abCd", SECRET)),
        "zip-behind.webp": webp + ZIP,
        "html-behind.heic": heic + HTML,
        "html-in-comment.jpg": with_segment(0xFE, b"*/=1;" + HTML),
        "mail-name-<script>.jpg": jpeg,
        "../../../etc/passwd.jpg": jpeg,
        "..\\..\\windows\\system32\\x.png": flat,
        "photo.jpg.exe": jpeg,
        "photo.php": jpeg,
    }


def _lying():
    zeros = b"\0" * 4_000_000
    return {
        "bomb.png": png(20_000, 20_000, zeros),
        "bomb-one-bit.png": png(60_000, 60_000, zeros, bits=1, colour=0),
        "widest.png": png(2**31 - 1, 2**31 - 1),
        "too-wide.png": png(2**32 - 1, 2**32 - 1),
        "no-width.png": png(0, 32),
        "little-too-big.png": png(6_400, 6_400),
        "huge.jpg": jpeg_of_size(65_500, 65_500),
        "no-height.jpg": jpeg_of_size(48, 0),
        "tall.jpg": jpeg_of_size(48, 600),
        "huge.webp": webp_of_size(16_383, 16_383),
        "huge.heic": heic_of_size(60_000, 60_000),
        "text-bomb.png": png(
            8, 8, (b"\0" + b"a" * 24) * 8, chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 9**7, 9))
        ),
        "profile-bomb.png": png(
            8, 8, (b"\0" + b"a" * 24) * 8, chunk(b"iCCP", b"a\0\0" + zlib.compress(b"x" * 9**7, 9))
        ),
        "many-chunks.png": png(8, 8, (b"\0" + b"a" * 24) * 8, chunk(b"tEXt", b"a\0b") * 20_000),
        "too-much-data.png": png(8, 8, zeros),
        "too-little-data.png": png(800, 800, b"\0"),
        "bad-depth.png": png(8, 8, b"\0" * 300, bits=7),
        "bad-colour.png": png(8, 8, b"\0" * 300, colour=9),
    }


def _torn():
    found = {}
    for name, ending in (("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("HEIF", "heic")):
        data = written(name, picture((300, 200)))
        found[f"half.{ending}"] = data[: len(data) // 2]
        found[f"head-only.{ending}"] = data[:40]
        found[f"damaged.{ending}"] = damaged(data, 0.06)
        found[f"noise.{ending}"] = data[:16] + bytes(range(256)) * 8
    return {**found, "only-magic.jpg": b"\xff\xd8\xff", "only-magic.png": b"\x89PNG\r\n\x1a\n"}

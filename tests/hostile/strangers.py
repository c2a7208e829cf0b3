"""Files of other types, under names that promise a photo."""

import io
import zipfile
import zlib

from PIL import Image

from tests.hostile.photos import HTML, SECRET, ZIP, picture, written


def zipped(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, SECRET)
    return out.getvalue()


def make():
    return {**_archives(), **_pages(), **_programs(), **_pictures(), **_nothing()}


def _archives():
    return {
        "photos.zip": zipped("a.jpg"),
        "upwards.zip": zipped("../../../etc/passwd"),
        "contract.docx": zipped("[Content_Types].xml", "word/document.xml"),
        "macros.docm": zipped("[Content_Types].xml", "word/vbaProject.bin"),
        "hours.xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
        "hours.odt": zipped("mimetype", "content.xml"),
        "app.apk": zipped("AndroidManifest.xml", "classes.dex"),
        "photo-in-zip.jpg": ZIP + written("JPEG"),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + SECRET * 40,
        "photos.rar": b"Rar!\x1a\x07\x01\0" + SECRET,
        "photos.7z": b"7z\xbc\xaf\x27\x1c" + SECRET,
        "photos.gz.jpg": b"\x1f\x8b\x08\0\0\0\0\0" + zlib.compress(written("JPEG")),
    }


def _pages():
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>" + SECRET + b"</script></svg>"
    return {
        "page.html": HTML,
        "page.jpg": HTML,
        "page-with-mark.png": b"\xef\xbb\xbf" + HTML,
        "drawing.svg": svg,
        "drawing.png": b"<?xml version='1.0'?>" + svg,
        "entities.xml": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        "feed.jpg": b'{"a": 1}',
        "mail.eml": b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + HTML,
        "text.txt": SECRET,
        "text.rtf": b"{\\rtf1\\object " + SECRET + b"}",
        "print.ps": b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file",
        "print.pdf": b"%!PS-Adobe-3.0 %PDF-1.7\n",
        "late-head.pdf": b"\n" * 400 + b"%PDF-1.7\n",
        "flash.pdf": b"FWS\x09" + SECRET,
    }


def _programs():
    return {
        "photo.exe": b"MZ\x90\0\x03" + SECRET * 20,
        "photo.elf.jpg": b"\x7fELF\x02\x01\x01" + SECRET * 20,
        "photo.sh": b"#!/bin/sh\ncat /etc/passwd\n",
        "photo.jpg.php": b"<?php system($_GET['a']); ?>",
        "photo.js": b"require('child_process')",
        "photo.class": b"\xca\xfe\xba\xbe" + SECRET,
        "photo.wasm": b"\0asm\x01\0\0\0",
        "photo.lnk": b"L\0\0\0\x01\x14\x02\0" + SECRET,
        "photo.pickle": b"\x80\x04cos\nsystem\n(S'true'\ntR.",
    }


def _pictures():
    gif = written("GIF", picture(mode="P"))
    return {
        "photo.gif": gif,
        "script.gif": b"GIF89a/*" + HTML,
        "photo.bmp": written("BMP"),
        "photo.tiff": written("TIFF"),
        "photo.ico": written("ICO"),
        "photo.jp2": b"\0\0\0\x0cjP  \r\n\x87\n",
        "photo.psd": b"8BPS\0\x01" + b"\0" * 40,
        "photo.eps": written("EPS"),
        "photo.avif": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf",
        "film.mp4": b"\0\0\0\x18ftypisom\0\0\x02\0",
        "film.mov": b"\0\0\0\x14ftypqt  \0\0\0\0",
        "sound.wav": b"RIFF\x24\0\0\0WAVEfmt " + SECRET,
        "sound.mp3": b"ID3\x04\0\0\0" + SECRET,
        "photo.pcx": written("PCX", Image.new("RGB", (9, 9))),
        "png-in-jpg.jpg": b"\xff\xd8\xff" + written("PNG"),
        "jpg-in-png.png": b"\x89PNG\r\n\x1a\n" + written("JPEG"),
        "pdf-in-heic.heic": b"\0\0\0\x18ftypheic%PDF-1.7",
        "gif-in-webp.webp": b"RIFF\x24\0\0\0WEBP" + gif,
    }


def _nothing():
    return {
        "empty.jpg": b"",
        "one-byte.jpg": b"\xff",
        "zeros.jpg": b"\0" * 5_000,
        "spaces.png": b" " * 5_000,
        "too-big.jpg": written("JPEG") + b"\0" * (10 * 1024 * 1024),
    }

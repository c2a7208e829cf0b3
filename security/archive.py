"""The file of a backup: a ZIP of tables as lines of JSON, sealed files, and a manifest with a hash of each.

The manifest is sealed with the key of the history, so that nobody without the keys can make one up. The last 64
bytes of the file are the SHA-256 of all before them: cut off or changed anywhere, it is noticed. Keys are never in it.
"""

import hashlib
import hmac
import json
import os
import tempfile
import zipfile
import zlib
from contextlib import closing, contextmanager
from pathlib import Path

from security.keyring import ring

FORMAT = 1
MANIFEST = "manifest.json"
HASH = 64  # characters of a SHA-256 in hex
PIECE = 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError, TypeError, AttributeError,
    RuntimeError,
)  # fmt: skip


class Refused(Exception):
    """The archive cannot be used or written; the sentence says why. Nothing was touched."""


class Writer:
    """Parts first, then `finish`, then `close`."""

    def __init__(self, file):
        self._zip = zipfile.ZipFile(file, "w")
        self.parts = {}

    def add(self, name, pieces, *, compressed=True):
        """One part, piece by piece. Returns how many pieces it had."""
        entry = zipfile.ZipInfo(name)  # without a time: it would tell when a file came
        entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        said, count = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece)
                said.update(piece)
                count += 1
        self.parts[name] = said.hexdigest()
        return count

    def finish(self, facts):
        """Write the manifest with `facts`, and leave room for the hash of the file. Returns it."""
        manifest = {"format": FORMAT, "keys": ring().fingerprints(), "parts": self.parts, **facts}
        manifest["seal"] = _seal(manifest)
        self._zip.writestr(zipfile.ZipInfo(MANIFEST), _canonical(manifest), zipfile.ZIP_DEFLATED)
        self._zip.comment = bytes(HASH)
        return manifest

    def close(self):
        self._zip.close()


class Reader:
    """An archive that was checked."""

    def __init__(self, archive, manifest):
        self._zip, self.manifest = archive, manifest

    def lines(self, name):
        with self._zip.open(name) as part:
            yield from part

    def read(self, name):
        return self._zip.read(name)


def content_hash(manifest) -> str:
    """One hash over all that is kept: equal for two archives of the same content."""
    return hashlib.sha256(_canonical(manifest["parts"])).hexdigest()


@contextmanager
def writing(path):
    """A Writer whose file appears under `path` only when everything is in it and on the disk."""
    path = Path(path)
    if path.exists():
        raise Refused(f"{path} is there already. Give the backup another name.")
    try:
        handle, draft = tempfile.mkstemp(prefix=".backup-", dir=path.parent)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(handle, "w+b") as file:
            with closing(Writer(file)) as writer:
                yield writer
            _append_hash(file)
            os.fsync(file.fileno())
        os.link(draft, path)  # a link, not a rename: it refuses to replace a file that appeared meanwhile
    except FileExistsError:
        raise Refused(f"{path} is there already. Give the backup another name.") from None
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        os.unlink(draft)


@contextmanager
def reading(path):
    """A Reader. Raises Refused for a file that is damaged, cut off, of another format or of other keys."""
    with _damage_is_said(path):
        _check_hash(path)
        archive = zipfile.ZipFile(path)
    with archive:
        with _damage_is_said(path):
            manifest = json.loads(archive.read(MANIFEST))
            _check_manifest(path, manifest)
            _check_parts(path, archive, manifest["parts"])
        yield Reader(archive, manifest)


@contextmanager
def _damage_is_said(path):
    try:
        yield
    except FileNotFoundError:
        raise Refused(f"There is no file {path}.") from None
    except _BROKEN:
        raise _damaged(path) from None


def _damaged(path):
    return Refused(f"{path} is damaged or no backup. Take another copy of it.")


def _append_hash(file):
    file.flush()
    size = file.seek(0, os.SEEK_END) - HASH
    file.seek(0)
    digest = _hash_of(file, size)
    file.seek(size)
    file.write(digest.encode("ascii"))
    file.flush()


def _check_hash(path):
    size = os.stat(path).st_size - HASH
    with open(path, "rb") as file:
        digest = _hash_of(file, size)
        if size < 0 or file.read() != digest.encode("ascii"):
            raise _damaged(path)


def _hash_of(file, size):
    digest = hashlib.sha256()
    while size > 0 and (piece := file.read(min(PIECE, size))):
        digest.update(piece)
        size -= len(piece)
    return digest.hexdigest()


def _check_manifest(path, manifest):
    if manifest["format"] != FORMAT:
        raise Refused(f"{path} is of format {manifest['format']}; this version reads {FORMAT}.")
    present = ring().fingerprints()
    missing = [name for name, mark in manifest["keys"].items() if present.get(name) != mark]
    if missing:
        raise Refused(
            f"{path} was made under other keys ({', '.join(sorted(missing))}). Put back the key file of that time "
            "first: PORUCH_KEYS_FILE, or your printed copy."
        )
    seal = manifest.pop("seal")
    if not hmac.compare_digest(str(seal), _seal(manifest)):
        raise _damaged(path)


def _check_parts(path, archive, parts):
    if sorted(archive.namelist()) != sorted([*parts, MANIFEST]):
        raise _damaged(path)
    for name, expected in parts.items():
        with archive.open(name) as part:
            if hashlib.file_digest(part, "sha256").hexdigest() != expected:
                raise _damaged(path)


def _canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _seal(manifest):
    return ring().mac("chain", "backup", _canonical(manifest))

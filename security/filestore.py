"""Encrypted files on disk.

A file is cut into 64 KiB chunks, each sealed with the file's own random key and bound to file id, position and
"this is the last one": a chunk that is changed, swapped, dropped or taken from another file is noticed. The file's
key stands at its head, sealed by the key ring, so that a rotation rewrites heads only. Names on disk are UUIDs,
times are all the same: the folder tells nothing about whose files they are, or when they came.
"""

import os
import re
import secrets
import struct
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from security.keyring import Undecryptable, ring

CHUNK = 64 * 1024
TAG = 16
MAGIC = b"PORUCH1\n"
SAME_TIME = 946_684_800  # 1 January 2000, for every file
LOCK = ".lock"  # stays when every file is gone
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Missing(LookupError):
    """No such file, or not a name this store gives."""


class Store:
    """One folder of encrypted files below the data folder."""

    def __init__(self, folder):
        self.folder = folder

    @property
    def root(self):
        root = Path(settings.PORUCH_DATA) / self.folder
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return root

    def put(self, data: bytes) -> str:
        """Store bytes; back comes the id. On the disk before this returns."""
        file_id, key = str(uuid.uuid4()), secrets.token_bytes(32)
        self._write(self._path(file_id), [_head(file_id, key), *_sealed_chunks(file_id, key, data)])
        return file_id

    def get(self, file_id) -> bytes:
        """The bytes stored under an id. Missing if there are none, Undecryptable if they were touched."""
        file_id = str(file_id)
        with self._open(file_id) as file:
            key = ring().decrypt(_read_head(file), _about(file_id))
            return b"".join(_opened_chunks(file_id, key, file))

    def delete(self, file_id):
        """Overwrite the file's key, then remove the file. Deleting twice is no error."""
        path = self._path(str(file_id))
        with self.locked():
            if not path.exists():
                return
            with self._open(str(file_id), os.O_RDWR) as file:
                file.write(bytes(min(os.fstat(file.fileno()).st_size, 512)))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()

    def ids(self):
        """Ids of all files here."""
        return sorted(path.name for path in self.root.iterdir() if _ID.fullmatch(path.name))

    def sealed(self, file_id) -> bytes:
        """The file as it lies on the disk, for a backup."""
        with self._open(str(file_id)) as file:
            return file.read()

    def put_back(self, file_id, sealed: bytes):
        """Write a file of a backup under the id it had."""
        self._write(self._path(str(file_id)), [sealed])

    def rewrap(self, file_id) -> bool:
        """Seal the file's key with the newest key; False if it is already, or the file is gone."""
        with self.locked():  # a file deleted meanwhile must not come back
            try:
                with self._open(file_id) as file:
                    token, rest = _read_head(file), file.read()
            except Missing:
                return False
            keys = ring()
            if token.split(":")[1] == keys.newest:
                return False
            key = keys.decrypt(token, _about(file_id))
            self._write(self._path(file_id), [_head(file_id, key), rest])
        return True

    def _path(self, file_id):
        if not _ID.fullmatch(file_id):
            raise Missing("No such file.")
        return self.root / file_id

    def _open(self, file_id, flags=os.O_RDONLY):
        try:
            handle = os.open(self._path(file_id), flags | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            raise Missing("No such file.") from None
        return os.fdopen(handle, "r+b" if flags == os.O_RDWR else "rb")

    def _write(self, path, parts):
        handle, draft = tempfile.mkstemp(prefix=".draft-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                for part in parts:
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
            os.utime(draft, (SAME_TIME, SAME_TIME))
            os.replace(draft, path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)

    @contextmanager
    def locked(self):
        """One deleter or rewrapper at a time, over all processes; new files may still come."""
        import fcntl

        with open(self.root / LOCK, "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _about(file_id):
    return f"file:{file_id}"


def _head(file_id, key):
    token = ring().encrypt(key, _about(file_id)).encode("ascii")
    return MAGIC + struct.pack(">H", len(token)) + token


def _read_head(file):
    start = file.read(len(MAGIC) + 2)
    if len(start) < len(MAGIC) + 2 or not start.startswith(MAGIC):
        raise Undecryptable("A stored file has no head.")
    (length,) = struct.unpack(">H", start[len(MAGIC) :])
    return file.read(length).decode("ascii", "replace")


def _bound(file_id, number, is_last):
    return f"{file_id}:{number}:{'last' if is_last else 'more'}".encode()


def _nonce(number):
    return number.to_bytes(12, "big")  # the key seals this file only, so counting never repeats a nonce


def _sealed_chunks(file_id, key, data):
    cipher = AESGCM(key)
    count = max(1, -(-len(data) // CHUNK))
    for number in range(count):
        chunk = data[number * CHUNK : (number + 1) * CHUNK]
        yield cipher.encrypt(_nonce(number), chunk, _bound(file_id, number, number == count - 1))


def _opened_chunks(file_id, key, file):
    cipher, number = AESGCM(key), 0
    sealed = file.read(CHUNK + TAG)
    while True:
        following = file.read(CHUNK + TAG)
        try:
            yield cipher.decrypt(_nonce(number), sealed, _bound(file_id, number, not following))
        except (InvalidTag, ValueError):
            raise Undecryptable(f"The stored file {file_id} was changed or cut off.") from None
        if not following:
            return
        sealed, number = following, number + 1


def _sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_files = Store("files")
put, get, delete, ids = _files.put, _files.get, _files.delete, _files.ids

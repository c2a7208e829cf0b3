"""The keys in use, and the only two things done with them: authenticated encryption and keyed hashes."""

import base64
import binascii
import hashlib
import hmac
import os
import threading
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from security import keyfile

VERSION = "v1"
NONCE_BYTES = 12


class Undecryptable(Exception):
    """Stored ciphertext was changed, moved to another row, or sealed with a key this installation does not have."""


class KeyRing:
    """Encryption keys (newest first) and the keys of the keyed hashes."""

    def __init__(self, content):
        self._ciphers = {
            entry["id"]: AESGCM(keyfile.decoded(entry["key"])) for entry in content["encryption"]
        }
        self._encryption = {entry["id"]: keyfile.decoded(entry["key"]) for entry in content["encryption"]}
        self.newest = content["encryption"][0]["id"]
        self.index, self.pepper, self.chain = (keyfile.decoded(content[name]) for name in keyfile.NAMES)

    def __repr__(self):
        return f"<KeyRing {', '.join(self._ciphers)}>"

    def encrypt(self, plain: bytes, about: str) -> str:
        """Seal bytes with the newest key. `about` says where they belong; they open there and nowhere else."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + self._ciphers[self.newest].encrypt(nonce, plain, about.encode())
        return f"{VERSION}:{self.newest}:{base64.b64encode(sealed).decode('ascii')}"

    def decrypt(self, token: str, about: str) -> bytes:
        """Open what `encrypt` sealed for the same place, or raise Undecryptable."""
        try:
            version, key_id, text = token.split(":")
            sealed = base64.b64decode(text, validate=True)
            if version != VERSION:
                raise ValueError
        except (ValueError, binascii.Error):
            raise Undecryptable("This is not sealed text.") from None
        if key_id not in self._ciphers:
            raise Undecryptable(f"The key {key_id} is not in the key file.")
        try:
            return self._ciphers[key_id].decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
        except (InvalidTag, ValueError):
            raise Undecryptable("It was changed, or belongs to another place.") from None

    def mac(self, key: str, purpose: str, message: str | bytes) -> str:
        """Keyed hash (64 hex characters) under the key "index", "pepper" or "chain"; purposes never collide."""
        if key not in keyfile.NAMES:
            raise ValueError(f"There is no key named {key!r}.")
        message = message.encode() if isinstance(message, str) else message
        return hmac.new(getattr(self, key), purpose.encode() + b"\0" + message, hashlib.sha256).hexdigest()

    def fingerprints(self) -> dict[str, str]:
        """One-way marks of all keys, by which a wrong key file is noticed before it does harm."""
        keys = {f"encryption {key_id}": key for key_id, key in self._encryption.items()}
        keys |= {name: getattr(self, name) for name in keyfile.NAMES}
        return {
            name: hmac.new(key, f"poruch fingerprint {name}".encode(), hashlib.sha256).hexdigest()
            for name, key in keys.items()
        }


_lock = threading.Lock()
_loaded = {}


def ring() -> KeyRing:
    """The keys of this installation. A changed file is read again, so that a rotation reaches every process."""
    path = Path(settings.PORUCH_KEYS_FILE)
    seen = _look(path)
    known = _loaded.get(path)
    if known and seen and known[0] == seen:
        return known[1]
    with _lock:
        if seen is None and settings.PORUCH_MODE == "demo":
            generate(path)
        seen = _look(path)
        loaded = KeyRing(keyfile.read(path))
        _loaded[path] = (seen, loaded)
        return loaded


def generate(path):
    """Make a key file unless another process was faster."""
    try:
        keyfile.create(path)
    except FileExistsError:
        pass


def verify():
    """Compare the keys with the marks this installation's databases were filled under; remember new ones.

    A key file of another installation would seal new rows that the right keys cannot open, and would
    silently find nobody in searches: so the start is refused.
    """
    from security.models import KeyMark

    known = dict(KeyMark.objects.values_list("name", "fingerprint"))
    present = ring().fingerprints()
    wrong = [name for name, mark in present.items() if known.get(name, mark) != mark]
    missing = [name for name in known if name not in present]
    if wrong or missing:
        raise ImproperlyConfigured(
            f"The key file {settings.PORUCH_KEYS_FILE} does not belong to these databases "
            f"({', '.join(sorted(wrong + missing))}). Point PORUCH_KEYS_FILE to the right file."
        )
    KeyMark.objects.bulk_create(
        [KeyMark(name=name, fingerprint=mark) for name, mark in present.items() if name not in known],
        ignore_conflicts=True,
    )


def _look(path):
    try:
        state = os.stat(path)
    except OSError:
        return None
    return state.st_mtime_ns, state.st_ino, state.st_size

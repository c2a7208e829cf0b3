"""The file that holds the secret keys: JSON, readable by its owner only.

{"encryption": [{"id": "...", "key": base64}, ... newest first], "index": base64, "pepper": base64, "chain": base64}
"""

import base64
import binascii
import json
import os
import re
import secrets
import stat
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
NAMES = ("index", "pepper", "chain")
_KEY_ID = re.compile(r"[A-Za-z0-9]{1,32}")


def fresh():
    """A new set of keys, as it stands in the file."""
    return {
        "encryption": [fresh_encryption_key()],
        **{name: _encode(secrets.token_bytes(KEY_BYTES)) for name in NAMES},
    }


def fresh_encryption_key():
    return {"id": secrets.token_hex(4), "key": _encode(secrets.token_bytes(KEY_BYTES))}


def create(path):
    """Write a new key file; FileExistsError if there is one, so that keys are never overwritten."""
    path = Path(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _write_beside(path, fresh())
    try:
        os.link(draft, path)  # a link, not a rename: it refuses to replace a file that appeared meanwhile
    finally:
        os.unlink(draft)


def replace(path, content):
    """Put new content in place of the old in one step."""
    os.replace(_write_beside(Path(path), content), path)


def read(path):
    """The content of the key file, checked. Says what to do when it cannot be used."""
    try:
        _refuse_open_permissions(path)
        content = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ImproperlyConfigured(
            f"There is no key file at {path}. Set PORUCH_KEYS_FILE to your key file, or restore it from your "
            "printed copy. Only for a new, empty installation: python3 manage.py make_keys"
        ) from None
    except OSError as error:
        raise ImproperlyConfigured(
            f"The key file {path} cannot be read ({error.strerror}): let the account that runs the service own it."
        ) from None
    except ValueError:
        raise _damaged(path, "it is not JSON") from None
    _check(path, content)
    return content


def decoded(text):
    return base64.b64decode(text, validate=True)


def _check(path, content):
    if (
        not isinstance(content, dict)
        or not isinstance(content.get("encryption"), list)
        or not content["encryption"]
    ):
        raise _damaged(path, "it has no encryption key")
    known = set()
    for entry in content["encryption"]:
        if not isinstance(entry, dict) or not _KEY_ID.fullmatch(str(entry.get("id", ""))):
            raise _damaged(path, "an encryption key has no usable id")
        if entry["id"] in known:
            raise _damaged(path, f"the id {entry['id']} stands there twice")
        known.add(entry["id"])
        _check_key(path, f"encryption key {entry['id']}", entry.get("key"))
    for name in NAMES:
        _check_key(path, f"{name} key", content.get(name))


def _check_key(path, name, text):
    try:
        length = len(decoded(text))
    except (TypeError, ValueError, binascii.Error):
        raise _damaged(path, f"the {name} is missing or not base64") from None
    if length != KEY_BYTES:
        raise _damaged(path, f"the {name} has {length} bytes instead of {KEY_BYTES}")


def _damaged(path, reason):
    return ImproperlyConfigured(
        f"The key file {path} cannot be used: {reason}. Restore it from your printed copy."
    )


def _refuse_open_permissions(path):
    if os.name == "posix" and stat.S_IMODE(os.stat(path).st_mode) & 0o077:
        raise ImproperlyConfigured(f"Other accounts can read the key file. Close it: chmod 600 {path}")


def _write_beside(path, content):
    """A finished, synced file next to the path; mkstemp makes it 0600."""
    handle, name = tempfile.mkstemp(prefix=".keys-", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return name


def _encode(key):
    return base64.b64encode(key).decode("ascii")

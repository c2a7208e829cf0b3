"""The key file: made once, never overwritten, refused when it cannot be trusted."""

import base64
import json
import os
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from security import keyfile, keyring
from security.checks import keys_are_usable
from security.keyring import Undecryptable, ring
from security.models import KeyMark


@pytest.fixture
def key_path(settings, tmp_path):
    settings.PORUCH_MODE = "small"
    settings.PORUCH_KEYS_FILE = tmp_path / "keys" / "keys.json"
    return settings.PORUCH_KEYS_FILE


def changed(path, **parts):
    content = json.loads(path.read_text())
    keyfile.replace(path, {**content, **parts})


def test_the_command_makes_a_file_only_its_owner_reads(key_path):
    call_command("make_keys")
    assert stat.S_IMODE(os.stat(key_path).st_mode) == 0o600
    assert os.listdir(key_path.parent) == ["keys.json"]
    assert ring().decrypt(ring().encrypt(b"wages", "here"), "here") == b"wages"


def test_the_command_never_overwrites_keys(key_path):
    call_command("make_keys")
    before = key_path.read_bytes()
    with pytest.raises(CommandError, match="stays as it is"):
        call_command("make_keys")
    assert key_path.read_bytes() == before


def test_real_use_without_a_key_file_is_refused_and_makes_none(key_path):
    with pytest.raises(ImproperlyConfigured, match="make_keys"):
        ring()
    assert not key_path.exists()
    assert [error.id for error in keys_are_usable(None)] == ["security.E001"]


def test_the_demo_makes_its_own_keys_once(key_path, settings):
    settings.PORUCH_MODE = "demo"
    first = ring().encrypt(b"x", "here")
    before = key_path.read_bytes()
    keyring.generate(key_path)
    assert key_path.read_bytes() == before
    assert ring().decrypt(first, "here") == b"x"


@pytest.mark.parametrize(
    "parts",
    [
        {"encryption": []},
        {"encryption": "a"},
        {"encryption": [{"key": base64.b64encode(b"k" * 32).decode()}]},
        {"encryption": [{"id": "a:b", "key": base64.b64encode(b"k" * 32).decode()}]},
        {"encryption": [{"id": "a", "key": base64.b64encode(b"k" * 16).decode()}]},
        {"encryption": [{"id": "a", "key": base64.b64encode(b"k" * 32).decode()}] * 2},
        {"encryption": [{"id": "a", "key": "not base64!"}]},
        {"index": ""},
        {"pepper": None},
        {"chain": 5},
        {"pepper": base64.b64encode(b"short").decode()},
    ],
)
def test_a_damaged_key_file_is_refused_with_what_to_do(key_path, parts):
    call_command("make_keys")
    changed(key_path, **parts)
    with pytest.raises(ImproperlyConfigured, match="printed copy"):
        ring()


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', "\ufffd"])
def test_a_file_that_is_no_key_file_is_refused(key_path, content):
    key_path.parent.mkdir()
    key_path.write_text(content)
    key_path.chmod(0o600)
    with pytest.raises(ImproperlyConfigured, match="printed copy"):
        ring()


def test_a_key_file_others_can_read_is_refused(key_path):
    call_command("make_keys")
    key_path.chmod(0o640)
    with pytest.raises(ImproperlyConfigured, match="chmod 600"):
        ring()


def test_no_key_shows_in_texts_for_people_or_logs(key_path):
    call_command("make_keys")
    content = json.loads(key_path.read_text())
    for secret in (content["index"], content["encryption"][0]["key"]):
        assert secret not in repr(ring())
        assert secret not in repr(vars(ring())["_ciphers"])


def test_ciphertext_opens_only_in_its_own_place(key_path):
    call_command("make_keys")
    token = ring().encrypt(b"Nadia", "cases.Worker.name:1")
    with pytest.raises(Undecryptable):
        ring().decrypt(token, "cases.Worker.name:2")
    assert "Nadia" not in token


def test_equal_text_gives_unequal_ciphertext(key_path):
    call_command("make_keys")
    assert len({ring().encrypt(b"Nadia", "here") for _ in range(100)}) == 100


def test_every_changed_bit_is_noticed(key_path):
    call_command("make_keys")
    version, key_id, text = ring().encrypt(b"1250", "here").split(":")
    sealed = bytearray(base64.b64decode(text))
    for place in range(len(sealed) * 8):
        sealed[place // 8] ^= 1 << place % 8
        with pytest.raises(Undecryptable):
            ring().decrypt(f"{version}:{key_id}:{base64.b64encode(sealed).decode()}", "here")
        sealed[place // 8] ^= 1 << place % 8


@pytest.mark.parametrize(
    "token", ["", "plain", "v1", "v1::", "v1:nokey:AAAA", "v2:a:AAAA", "v1:a:b:c", "v1:\u00e4:ä"]
)
def test_what_is_no_ciphertext_is_refused(key_path, token):
    call_command("make_keys")
    with pytest.raises(Undecryptable):
        ring().decrypt(token, "here")


def test_keyed_hashes_differ_by_key_purpose_and_text(key_path):
    call_command("make_keys")
    hashes = {
        ring().mac(key, purpose, text)
        for key in keyfile.NAMES
        for purpose in "ab"
        for text in ("", "x", b"y")
    }
    assert len(hashes) == 18
    assert ring().mac("index", "a", "bc") != ring().mac("index", "ab", "c")
    with pytest.raises(ValueError, match="no key named"):
        ring().mac("newest", "a", "b")


def test_a_changed_file_reaches_a_running_process(key_path):
    from security import rotation

    call_command("make_keys")
    old = ring().encrypt(b"x", "here")
    new_id = rotation.add_key()
    assert ring().newest == new_id
    assert ring().decrypt(old, "here") == b"x"


@pytest.mark.django_db
def test_keys_of_another_installation_are_refused(key_path):
    call_command("make_keys")
    keyring.verify()
    keyring.verify()
    assert KeyMark.objects.count() == 4
    own = key_path.read_text()
    for name in (*keyfile.NAMES, "encryption"):
        keyfile.replace(key_path, {**json.loads(own), name: keyfile.fresh()[name]})
        with pytest.raises(CommandError, match="does not belong"):
            call_command("check_keys")
    assert KeyMark.objects.count() == 4

"""Files on disk are sealed: nothing readable, nothing exchangeable, nothing lost without notice."""

import os
import stat
import threading
import uuid

import pytest

from security import keyfile, rotation
from security.filestore import CHUNK, Missing, Store
from security.keyring import Undecryptable, ring

SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5]


@pytest.fixture
def store(settings, tmp_path):
    settings.PORUCH_DATA = tmp_path
    return Store("files")


def path(store, file_id):
    return store.root / file_id


@pytest.mark.parametrize("size", SIZES)
def test_what_is_stored_comes_back(store, size):
    data = os.urandom(size)
    assert store.get(store.put(data)) == data


def test_the_disk_shows_neither_words_nor_names_nor_times(store):
    file_id = store.put("Geltendmachung für Ольга".encode() * 5_000)
    raw = path(store, file_id).read_bytes()
    assert b"Geltendmachung" not in raw
    assert "Ольга".encode() not in raw
    assert uuid.UUID(file_id)
    state = path(store, file_id).stat()
    assert state.st_mtime == path(store, store.put(b"x")).stat().st_mtime
    assert stat.S_IMODE(state.st_mode) == 0o600
    assert stat.S_IMODE(store.root.stat().st_mode) == 0o700


def test_equal_files_look_different(store):
    first, second = store.put(b"same"), store.put(b"same")
    assert path(store, first).read_bytes()[-20:] != path(store, second).read_bytes()[-20:]


@pytest.mark.parametrize("where", [0, 5, 9, 12, 40, -1, -17, -CHUNK])
def test_a_changed_bit_is_noticed(store, where):
    file_id = store.put(os.urandom(2 * CHUNK))
    raw = bytearray(path(store, file_id).read_bytes())
    raw[where] ^= 1
    path(store, file_id).write_bytes(raw)
    with pytest.raises(Undecryptable):
        store.get(file_id)


def test_a_cut_or_lengthened_file_is_noticed(store):
    file_id = store.put(os.urandom(2 * CHUNK + 100))
    raw = path(store, file_id).read_bytes()
    end = len(raw) - 116  # the last, short chunk with its tag
    for damaged in (raw[:-1], raw[:end], raw[: end - CHUNK - 16], raw + b"x", raw + raw[-116:], raw[:4], b""):
        path(store, file_id).write_bytes(damaged)
        with pytest.raises(Undecryptable):
            store.get(file_id)


def test_chunks_that_changed_places_are_noticed(store):
    file_id = store.put(os.urandom(3 * CHUNK))
    raw = path(store, file_id).read_bytes()
    sealed = CHUNK + 16
    head = raw[: len(raw) - 3 * sealed]
    first, second, third = (raw[len(head) + number * sealed :][:sealed] for number in range(3))
    path(store, file_id).write_bytes(head + second + first + third)
    with pytest.raises(Undecryptable):
        store.get(file_id)


def test_another_files_content_under_this_name_is_noticed(store):
    mine, other = store.put(b"mine"), store.put(b"other")
    path(store, mine).write_bytes(path(store, other).read_bytes())
    with pytest.raises(Undecryptable):
        store.get(mine)


@pytest.mark.parametrize(
    "name", ["", "..", "../keys.json", "/etc/passwd", "a" * 36, "\x00", "0" * 36, ".lock"]
)
def test_only_names_it_gave_itself_lead_anywhere(store, name):
    for act in (store.get, store.delete):
        with pytest.raises(Missing):
            act(name)


def test_a_link_put_there_by_somebody_leads_nowhere(store, tmp_path):
    (tmp_path / "secret").write_text("secret")
    file_id = str(uuid.uuid4())
    path(store, file_id).symlink_to(tmp_path / "secret")
    with pytest.raises(Missing):
        store.get(file_id)


def test_deleting_removes_and_twice_is_no_error(store):
    file_id = store.put(b"x")
    store.delete(file_id)
    store.delete(file_id)
    assert store.ids() == []
    with pytest.raises(Missing):
        store.get(file_id)


def test_a_write_that_fails_leaves_nothing_behind(store, monkeypatch):
    def full(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr("security.filestore.os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        store.put(b"x")
    assert list(store.root.iterdir()) == []


def test_a_new_key_seals_heads_only_and_the_old_one_can_go(store, settings, tmp_path, db):
    settings.PORUCH_KEYS_FILE = tmp_path / "own-keys.json"
    keyfile.create(settings.PORUCH_KEYS_FILE)
    data = os.urandom(2 * CHUNK)
    file_id = store.put(data)
    body = path(store, file_id).read_bytes()[-CHUNK:]
    rotation.add_key()
    assert store.rewrap(file_id)
    assert not store.rewrap(file_id)
    assert path(store, file_id).read_bytes()[-CHUNK:] == body
    rotation.forget_old_keys()
    assert store.get(file_id) == data
    assert ring().newest


def test_a_file_deleted_while_keys_change_does_not_come_back(store, settings, tmp_path, db):
    settings.PORUCH_KEYS_FILE = tmp_path / "own-keys.json"
    keyfile.create(settings.PORUCH_KEYS_FILE)
    files = [store.put(os.urandom(100)) for _ in range(40)]
    rotation.add_key()
    threads = [
        threading.Thread(target=lambda: [store.rewrap(one) for one in files]),
        threading.Thread(target=lambda: [store.delete(one) for one in files]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.ids() == []

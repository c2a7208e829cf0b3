"""Backup and restore: what was there comes back as it was, and nothing else is ever let in."""

import errno
import io
import itertools
import json
import os
import re
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from django.conf import settings as current
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, connections, transaction

from cases import append_only, events, policy
from cases.models import Case, CaseEvent, EventText
from door import code, receipts
from door.models import Draft
from security import archive, backup, filestore, keyfile, restore, watch
from security.filestore import Store
from security.models import AccessEntry, KeyMark
from tests.cast import PASSWORD, build, open_case
from tests.signing_in import is_signed_in, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parent.parent
LETTER = b"%PDF one letter" * 20_000


@pytest.fixture
def world(settings, tmp_path):
    """Two cases with a receipt, a file and a look at one of them."""
    settings.PORUCH_DATA = tmp_path / "data"
    cast = build()
    first, _second = open_case(cast.lena), open_case(cast.hanna, region="DE-HH")
    policy.admit(case=first, user=cast.hanna, role="observer", purpose="Rat", by=cast.ayla)
    digits = code.draw()
    receipts.give(first, digits)
    events.record(first, "note_added", by=cast.lena, text="Ein Wort für später")
    cast.file_id, cast.digits, cast.case = filestore.put(LETTER), digits, first
    Store("mailbox").put(b"a mail")
    watch.record_reading(cast.lena, first.pk, "case")
    return cast


@pytest.fixture
def made(world, tmp_path):
    """The path of a backup of that world."""
    path = tmp_path / "one.backup"
    backup.make(path)
    return path


def empty_the_place(settings, folder):
    """As on a new machine: empty databases, an empty folder, the same keys."""
    with append_only.suspended(connection):
        for alias in current.DATABASES:
            call_command("flush", database=alias, interactive=False, verbosity=0)
    settings.PORUCH_DATA = folder


def content(path):
    with archive.reading(path) as reader:
        return archive.content_hash(reader.manifest)


def test_everything_comes_back_as_it_was(world, made, settings, tmp_path, client):
    empty_the_place(settings, tmp_path / "new")
    assert not Case.objects.exists()
    restore.restore(made)
    again = tmp_path / "two.backup"
    backup.make(again)
    assert content(again) == content(made)
    call_command("verify_history", stdout=io.StringIO())
    case = Case.objects.get(pk=world.case.pk)
    assert case.worker.name == "Ольга Озерна"
    assert EventText.objects.get(case=case).body == "Ein Wort für später"
    assert receipts.find(world.digits).case == case
    assert filestore.get(world.file_id) == LETTER
    assert len(Store("mailbox").ids()) == 1
    assert AccessEntry.objects.filter(case_id=case.pk, kind="reading").count() == 1
    sign_in(client, world.lena, PASSWORD)
    assert is_signed_in(client)
    assert client.get(f"/cases/{case.pk}/").status_code == 200


def test_work_goes_on_after_a_restore(world, made, settings, tmp_path):
    empty_the_place(settings, tmp_path / "new")
    restore.restore(made)
    case = Case.objects.get(pk=world.case.pk)
    policy.admit(case=case, user=world.pavlo, role="observer", purpose="Rat", by=world.ayla)
    events.record(case, "note_added", by=world.lena, text="weiter")
    assert events.verify(case) == case.events.count()
    other = open_case(world.lena)
    assert other.reference not in {world.case.reference}


def test_the_history_stays_append_only(world, made, settings, tmp_path):
    empty_the_place(settings, tmp_path / "new")
    restore.restore(made)
    for statement in ("UPDATE cases_caseevent SET kind = 'x'", "DELETE FROM cases_caseevent"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_it_moves_between_databases(world, made, settings, tmp_path):
    """Into SQLite in a new folder, by the commands of the README, and back into this database."""
    folder, again = tmp_path / "sqlite", tmp_path / "again.backup"
    run_in(folder, "restore", made)
    assert "as they were written" in run_in(folder, "verify_history")
    run_in(folder, "backup", again)
    assert content(again) == content(made)
    empty_the_place(settings, tmp_path / "new")
    restore.restore(again)
    assert events.verify(Case.objects.get(pk=world.case.pk))


def run_in(folder, command, *arguments):
    left = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    env = left | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORUCH_MODE": "demo",
        "PORUCH_ENV_FILE": os.devnull,
        "PORUCH_DATA": str(folder),
        "PORUCH_KEYS_FILE": str(current.PORUCH_KEYS_FILE),
    }
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", command, *map(str, arguments)],
        env=env, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_backup_while_two_write_is_one_moment(world, settings, tmp_path):
    stop, failures, path = threading.Event(), [], tmp_path / "busy.backup"

    def opening():
        open_case(world.lena)

    def filing():
        """A file before its row; a row goes before its file."""
        file_id = filestore.put(os.urandom(2000))
        row = new_draft(file_id)
        old = Draft.objects.exclude(pk=row.pk).first()
        if old:
            named = old.answers["file"]
            old.delete()
            filestore.delete(named)

    def keep(doing):
        try:
            while not stop.is_set():
                doing()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=keep, args=[doing]) for doing in (opening, filing)]
    for writer in writers:
        writer.start()
    try:
        before = Case.objects.count()
        for number in itertools.count():
            path = tmp_path / f"busy{number}.backup"
            backup.make(path)
            if Case.objects.count() > before + 3 or number > 20:
                break
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert failures == []
    empty_the_place(settings, tmp_path / "new")
    restore.restore(path)
    assert Case.objects.count() >= before
    for case in Case.objects.all():
        assert events.verify(case) == case.history_head.number > 0
        assert case.worker and case.intake and case.employment and case.deadlines.exists()
    for draft in Draft.objects.all():
        assert filestore.get(draft.answers["file"])


def new_draft(file_id):
    from door import drafts

    # In one step: a backup between the two would rightly hold a draft without its file.
    with transaction.atomic():
        draft = drafts.begin()
        drafts.keep(draft, "file", file_id)
    return draft


def test_open_sign_ins_and_keys_are_not_in_it(world, client, tmp_path):
    sign_in(client, world.lena, PASSWORD)
    assert Session.objects.exists()
    path = tmp_path / "one.backup"
    backup.make(path)
    with zipfile.ZipFile(path) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    assert not any("session" in name for name in zipfile.ZipFile(path).namelist())
    assert Session.objects.get().session_key.encode() not in everything
    keys = keyfile.read(current.PORUCH_KEYS_FILE)
    for secret in (keys["index"], keys["pepper"], keys["chain"], keys["encryption"][0]["key"]):
        assert secret.encode() not in everything and keyfile.decoded(secret) not in everything


def test_names_stay_sealed_in_it(made):
    with zipfile.ZipFile(made) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"Wellerau" in everything
    for word in ("Ольга", "Oserna", "333444", "Мене звільнили", "Ein Wort", "one letter"):
        assert word.encode() not in everything


def test_only_its_owner_reads_it_and_nothing_is_overwritten(made):
    assert made.stat().st_mode & 0o077 == 0
    with pytest.raises(archive.Refused, match="there already"):
        backup.make(made)
    assert [path.name for path in made.parent.iterdir() if path.name.startswith(".")] == []


def test_a_full_disk_is_said_in_a_sentence(world, tmp_path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive.os, "fsync", full)
    path = tmp_path / "one.backup"
    with pytest.raises(CommandError, match="cannot be written: No space left"):
        call_command("backup", str(path))
    assert not path.exists() and not list(tmp_path.glob(".backup-*"))


def damaged_at(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_a_damaged_backup_is_refused_before_anything_is_touched(world, made, settings, tmp_path):
    data, bad = made.read_bytes(), tmp_path / "bad.backup"
    empty_the_place(settings, tmp_path / "new")
    places = {0, 9, len(data) // 2, len(data) - 1, *range(7, len(data), max(1, len(data) // 60))}
    cuts = [b"", data[:1], data[:63], data[: len(data) // 2], data[:-1], data[:-64], data + b"\n", b"x" * 500]
    for wrong in [*(damaged_at(data, place) for place in places), *cuts]:
        bad.write_bytes(wrong)
        with pytest.raises(archive.Refused, match="damaged or no backup"):
            restore.restore(bad)
    assert not Case.objects.exists() and not Store("files").ids()
    restore.restore(made)


def rewritten(path, change):
    """A ZIP with changed parts and a fitting hash at its end: what somebody without the keys could make up."""
    forged = path.with_name("forged.backup")
    with zipfile.ZipFile(path) as parts:
        found = {name: parts.read(name) for name in parts.namelist()}
    change(found)
    with open(forged, "w+b") as file:
        with zipfile.ZipFile(file, "w") as made_up:
            for name, data in found.items():
                made_up.writestr(name, data)
            made_up.comment = bytes(64)
        archive._append_hash(file)
    return forged


def _other_row(parts):
    parts["default/cases.case.jsonl"] = parts["default/cases.case.jsonl"].replace(b"KLN", b"XXX")


def _other_hash(parts):
    manifest = json.loads(parts["manifest.json"])
    manifest["made_at"] = "2020-01-01T00:00:00+00:00"
    parts["manifest.json"] = json.dumps(manifest).encode()


def _one_more(parts):
    parts["files/../../evil"] = b"x"


def _one_less(parts):
    del parts["default/cases.case.jsonl"]


def _no_manifest(parts):
    del parts["manifest.json"]


def _odd_manifest(parts):
    parts["manifest.json"] = b"[]"


@pytest.mark.parametrize(
    "change", [_other_row, _other_hash, _one_more, _one_less, _no_manifest, _odd_manifest]
)
def test_a_made_up_backup_is_refused(world, made, settings, tmp_path, change):
    forged = rewritten(made, change)
    empty_the_place(settings, tmp_path / "new")
    with pytest.raises(archive.Refused, match="damaged or no backup"):
        restore.restore(forged)
    assert not Case.objects.exists()


def test_a_backup_of_other_keys_is_refused(world, made, settings, tmp_path):
    empty_the_place(settings, tmp_path / "new")
    settings.PORUCH_KEYS_FILE = tmp_path / "other" / "keys.json"
    KeyMark.objects.all().delete()
    keyfile.create(settings.PORUCH_KEYS_FILE)
    with pytest.raises(archive.Refused, match="made under other keys"):
        restore.restore(made)
    assert not Case.objects.exists() and not Store("files").ids()


def test_a_place_that_is_not_empty_is_refused(world, made, settings, tmp_path):
    with pytest.raises(archive.Refused, match="is not empty"):
        restore.restore(made)
    assert Case.objects.count() == 2
    empty_the_place(settings, tmp_path / "new")
    Store("files").put(b"somebody's letter")
    with pytest.raises(archive.Refused, match="folder .* is not empty"):
        restore.restore(made)
    assert not Case.objects.exists()


@pytest.mark.parametrize("name", ["files/x", "mailbox/1.log", "files/.draft-1"])
def test_whatever_else_lies_in_a_folder_is_named(world, made, settings, tmp_path, name):
    empty_the_place(settings, tmp_path / "new")
    there = tmp_path / "new" / name
    there.parent.mkdir(parents=True)
    there.write_text("somebody's")
    with pytest.raises(archive.Refused, match=rf"is not empty \({re.escape(there.name)}\)"):
        restore.restore(made)
    assert not Case.objects.exists() and there.read_text() == "somebody's"


def test_a_restore_that_failed_can_be_tried_again(world, made, settings, tmp_path, monkeypatch):
    empty_the_place(settings, tmp_path / "new")
    with monkeypatch.context() as failing:
        failing.setattr(restore, "_hash_of", lambda model, alias: "other")
        with pytest.raises(archive.Refused, match="Nothing was restored"):
            restore.restore(made)
    restore.restore(made)
    assert Case.objects.count() == 2


def test_a_backup_of_another_version_is_refused(world, made, settings, tmp_path, monkeypatch):
    empty_the_place(settings, tmp_path / "new")
    here = backup.migrations()
    monkeypatch.setattr(backup, "migrations", lambda alias=None: [*here, "cases.0099_later"])
    with pytest.raises(archive.Refused, match="another version.*0099_later"):
        restore.restore(made)


def test_a_restore_that_fails_leaves_nothing_behind(world, made, settings, tmp_path, monkeypatch):
    empty_the_place(settings, tmp_path / "new")
    monkeypatch.setattr(restore, "_hash_of", lambda model, alias: "other")
    with pytest.raises(archive.Refused, match="Nothing was restored"):
        restore.restore(made)
    assert not Case.objects.exists() and not CaseEvent.objects.exists()
    assert not Store("files").ids() and not Store("mailbox").ids()


def test_the_commands_say_what_they_did(world, settings, tmp_path):
    path, out = tmp_path / "one.backup", io.StringIO()
    call_command("backup", str(path), stdout=out)
    said = re.search(r"content ([0-9a-f]{64})", out.getvalue())[1]
    assert "The keys are not in it" in out.getvalue()
    empty_the_place(settings, tmp_path / "new")
    out = io.StringIO()
    call_command("restore", str(path), stdout=out)
    assert said in out.getvalue() and "verify_history" in out.getvalue()
    for wrong in (tmp_path / "none.backup", tmp_path):
        with pytest.raises(CommandError):
            call_command("restore", str(wrong))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup", str(tmp_path / "no" / "folder"))

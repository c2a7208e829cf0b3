"""The catalogues: nothing missing, nothing doubtful, the same placeholders, and every form a language has.

The worker's door keeps a catalogue of its own, with tests of its own.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["de", "fr", "pl", "ru", "uk"]
FORMS = {"de": 2, "fr": 2, "pl": 4, "ru": 4, "uk": 4}
HOMES = [ROOT / "locale", ROOT / "pages" / "locale"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")

# Words that are written the same way in English and in one of the other languages.
SAME = {
    "%(reference)s: %(what)s, %(day)s (%(left)s).",
    "%(sum)s net",
    "%(who)s: %(state)s",
    "E-mail",
    "Fax",
    "IBAN",
    "Import",
    "Invitation",
    "Journal",
    "Menu",
    "Name",
    "Note",
    "PDF",
    "Pages",
    "Person",
    "Region",
    "net",
}

# What a worker may read outside the door: errors at fields, error pages, mails, farewell words, who answers.
WORKER_FACING = [
    "pages/",
    "security/",
    "templates/400.html",
    "templates/403.html",
    "templates/403_csrf.html",
    "templates/404.html",
    "templates/409.html",
    "templates/429.html",
    "templates/500.html",
    "templates/base.html",
    "templates/parts/",
    "templates/forms/",
    "templates/accounts/group_texts.html",
    "accounts/mails.py",
    "accounts/models/group.py",
]


def catalogue(home, language):
    return polib.pofile(str(home / language / "LC_MESSAGES" / "django.po"))


def entries(language):
    return [entry for home in HOMES for entry in catalogue(home, language) if not entry.obsolete]


def key(entry):
    return entry.msgctxt, entry.msgid


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text):
    return sorted(set(PLACEHOLDER.findall(text)))


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """What makemessages finds in a copy of the sources, where it can change nothing of ours."""
    if shutil.which("xgettext") is None:
        pytest.skip("no xgettext on this machine")
    copy = tmp_path_factory.mktemp("sources") / "copy"
    left_out = shutil.ignore_patterns(
        ".*", "data", "door", "tests", "bench", "static*", "locale", "__pycache__", "docs"
    )
    shutil.copytree(ROOT, copy, ignore=left_out)
    (copy / "door").symlink_to(ROOT / "door")
    (copy / "locale").mkdir()
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORUCH_ENV_FILE": os.devnull,
        "PORUCH_DATA": str(copy / "data"),
    }
    subprocess.run(
        [
            sys.executable,
            "manage.py",
            "makemessages",
            "--locale",
            "de",
            "--ignore",
            "door",
            "--add-location",
            "file",
        ],
        cwd=copy,
        env=os.environ | environment,
        check=True,
        capture_output=True,
    )
    return list(polib.pofile(str(copy / "locale" / "de" / "LC_MESSAGES" / "django.po")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_doubtful(language):
    missing = [entry.msgid for entry in entries(language) if entry.fuzzy or not all(texts(entry))]
    assert not missing


def test_makemessages_finds_nothing_that_the_german_catalogue_lacks(extracted):
    known = {key(entry) for entry in entries("de")}
    assert [entry.msgid for entry in extracted if key(entry) not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_worker_may_read_is_complete(extracted, language):
    translated = {key(entry) for entry in entries(language) if all(texts(entry)) and not entry.fuzzy}
    read_by_workers = [
        entry
        for entry in extracted
        if any(path.startswith(tuple(WORKER_FACING)) for path, _ in entry.occurrences)
    ]
    assert len(read_by_workers) > 80
    assert [entry.msgid for entry in read_by_workers if key(entry) not in translated] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_source(language):
    for entry in entries(language):
        wanted = placeholders(entry.msgid_plural or entry.msgid)
        for place, text in enumerate(texts(entry)):
            spoken_for_one = place == 0 and FORMS[language] == 2 and entry.msgid_plural
            allowed = [wanted, placeholders(entry.msgid)] if spoken_for_one else [wanted]
            assert placeholders(text) in allowed, entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_all_forms_of_the_language(language):
    for home in HOMES:
        found = catalogue(home, language)
        forms = int(re.search(r"nplurals=(\d)", found.metadata["Plural-Forms"])[1])
        assert forms >= FORMS[language]
        for entry in found:
            if entry.msgid_plural:
                assert sorted(entry.msgstr_plural) == list(range(forms)), entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stays_english(language):
    stayed = [entry.msgid for entry in entries(language) if entry.msgid in texts(entry)]
    assert set(stayed) <= SAME


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_writes_its_own_letters_and_marks(language):
    wrong = {
        "de": r"\b(du|dein|dir|dich)\b|\"|'|“[^“„]*”",
        "fr": r"\b(tu|ton|tes)\b|\"|'|·|\w ?[?!;]|\w:",
        "pl": r"\b(Pan|Pani|ty|twój)\b|\"|'",
        "ru": r"[іїєґІЇЄҐ]|\"|'|[А-Яа-яё][A-Za-z]|[A-Za-z][А-Яа-яё]",
        "uk": r"[ыэъёЫЭЪЁ]|\"|'|[А-Яа-яі][A-Za-z]|[A-Za-z][А-Яа-яі]",
    }[language]
    found = [text for entry in entries(language) for text in texts(entry) if re.search(wrong, text)]
    free = {text for text in found if re.search(r"18:30|Europe/Berlin|7:30|ISO 3166", text)}
    assert set(found) - free == set()

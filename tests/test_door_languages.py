"""What a worker reads is complete in six languages, and says the same things in each."""

import gettext
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.functional import Promise

from lawpack import rules
from pages import amounts, fields
from tests import visitor

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["de", "fr", "pl", "ru", "uk"]
HOLDERS = re.compile(r"%\(\w+\)s")
DOOR_TEXT = re.compile(r'(?:translate|pgettext(?:_lazy)?\(\s*"door",)\s*((?:"[^"]*"\s*)+)')
TEAM_TEXT = re.compile(r'(?<!\w)_\(\s*((?:"[^"]*"\s*)+)')
BLOCK = re.compile(r'blocktranslate[^%]*context "door" %\}(.*?)\{% endblocktranslate', re.S)


def texts_of(path):
    """The compiled texts, without the header: it may carry the hour of the day."""
    with path.open("rb") as file:
        return {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}


def catalogue(app, language):
    """{(context, text): translation} of one app's compiled file."""
    found = {}
    for key, value in texts_of(ROOT / app / "locale" / language / "LC_MESSAGES" / "django.mo").items():
        text = key[0] if isinstance(key, tuple) else key
        context, _, rest = text.rpartition("\x04")
        found[context, rest] = value
    return found


def written():
    """Every text with the door's context, as it stands in code and templates."""
    texts = set()
    for path in [*(ROOT / "door").rglob("*.py"), *(ROOT / "door").rglob("*.html")]:
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            texts |= set(re.findall(r'translate [\'"](.*?)[\'"] context [\'"]door[\'"]', source))
            texts |= {
                re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", " ".join(text.split()))
                for text in BLOCK.findall(source)
            }
        else:
            for joined in DOOR_TEXT.findall(source):
                texts.add("".join(re.findall(r'"([^"]*)"', joined)))
    return texts


def written_for_the_team():
    """The texts of the door that the team reads: they carry no context."""
    texts = set()
    for path in (ROOT / "door").rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        texts |= set(re.findall(r'{% translate "([^"]*)" %}', source))
    for path in (ROOT / "door").rglob("*.py"):
        for joined in TEAM_TEXT.findall(path.read_text(encoding="utf-8")):
            texts.add("".join(re.findall(r'"([^"]*)"', joined)))
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_team_reads_of_the_door_is_translated_too(language):
    known = catalogue("door", language)
    assert len(written_for_the_team()) > 40
    assert not [text for text in written_for_the_team() if not known.get(("", text))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_door_is_translated(language):
    known = catalogue("door", language)
    assert len(written()) > 150
    assert not [text for text in written() if not known.get(("door", text))]


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="no gettext on this machine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_open_or_doubtful_and_the_compiled_file_is_the_newest(language, tmp_path):
    folder = ROOT / "door" / "locale" / language / "LC_MESSAGES"
    source = (folder / "django.po").read_text(encoding="utf-8")
    assert "#, fuzzy" not in source
    assert not re.search(r'msgstr(\[\d\])? ""\n(\n|$)', source)
    compiled = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", compiled, folder / "django.po"], check=True)
    assert texts_of(compiled) == texts_of(folder / "django.mo")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_with_a_date_or_a_sum_is_said_in_the_language(language):
    """These sentences belong to fields that the team's pages share."""
    modules = (amounts, fields)
    said = [text for module in modules for text in vars(module).values() if isinstance(text, Promise)]
    said.remove(fields.SHORT_MONTH)  # needs a number
    assert len(said) > 9
    with translation.override(language):
        for text in said:
            with translation.override("en"):
                english = str(text)
            assert str(text) != english


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_carry_the_same_places(language):
    for (_context, text), said in catalogue("door", language).items():
        if text:
            assert sorted(HOLDERS.findall(text)) == sorted(HOLDERS.findall(said)), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_one_alphabet_do_not_stray_into_another(language):
    for said in catalogue("door", language).values():
        if language == "uk":
            assert not re.search("[ыэъё]", said), said
        if language == "ru":
            assert not re.search("[іїєґ]", said), said
        assert not re.search("[а-яіїєґ][a-z]|[a-z][а-яіїєґ]", said.lower()), said
        assert '"' not in said, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left_on_the_pages(client, cast, language):
    client.cookies["language"] = language
    english = {text for text in written() if len(text) > 12 and text.count(" ") > 1}
    pages = [client.get(address) for address in ("/", "/call", "/f/another", "/code", "/phone", "/away")]
    for number, slug in enumerate(visitor.ANSWERS, start=1):
        pages.append(client.get(f"/f/{number}"))
        client.post(f"/f/{number}", visitor.ANSWERS[slug])
    visitor.take_time()
    pages.append(client.get("/f/check"))
    visitor.send(client)
    pages += [client.get("/f/sent"), client.get("/f/sheet")]
    assert len(pages) == len(visitor.ANSWERS) + 9
    for response in pages:
        page = response.content.decode()
        assert response.status_code == 200 and f'<html lang="{language}"' in page
        assert not [text for text in english if text in page]


def test_the_notes_on_the_start_page_say_what_the_law_data_say():
    found = {rule.rule_id: (rule.length, rule.unit) for rule in rules.all_rules()}
    assert found["DE_KSCHG_4"] == (3, "weeks")
    for rule, said in (("FR_L1471_1_RUPTURE", (12, "months")), ("PL_KP_264", (21, "days"))):
        assert found.get(rule, said) == said

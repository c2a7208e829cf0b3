"""The letter on paper: DIN 5008 form B, embedded typeface, sums carried over, the same bytes every time."""

import io
import re
import subprocess
import sys
from decimal import Decimal

import pypdf
import pytest

from documents import previewing, rendering, typeface
from documents.blocks import Column, Head, Letter, Run, Table, Text, carried

MM = 72 / 25.4
HEAD = Head(
    name="Gruppe Köln",
    line="Solidarische Lohnberatung",
    contact=("Beispielweg 1, 50667 Köln", "0221 0000 123", "post@gruppe-koeln.example"),
    return_line="Gruppe Köln · Beispielweg 1 · 50667 Köln",
    delivery="Einwurf-Einschreiben",
    address=(
        "Hotelbetrieb Wellerau GmbH",
        "vertreten durch die Geschäftsführung",
        "Am Ufer 12",
        "50667 Köln",
    ),
    info=("Köln, 23. November 2026", "Unser Zeichen: KLN-2026-0151"),
    reference="KLN-2026-0151",
    continued="Schreiben vom 23. November 2026",
    page="Seite {x} von {y}",
    language="de",
)
COLUMNS = (
    Column("number", "Nr."),
    Column("month", "Monat"),
    Column("hours", "Stunden", True, True),
    Column("open", "offen brutto", True, True),
)


def para(text, kind="para", fact=""):
    return Text(kind=kind, slug=kind, lines=((Run(text, fact=fact),),))


def table(count):
    rows = tuple((str(number + 1), "09/2026", "10,50", "145,95") for number in range(count))
    values = tuple(("", "", "10.50", "145.95") for _ in range(count))
    total = ("", "Summe", "", "")
    return Table("claims", COLUMNS, rows, values, total, "Übertrag", notes=("Nr. 1: Überstunden",))


def letter(*blocks, head=HEAD):
    opening = (para("Geltendmachung – Olha Oserna", "subject"), para("Sehr geehrte Damen und Herren,"))
    ending = (para("Mit freundlichen Grüßen", "closing"), para("L. Beispiel, Gruppe Köln", "signature"))
    return Letter(head=head, blocks=(*opening, *blocks, *ending))


def reader(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def words_at(page):
    """(text, x, y) in millimetres from the top left corner."""
    found = []

    def visit(text, matrix, text_matrix, _font, _size):
        if text.strip():
            x = text_matrix[4] * matrix[0] + matrix[4]
            y = text_matrix[5] * matrix[3] + matrix[5]
            found.append((text.strip(), x / MM, 297 - y / MM))

    page.extract_text(visitor_text=visit)
    return found


def place_of(page, start):
    return next((x, y) for text, x, y in words_at(page) if text.startswith(start))


@pytest.mark.parametrize("claims", [1, 8, *range(18, 34), 60])
def test_the_signature_stands_below_enough_text(claims):
    words = [para(f"Satz {number}. " + "Wir fordern Sie auf zu zahlen. " * 5) for number in range(6)]
    pages = reader(rendering.render(letter(table(claims), *words))).pages
    printed = "".join(page.extract_text() for page in pages)
    assert all(printed.count(f"Satz {number}.") == 1 for number in range(6))
    last = words_at(pages[-1])
    signed = next(y for text, _x, y in last if text.startswith("Mit freundlichen"))
    above = [y for text, _x, y in last if y < signed and "Wir fordern" in text]
    assert signed - min(above) > 30


def test_text_can_be_read_back():
    text = (
        reader(rendering.render(letter(para("Łucja O'Brien zahlt 1.668,00 EUR – Şükrü"))))
        .pages[0]
        .extract_text()
    )
    for word in ("Łucja O'Brien", "1.668,00 EUR – Şükrü", "Hotelbetrieb Wellerau GmbH", "Seite 1 von 1"):
        assert word in text


def test_every_font_is_embedded_and_ours():
    for page in reader(rendering.render(letter(table(60)))).pages:
        fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
        assert fonts
        for font in fonts:
            assert re.fullmatch(r"/[A-Z]{6}\+PTSans-(Regular|Bold)", font["/BaseFont"])
            assert "/FontFile2" in font["/FontDescriptor"].get_object()


def test_no_helvetica_anywhere():
    assert b"Helvetica" not in rendering.render(letter(table(60)), marked=True)


def test_places_of_the_norm():
    page = reader(rendering.render(letter())).pages[0]
    assert float(page.mediabox.width) / MM == pytest.approx(210, abs=0.1)
    x, y = place_of(page, "Gruppe Köln ·")
    assert (20 <= x <= 30) and 45 <= y <= 62.7  # return line: upper zone of the window
    x, y = place_of(page, "Hotelbetrieb")
    assert (20 <= x <= 30) and 62.7 <= y <= 90  # address zone
    assert place_of(page, "50667 Köln")[1] <= 90 - 2  # inside after the sheet slips by two millimetres
    x, y = place_of(page, "Köln, 23.")
    assert x == pytest.approx(125, abs=0.5)
    assert 50 <= y <= 60
    _x, y = place_of(page, "Geltendmachung")
    assert 98.4 <= y <= 106
    assert all(x >= 24.9 for _text, x, _y in words_at(page))


def test_marks_to_fold_and_punch():
    drawn = reader(rendering.render(letter())).pages[0].get_contents().get_data().decode("latin-1")
    lines = {
        round(297 - float(y) / MM, 1)
        for x, y in re.findall(r"([\d.]+) ([\d.]+) m", drawn)
        if float(x) < 12 * MM
    }
    assert {105.0, 148.5, 210.0} <= lines


@pytest.mark.parametrize("length", [40, 90, 400])
def test_a_long_address_stays_in_the_window(length):
    name = ("Wellerauer Gebäudereinigung und Dienstleistungen " * 10)[:length].strip()
    head = Head(**{**HEAD.__dict__, "address": (name, *HEAD.address[1:])})
    page = reader(rendering.render(letter(head=head))).pages[0]
    lines = [(x, y) for text, x, y in words_at(page) if 62.7 < y < 98 and x < 105]
    assert len(lines) >= 4
    assert max(y for _x, y in lines) <= 90


@pytest.mark.parametrize("count", [1, 2, 17, 18, 19, 20, 40, 41, 42, 55, 120])
def test_sums_are_carried_from_page_to_page(count):
    pages = [page.extract_text() for page in reader(rendering.render(letter(table(count)))).pages]
    seen = 0
    for number, text in enumerate(pages, start=1):
        assert f"Seite {number} von {len(pages)}" in text
        if "09/2026" not in text:
            continue
        assert "offen brutto" in text.replace("\n", " ")
        if seen:
            expected = Decimal("145.95") * seen
            assert f"Übertrag\n{_german(Decimal('10.50') * seen)}\n{_german(expected)}" in text
        seen += len(re.findall("09/2026", text))
        if seen < count:
            assert text.count("Übertrag") >= 1
    assert seen == count
    assert "Summe" in "".join(pages)


def _german(value):
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def test_carried_sums_are_exact():
    assert carried(table(3), 2) == (None, None, Decimal("21.00"), Decimal("291.90"))


def test_a_signature_never_stands_alone():
    for count in range(20, 40):
        blocks = [para(f"Absatz {number}. " + "Wort " * 30) for number in range(count)]
        pages = [page.extract_text() for page in reader(rendering.render(letter(*blocks))).pages]
        last = next(text for text in pages if "L. Beispiel" in text)
        assert f"Absatz {count - 1}." in last
        assert "Mit freundlichen Grüßen" in last


def test_the_same_bytes_each_time_and_in_another_process():
    blocks = letter(table(30))
    pdf = rendering.render(blocks)
    assert rendering.render(letter(para("Ein anderer Brief."))) != pdf
    assert rendering.render(blocks) == pdf
    program = (
        "import django, hashlib, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup();"
        "from tests.test_letter_rendering import letter, rendering, table;"
        "print(hashlib.sha256(rendering.render(letter(table(30)))).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == rendering.fingerprint(pdf)


def test_the_file_tells_no_name_and_no_time():
    information = reader(rendering.render(letter())).metadata
    said = " ".join(str(value) for value in information.values())
    assert "Oserna" not in said
    assert information.title == "Schreiben vom 23. November 2026 (KLN-2026-0151)"
    assert reader(rendering.render(letter())).trailer["/Root"]["/Lang"] == "de"


@pytest.mark.parametrize("text", ["中国", "ქართული", "Nguyễn Thị", "😀", "عربي"])
def test_what_the_typeface_lacks_is_refused(text):
    with pytest.raises(rendering.UnprintableLetter):
        rendering.render(letter(para(text)))


def test_cyrillic_has_shapes_but_is_no_matter_of_the_typeface():
    assert typeface.lacking("Ольга Ґава Їжак") == []


@pytest.mark.parametrize(
    "text",
    [
        '<img src="/etc/passwd"/>',
        "<b>fett",
        "a & b < c",
        "</para><para>",
        "{total_gross}",
        "&lt;",
        "<font size=99>",
    ],
)
def test_markup_is_printed_as_it_is_spelt(text):
    for marked in (False, True):
        printed = (
            reader(rendering.render(letter(para(text, fact="x")), marked=marked)).pages[0].extract_text()
        )
        assert text in printed.replace("\n", " ")


def test_only_one_place_makes_paragraphs_of_markup():
    from pathlib import Path

    folder = Path(rendering.__file__).parent
    uses = [
        path.name for path in folder.rglob("*.py") for _ in re.findall(r"\bParagraph\(", path.read_text())
    ]
    assert uses == ["paragraphs.py"]


def test_preview_pages_are_pictures():
    pdf = rendering.render(letter(table(60)), marked=True)
    count = previewing.page_count(pdf)
    assert count == len(reader(pdf).pages)
    for number in range(1, count + 1):
        assert previewing.page_image(pdf, number).startswith(b"\x89PNG")
    for number in (0, count + 1):
        with pytest.raises(IndexError):
            previewing.page_image(pdf, number)


def test_reportlab_is_not_loaded_at_the_start():
    program = (
        "import django, os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup();"
        "import config.urls, documents.dispatching, notifications.tasks;"
        "print([name for name in ('reportlab', 'pypdfium2', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

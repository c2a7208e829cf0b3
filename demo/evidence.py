"""Two things the demo's hotel cleaner can show: drawn here, and taken like everything that is handed in."""

from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from evidence.checking.check import check
from evidence.places import of_case
from evidence.taking import take

PAGE, MARGIN, LINE = (1_240, 1_754), 140, 56
INK, RULE = "#1c2b3a", "#9fb3c8"
FONT = files("fontpkg_pt_sans") / "files" / "PT_Sans-Web-Regular.ttf"

PAYSLIP = [
    "Lohnabrechnung (erfunden)",
    "",
    "Hotelbetrieb, Abteilung Reinigung",
    "Stundenlohn        12,00 EUR",
    "Stunden            120",
    "Brutto             1.440,00 EUR",
    "Ausgezahlt         0,00 EUR",
]
HOURS = [
    "Мої години, вересень",
    "",
    "пн  08:00 – 16:30",
    "вт  08:00 – 17:00",
    "ср  08:00 – 16:30",
    "чт  07:30 – 16:30",
    "пт  08:00 – 16:00",
]


def hand_in(case, *, by):
    """A page of hours from the worker's phone, and a payslip scanned by the team."""
    take(_photo(HOURS), place=of_case(case), look=check, kind="hours_note", shows="Години за перший місяць")
    take(
        _scan(PAYSLIP),
        place=of_case(case),
        by=by,
        look=check,
        kind="payslip",
        shows="Stunden und Lohn, nichts ausgezahlt",
        dated_on=case.employment.first_day,
    )


def _page(lines, paper):
    page = Image.new("RGB", PAGE, paper)
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 40)
    for number, line in enumerate(lines):
        top = MARGIN + number * LINE * 2
        pen.text((MARGIN, top), line, fill=INK, font=font)
        pen.line((MARGIN, top + LINE, PAGE[0] - MARGIN, top + LINE), fill=RULE, width=2)
    return page


def _photo(lines):
    """Held a little askew, as photos are."""
    out = BytesIO()
    _page(lines, "#fbf6e9").rotate(2, expand=True, fillcolor="#6b5b4d").save(out, "JPEG", quality=80)
    return out.getvalue()


def _scan(lines):
    out = BytesIO()
    _page(lines, "white").save(out, "PDF", resolution=150)
    return out.getvalue()

"""One demand letter printed by Poruch and, as a web page of the same words, by WeasyPrint."""

import django

django.setup()

from html import escape  # noqa: E402
from importlib.resources import files  # noqa: E402
from importlib.util import find_spec  # noqa: E402

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import report  # noqa: E402
from bench.clock import in_turn  # noqa: E402
from demo import letters, people, stories, world  # noqa: E402
from documents import composing, rendering  # noqa: E402

ROUNDS = 30
STYLE = """
@page { size: A4; margin: 45mm 20mm 20mm 25mm }
@font-face { font-family: "PT Sans"; src: url("file://%(regular)s") }
@font-face { font-family: "PT Sans"; font-weight: bold; src: url("file://%(bold)s") }
body { font: 10pt/1.3 "PT Sans" }
table { border-collapse: collapse; width: 100%% }
td, th { border-bottom: 0.3pt solid #999; text-align: right; padding: 1mm }
"""


def main():
    print("\nLetters")
    call_command("prepare", verbosity=0)
    letter = _letter()
    ways = {"ours": lambda: rendering.render(letter)}
    if find_spec("weasyprint"):
        ways["peer"] = _peer(letter)
    taken = in_turn(ROUNDS, **ways)
    report.row(
        "our letters a second", 1 / taken["ours"], f"{len(rendering.render(letter)) / 1024:.0f} KiB each"
    )
    if "peer" in taken:
        told = f"{taken['peer'] * 1000:.0f} ms against {taken['ours'] * 1000:.0f} ms"
        report.row("our letters, × WeasyPrint", taken["peer"] / taken["ours"], told, least=5)
    else:
        report.note("our letters, × WeasyPrint: peer not installed")
    report.finish()


def _letter():
    """The demand of the demo's hotel cleaner."""
    staff = people.build()
    case = world.prepare(stories.claim_ready(timezone.localdate()), by=staff["lena"], key="bench", days=6)
    draft = letters.draft(case, by=staff["lena"])
    return composing.compose(draft, draft.dated_on or case.today()).letter


def _peer(letter):
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    page = _as_html(letter)
    return lambda: HTML(string=page).write_pdf(font_config=FontConfiguration())


def _as_html(letter):
    head = letter.head
    lines = [*head.contact, head.return_line, head.delivery, *head.address, *head.info, head.reference]
    parts = [f"<h1>{escape(head.name)}</h1>", *(f"<div>{escape(str(line))}</div>" for line in lines)]
    parts += [_table(block) if block.kind == "table" else _text(block) for block in letter.blocks]
    fonts = files("fontpkg_pt_sans") / "files"
    style = STYLE % {name: fonts / f"PT_Sans-Web-{name.title()}.ttf" for name in ("regular", "bold")}
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(parts)}"


def _text(block):
    return f"<p>{'<br>'.join(escape(''.join(run.text for run in line)) for line in block.lines)}</p>"


def _table(block):
    rows = [[column.title for column in block.columns], *block.rows, block.total]
    return f"<table>{''.join(_row(cells) for cells in rows)}</table>"


def _row(cells):
    return f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in cells)}</tr>"


if __name__ == "__main__":
    main()

"""PDFs that act, hide, swell, loop or are none."""

import io
import zlib

import pypdf

from tests.hostile.photos import HTML, SECRET, ZIP

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<%s>>%s>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R%s>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
DRAWN = b"0 0 1 rg 20 20 100 100 re f"


def stream(body, more=b""):
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(body), more, body)


def packed(body, more=b""):
    return stream(zlib.compress(body, 9), b"/Filter/FlateDecode" + more)


def pdf(*objects, trailer=b""):
    """Objects in their order, with a right table."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, table)
    )
    return out.getvalue()


def one_page(catalog=b"", page=b"", resources=b"", content=DRAWN, more=(), **options):
    """A paper with one page, and whatever else is said."""
    return pdf(CATALOG % catalog, PAGES, PAGE % (resources, page), stream(content), *more, **options)


def action(body):
    return one_page(catalog=b"/OpenAction " + body)


def with_box(box):
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R>>" % box
    return pdf(CATALOG % b"", PAGES, page, stream(DRAWN))


def locked(user, owner="owner"):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(one_page()))
    writer.encrypt(user, owner, algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def many_pages(count):
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>"
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    return pdf(CATALOG % b"", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[page] * count)


def nested(depth):
    return one_page(catalog=b"/Deep " + b"[" * depth + b"]" * depth)


def widget(more):
    return one_page(
        catalog=b"/AcroForm<</Fields[5 0 R]/NeedAppearances true>>",
        page=b"/Annots[5 0 R]",
        more=[b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(b)/Rect[10 10 90 30]%s>>" % more],
    )


def annotation(kind, more):
    body = b"<</Type/Annot/Subtype/%s/Rect[10 10 90 30]%s>>" % (kind, more)
    return one_page(page=b"/Annots[5 0 R]", more=[body, packed(SECRET * 20)])


def picture_of_size(side):
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d/Height %d" % (
        side,
        side,
    )
    image = packed(b"\0" * 900_000, head)
    return one_page(resources=b"/XObject<</I 5 0 R>>", content=b"200 0 0 200 0 0 cm /I Do", more=[image])


def make():
    return {**_fit(), **_acting(), **_carrying(), **_swelling(), **_torn()}


def _fit():
    return {
        "good.pdf": one_page(),
        "thirty-pages.pdf": many_pages(30),
        "filled-form.pdf": widget(b""),
        "owner-password.pdf": locked(""),
        "rotated.pdf": one_page(page=b"/Rotate 90"),
    }


def _acting():
    script = b"<</S/JavaScript/JS(app.alert('%s'))>>" % SECRET
    return {
        "script-at-opening.pdf": action(script),
        "script-by-name.pdf": one_page(catalog=b"/Names<</JavaScript<</Names[(a)%s]>>>>" % script),
        "script-of-page.pdf": one_page(page=b"/AA<</O%s>>" % script),
        "script-of-field.pdf": widget(b"/AA<</K%s/F%s/V%s/C%s>>" % (script, script, script, script)),
        "launch.pdf": action(b"<</S/Launch/F(cmd.exe)/Win<</F(cmd.exe)/P(%s)>>>>" % SECRET),
        "address.pdf": action(b"<</S/URI/URI(https://%s.example/)>>" % SECRET),
        "other-file.pdf": action(b"<</S/GoToR/F(\\\\\\\\server\\\\%s)/D[0/Fit]>>" % SECRET),
        "sends-form.pdf": action(b"<</S/SubmitForm/F(https://%s.example/)>>" % SECRET),
        "import-data.pdf": action(b"<</S/ImportData/F(%s)>>" % SECRET),
        "link.pdf": annotation(b"Link", b"/A<</S/URI/URI(https://%s.example/)>>" % SECRET),
        "movie.pdf": annotation(b"RichMedia", b"/RichMediaContent<</Assets<</Names[(a)6 0 R]>>>>"),
        "three-d.pdf": annotation(b"3D", b"/3DD 6 0 R"),
        "screen.pdf": annotation(b"Screen", b"/A<</S/Rendition/JS(%s)>>" % SECRET),
    }


def _carrying():
    return {
        "attached-file.pdf": one_page(
            catalog=b"/Names<</EmbeddedFiles<</Names[(a.exe)5 0 R]>>>>",
            more=[b"<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>", stream(SECRET, b"/Type/EmbeddedFile")],
        ),
        "attached-to-page.pdf": annotation(b"FileAttachment", b"/FS<</F(%s)/EF<</F 6 0 R>>>>" % SECRET),
        "xfa.pdf": one_page(catalog=b"/AcroForm<</XFA 5 0 R/Fields[]>>", more=[stream(b"<xdp>" + SECRET)]),
        "author.pdf": one_page(
            trailer=b"/Info 5 0 R", more=[b"<</Author(%s)/Title(%s)>>" % (SECRET, SECRET)]
        ),
        "xmp.pdf": one_page(catalog=b"/Metadata 5 0 R", more=[stream(SECRET, b"/Type/Metadata/Subtype/XML")]),
        "hidden-text.pdf": one_page(content=DRAWN + b" BT 3 Tr /F1 9 Tf (%s) Tj ET" % SECRET),
        "hidden-layer.pdf": one_page(
            catalog=b"/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>",
            more=[b"<</Type/OCG/Name(%s)>>" % SECRET],
        ),
        "earlier-version.pdf": one_page() + b"\n7 0 obj\n(%s)\nendobj\n%%%%EOF" % SECRET,
        "zip-behind.pdf": one_page() + ZIP,
        "html-inside.pdf": b"%PDF-1.7\n%" + HTML + b"\n" + one_page()[9:],
        "outside-stream.pdf": one_page(
            content=b"", more=[stream(b"", b"/F(/etc/passwd)/FFilter/FlateDecode")]
        ),
    }


def _swelling():
    itself = stream(
        b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    )
    return {
        "thirty-one-pages.pdf": many_pages(31),
        "very-many-pages.pdf": many_pages(5_000),
        "claims-many-pages.pdf": one_page().replace(b"/Count 1", b"/Count 9"),
        "unused-bomb.pdf": one_page(more=[packed(b"\0" * 20_000_000)]),
        "content-bomb.pdf": pdf(CATALOG % b"", PAGES, PAGE % (b"", b""), packed(b"0 0 m " * 1_000_000)),
        "drawn-forever.pdf": pdf(
            CATALOG % b"", PAGES, PAGE % (b"", b""), packed(b"0 0 200 200 re f* " * 1_500_000)
        ),
        "picture-bomb.pdf": picture_of_size(9_000),
        "draws-itself.pdf": one_page(resources=b"/XObject<</X 5 0 R>>", content=b"/X Do", more=[itself]),
        "nested.pdf": nested(20_000),
        "pages-in-pages.pdf": pdf(CATALOG % b"", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "huge-paper.pdf": with_box(b"0 0 900000 900000"),
        "endless-paper.pdf": with_box(b"0 0 99999999999 99999999999"),
        "no-paper.pdf": with_box(b"0 0 0 0"),
        "backwards-paper.pdf": with_box(b"200 200 0 0"),
        "thin-paper.pdf": with_box(b"0 0 100000 1"),
        "words-for-numbers.pdf": with_box(b"/a /b (c) null"),
    }


def _torn():
    data = one_page()
    return {
        "password.pdf": locked("secret"),
        "half.pdf": data[: len(data) // 2],
        "head-only.pdf": b"%PDF-1.7\n",
        "noise.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 40,
        "no-pages.pdf": pdf(CATALOG % b"", b"<</Type/Pages/Kids[]/Count 0>>"),
        "no-catalog.pdf": data.replace(b"/Root 1 0 R", b"/Root 9 0 R"),
        "wrong-table.pdf": data.replace(b"startxref\n", b"startxref\n99"),
        "table-loop.pdf": data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % data.index(b"xref\n")),
        "html-before.pdf": HTML + data,
    }

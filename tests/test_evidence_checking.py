"""Every hostile file gets the verdict that stands beside it, and no clean copy carries more than one can see."""

import io
import socket
import subprocess
import sys

import pypdf
import pytest
from PIL import Image

from evidence.checking import limits
from evidence.checking.check import check
from evidence.checking.process import CHILD, check_apart
from evidence.checking.verdict import REFUSALS
from tests import hostile
from tests.hostile import papers, photos

HERE = [row for row in hostile.verdicts() if row["where"] == "here"]
APART = [row for row in hostile.verdicts() if row["where"] == "apart"]
pytestmark = pytest.mark.filterwarnings("ignore:Corrupt EXIF data", "ignore:init_forms")


def test_every_file_has_a_verdict():
    assert [row["name"] for row in hostile.verdicts()] == list(hostile.make())
    assert len(hostile.make()) >= 190
    assert {row["verdict"] for row in hostile.verdicts()} <= {"taken", *REFUSALS}


@pytest.mark.parametrize("row", HERE, ids=lambda row: row["name"])
def test_a_file_gets_its_verdict(row):
    verdict = check(hostile.make()[row["name"]])
    assert (verdict.refusal or "taken") == row["verdict"]
    assert bool(verdict.copy) == (not verdict.refusal)
    assert photos.SECRET not in verdict.copy
    if verdict.copy_kind == "pdf":
        carries_pictures_only(verdict.copy)
    elif verdict.copy:
        is_pixels_only(verdict.copy)


def is_pixels_only(copy):
    with Image.open(io.BytesIO(copy)) as image:
        image.load()
        assert not image.getexif()
        assert getattr(image, "n_frames", 1) == 1
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}


def carries_pictures_only(copy):
    paper = pypdf.PdfReader(io.BytesIO(copy))
    assert set(paper.root_object) <= {"/Type", "/Pages"}
    for page in paper.pages:
        assert not set(page) & {"/Annots", "/AA", "/Metadata"}
        assert page.extract_text() == ""


@pytest.mark.parametrize("row", APART, ids=lambda row: row["name"])
def test_a_file_that_makes_too_much_work_takes_only_its_process_down(row, monkeypatch):
    monkeypatch.setattr(limits, "MEMORY", 420 * limits.MEGABYTE)
    monkeypatch.setattr(limits, "PROCESSOR_SECONDS", 1)
    assert check_apart(hostile.make()[row["name"]]).refusal == row["verdict"] == "work"


def test_a_photo_comes_out_of_the_process_upright_and_without_its_place():
    verdict = check_apart(photos.written("JPEG", exif=photos.exif(6)))
    assert (verdict.kind, verdict.copy_kind, verdict.pages) == ("jpeg", "jpeg", 1)
    with Image.open(io.BytesIO(verdict.copy)) as image:
        assert image.size == (32, 48)
    assert photos.SECRET not in verdict.copy


def test_a_paper_keeps_its_pages_and_their_shape():
    copy = pypdf.PdfReader(io.BytesIO(check(papers.many_pages(3)).copy))
    assert [[round(float(side)) for side in page.mediabox[2:]] for page in copy.pages] == [[10, 10]] * 3


def test_a_large_photo_becomes_a_copy_of_a_size_one_can_open():
    with Image.open(io.BytesIO(check(photos.written("PNG", Image.new("L", (6_000, 50)))).copy)) as image:
        assert image.size[0] == limits.LONGEST_SIDE


def test_whoever_takes_too_long_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(limits, "PATIENCE_SECONDS", 0.01)
    assert check_apart(photos.written("JPEG")).refusal == "work"


CONFINED = """
import os, socket, sys
sys.path.insert(0, sys.argv[1])
from evidence.checking import child
child.confine(2**30, 5)
for attempt in (lambda: open("/etc/hostname"), lambda: socket.socket(), lambda: os.open(sys.argv[1], os.O_RDONLY)):
    try:
        attempt()
    except OSError:
        continue
    sys.exit(f"{attempt} was let through")
"""


def test_the_process_opens_no_file_and_no_connection():
    assert socket.socket().close() is None
    done = subprocess.run(
        [sys.executable, "-I", "-c", CONFINED, str(CHILD.parent.parent.parent)],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"no json\nabc",
        b'{"refusal": "", "kind": "html", "pages": 1, "copy_kind": "jpeg"}\n\xff\xd8\xff',
        b'{"refusal": "", "kind": "jpeg", "pages": 1, "copy_kind": "html"}\n<html>',
        b'{"refusal": "", "kind": "jpeg", "pages": 1, "copy_kind": "jpeg"}\n<html>',
        b'{"refusal": "", "kind": "jpeg", "pages": 900, "copy_kind": "jpeg"}\n\xff\xd8\xff',
        b'{"refusal": "<b>", "kind": "", "pages": 0, "copy_kind": ""}\n',
        b'{"refusal": "", "kind": "jpeg", "pages": 1, "copy_kind": "jpeg", "case": 1}\n\xff\xd8\xff',
    ],
)
def test_a_captured_process_is_not_believed(said, monkeypatch):
    answer = subprocess.CompletedProcess([], 0, stdout=said)
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: answer)
    assert check_apart(b"anything").refusal == "work"

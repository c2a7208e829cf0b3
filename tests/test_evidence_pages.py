"""The team's pages around photos and papers: who sees what, what is served and how, and what is said about it."""

import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from cases import admissions
from evidence import refusals, taking
from evidence.checking.check import check
from evidence.checking.verdict import REFUSALS
from evidence.models import Evidence
from evidence.places import of_case
from evidence.taking import take
from security.models import AccessEntry
from tests.cast import open_case
from tests.hostile import papers, photos

PHOTO = photos.written("JPEG", photos.picture((60, 80)), exif=photos.exif())
SHOWS = "Die Hand des Vorarbeiters"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.PORUCH_DATA = tmp_path
    monkeypatch.setattr(taking, "check_apart", check)


@pytest.fixture
def case(cast):
    return open_case(cast.lena)


@pytest.fixture
def item(case):
    return take(PHOTO, place=of_case(case), kind="chat", shows=SHOWS)


def at(name, item, *more):
    return reverse(f"evidence:{name}", args=[item.case_id, item.pk, *more])


def page(client, person, address):
    client.force_login(person)
    return client.get(address)


def upload(data=PHOTO, name="IMG.jpg"):
    return SimpleUploadedFile(name, data)


def test_the_case_page_lists_them_for_who_may_see_the_person(client, cast, case, item):
    shown = page(client, cast.ayla, case.get_absolute_url()).content.decode()
    assert SHOWS in shown and at("show", item) in shown and "From the worker on" in shown
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", scope="case", purpose="Rat")
    seen = page(client, cast.hanna, case.get_absolute_url()).content.decode()
    assert "Messages (chat)" in seen
    assert SHOWS not in seen and at("show", item) not in seen


@pytest.mark.parametrize("name", ["show", "copy"])
def test_strangers_find_nothing(client, cast, item, name):
    assert page(client, cast.pavlo, at(name, item)).status_code == 404
    other = open_case(cast.lena)
    assert page(client, cast.lena, reverse(f"evidence:{name}", args=[other.pk, item.pk])).status_code == 404


def test_the_copy_is_a_clean_file_to_keep(client, cast, item):
    response = page(client, cast.lena, at("copy", item))
    assert response["Content-Type"] == "image/jpeg"
    assert (
        response["Content-Disposition"].startswith("attachment; filename=")
        and "chat.jpg" in response["Content-Disposition"]
    )
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "no-store"
    assert photos.SECRET not in response.content
    assert AccessEntry.objects.filter(case_id=item.case_id, detail="evidence-file").count() == 1


def test_a_picture_is_shown_and_can_do_nothing(client, cast, item):
    response = page(client, cast.lena, at("picture", item, 1))
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert photos.SECRET not in response.content
    assert client.get(at("picture", item, 2)).status_code == 404
    assert client.get(at("picture", item, 0)).status_code == 404


def test_each_page_of_a_paper_is_a_picture(client, cast, case):
    item = take(papers.many_pages(3), place=of_case(case), kind="contract")
    copied = pypdf.PdfReader(io.BytesIO(page(client, cast.lena, at("copy", item)).content))
    for number in (1, 2, 3):
        data = client.get(at("picture", item, number)).content
        assert data == copied.pages[number - 1].images[0].data
        Image.open(io.BytesIO(data)).load()
    assert client.get(at("picture", item, 4)).status_code == 404
    assert client.get(at("show", item)).content.decode().count('class="sheet"') == 3


def test_looking_is_noted_and_ends_the_workers_way_back(client, cast, item):
    assert item.may_be_taken_back
    page(client, cast.lena, at("show", item))
    assert not Evidence.objects.get(pk=item.pk).may_be_taken_back
    assert AccessEntry.objects.filter(case_id=item.case_id, detail="evidence").count() == 1


def test_the_original_is_served_nowhere(client, cast, item):
    assert page(client, cast.lena, at("show", item)).content.decode().count(str(item.original_id)) == 0
    for address in (
        at("show", item) + "original",
        reverse("cases:show", args=[item.case_id]) + f"files/{item.original_id}",
    ):
        assert client.get(address).status_code == 404


def add(client, case, *chosen, **said):
    return client.post(
        reverse("evidence:add", args=[case.pk]), {"kind": "payslip", "files": list(chosen), **said}
    )


def test_several_files_are_added_at_once(client, cast, case):
    client.force_login(cast.lena)
    day = {"dated_on_day": "1", "dated_on_month": "9", "dated_on_year": "2026"}
    response = add(client, case, upload(), upload(papers.one_page(), "a.pdf"), shows="September", **day)
    assert response["Location"].endswith("#evidence")
    assert [(one.kind, one.shows, str(one.dated_on), one.by) for one in case.evidence.all()] == [
        ("payslip", "September", "2026-09-01", cast.lena)
    ] * 2


def test_what_cannot_be_taken_is_named_and_nothing_typed_is_lost(client, cast, case):
    client.force_login(cast.lena)
    response = add(client, case, upload(), upload(b"PK\x03\x04", "<i>.docx"), shows="September")
    shown = response.content.decode()
    assert response.status_code == 422
    assert "&lt;i&gt;.docx: This is no photo and no PDF" in shown and "September" in shown
    assert case.evidence.count() == 1


def test_bad_answers_are_said_at_their_field(client, cast, case):
    client.force_login(cast.lena)
    for said in (
        {"files": []},
        {"kind": "nothing"},
        {"dated_on_day": "1", "dated_on_month": "1", "dated_on_year": "2099"},
    ):
        given = {"kind": "payslip", "files": [upload()], **said}
        assert client.post(reverse("evidence:add", args=[case.pk]), given).status_code == 422
    assert add(client, case, *[upload(name=f"{n}.jpg") for n in range(11)]).status_code == 422
    assert not case.evidence.exists()


@pytest.mark.parametrize("code", [*REFUSALS, "many", "room"])
def test_every_refusal_has_a_sentence(code):
    assert "%" not in refusals.sentence(code)


def test_describing_stands_in_the_history(client, cast, case, item):
    client.force_login(cast.lena)
    said = {
        "kind": "roster",
        "shows": "Woche 40",
        "dated_on_day": "",
        "dated_on_month": "",
        "dated_on_year": "",
    }
    assert client.post(at("edit", item), said)["Location"] == at("show", item)
    assert client.post(at("edit", item), {"kind": "x", "shows": "Woche 41"}).status_code == 422
    item.refresh_from_db()
    assert (item.kind, item.shows) == ("roster", "Woche 40")
    assert "Photo or paper described: Work schedule" in client.get(case.get_absolute_url()).content.decode()


def test_removing_needs_a_reason(client, cast, case, item):
    client.force_login(cast.lena)
    assert client.post(at("remove", item), {"reason": " "}).status_code == 422
    assert case.evidence.exists()
    client.post(at("remove", item), {"reason": "Gehört jemand anderem"})
    assert not case.evidence.exists()
    assert "Gehört jemand anderem" in client.get(case.get_absolute_url()).content.decode()
    assert client.get(at("show", item)).status_code == 404


def test_who_only_looks_changes_nothing(cast, case, item):
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", scope="identity", purpose="Rat")
    client = Client()
    shown = page(client, cast.hanna, at("show", item)).content.decode()
    assert SHOWS in shown and "Remove" not in shown
    for name in ("edit", "remove"):
        assert client.post(at(name, item), {"kind": "other", "reason": "x"}).status_code == 403
    assert client.post(reverse("evidence:add", args=[case.pk]), {}).status_code == 403

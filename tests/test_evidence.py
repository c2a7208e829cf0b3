"""Photos and papers of a case: taken once, kept encrypted, described, removed with every trace of the files."""

import time
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cases import append_only, events
from cases.models import EventText
from door import drafts, quarantine
from evidence import arriving, keeping, slots, store, taking
from evidence.checking.check import check
from evidence.models import Arriving, Evidence
from evidence.places import of_case, of_story
from evidence.store import files
from evidence.taking import Refused, take
from security import rotation
from tests.cast import open_case
from tests.hostile import papers, photos

PHOTO = photos.written("JPEG", exif=photos.exif())
PAPER = papers.many_pages(3)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    """Files of this test alone, decoded without a process of their own."""
    settings.PORUCH_DATA = tmp_path
    monkeypatch.setattr(taking, "check_apart", check)


@pytest.fixture
def case(cast):
    return open_case(cast.lena)


def kinds(case):
    return [event.kind for event in case.events.order_by("number") if event.kind.startswith("evidence")]


def test_a_photo_is_kept_as_it_came_and_as_a_clean_copy(case):
    item = take(PHOTO, place=of_case(case), kind="payslip", shows="September")
    assert (item.case, item.kind, item.shows, item.giver, item.pages) == (
        case,
        "payslip",
        "September",
        "worker",
        1,
    )
    assert files.get(item.original_id) == PHOTO
    assert photos.SECRET not in files.get(item.copy_id)
    assert (item.original_kind, item.copy_kind, item.size) == ("jpeg", "jpeg", len(PHOTO))
    assert kinds(case) == ["evidence_given"]


def test_nothing_of_it_lies_readable_on_the_disk(case):
    item = take(PHOTO, place=of_case(case), shows=photos.SECRET.decode())
    for file_id in files.ids():
        assert photos.SECRET not in files.sealed(file_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT shows FROM evidence_evidence")
        assert photos.SECRET.decode() not in cursor.fetchone()[0]
    assert Evidence.objects.get(pk=item.pk).shows == photos.SECRET.decode()


def test_the_team_gives_too(case, cast):
    item = take(PAPER, place=of_case(case), by=cast.lena, kind="contract", dated_on=date(2026, 9, 1))
    assert (item.giver, item.by, item.pages, item.copy_kind) == ("staff", cast.lena, 3, "pdf")
    assert kinds(case) == ["evidence_added"]


def test_the_same_file_twice_is_one_item(case):
    first = take(PHOTO, place=of_case(case))
    assert take(PHOTO, place=of_case(case), kind="contract") == first
    assert len(files.ids()) == 2
    assert kinds(case) == ["evidence_given"]


def test_a_refused_file_leaves_nothing(case):
    with pytest.raises(Refused) as refusal:
        take(b"<html>", place=of_case(case))
    assert refusal.value.code == "type"
    assert not files.ids() and not case.evidence.exists() and kinds(case) == []


def test_a_story_holds_ten_and_not_more(monkeypatch):
    place = of_story("a" * 32)
    for number in range(10):
        take(photos.written("PNG", photos.picture((8, 8 + number))), place=place)
    with pytest.raises(Refused, match="many"):
        take(PHOTO, place=place)


def test_a_story_holds_so_many_bytes(monkeypatch):
    place = of_story("a" * 32)
    Evidence.objects.create(
        story_key=place.story_key, giver="worker", sha256="x", size=place.most_bytes, pages=1,
        original_id=files.put(b"a"), copy_id=files.put(b"b"), original_kind="png", copy_kind="png",
    )  # fmt: skip
    with pytest.raises(Refused, match="room"):
        take(PHOTO, place=place)


def test_when_too_many_are_decoded_the_file_may_come_again(case, monkeypatch):
    monkeypatch.setattr(slots, "WAIT_SECONDS", 0)
    with slots.slot(), slots.slot(), pytest.raises(Refused, match="busy"):
        take(PHOTO, place=of_case(case))
    assert take(PHOTO, place=of_case(case))


def test_what_came_with_a_story_goes_along_into_its_case(case):
    item = take(PHOTO, place=of_story("b" * 32), kind="chat")
    assert item.case is None
    keeping.attach("b" * 32, case)
    keeping.attach("b" * 32, case)
    item.refresh_from_db()
    assert (item.case, item.story_key) == (case, "")
    assert kinds(case) == ["evidence_given"]


def test_describing_is_told_once(case, cast):
    item = take(PHOTO, place=of_case(case))
    said = {"kind": "chat", "shows": "The foreman’s words", "dated_on": date(2026, 10, 1)}
    keeping.describe(item, by=cast.lena, **said)
    keeping.describe(item, by=cast.lena, **said)
    assert Evidence.objects.get(pk=item.pk).shows == "The foreman’s words"
    assert kinds(case) == ["evidence_given", "evidence_changed"]
    assert "foreman" not in str(case.events.order_by("number").last().detail)


@pytest.mark.django_db(transaction=True)
def test_removed_is_gone_from_the_disk_and_the_reason_stays(case, cast):
    item = take(PHOTO, place=of_case(case))
    keeping.remove(item, by=cast.lena, reason="Belongs to somebody else")
    keeping.remove(item, by=cast.lena, reason="Said twice")
    assert files.ids() == [] and not case.evidence.exists()
    assert kinds(case) == ["evidence_given", "evidence_removed"]
    assert EventText.objects.filter(case=case).get().body == "Belongs to somebody else"
    events.verify(case)


@pytest.mark.django_db(transaction=True)
def test_the_worker_takes_back_what_nobody_has_opened(case):
    first, second = take(PHOTO, place=of_case(case)), take(PAPER, place=of_case(case))
    keeping.opened(second)
    assert keeping.take_back(first) is True
    assert keeping.take_back(second) is False
    assert list(case.evidence.all()) == [second]
    assert len(files.ids()) == 2
    assert kinds(case) == ["evidence_given", "evidence_given", "evidence_taken_back"]


def test_the_worker_takes_nothing_of_the_team_away(case, cast):
    assert keeping.take_back(take(PHOTO, place=of_case(case), by=cast.lena)) is False


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_form_and_a_story_put_away_leave_no_file(case, cast):
    draft = drafts.begin()
    take(PHOTO, place=of_story(draft.pk.hex))
    held = quarantine.hold(case.intake.given, key="c" * 32, reasons=["fast"], digits="1" * 16)
    take(PAPER, place=of_story("c" * 32))
    drafts.forget(timezone.now() + timedelta(days=8))
    quarantine.put_away(held, by=cast.ayla)
    assert files.ids() == [] and not Evidence.objects.exists()


def test_a_story_set_aside_brings_its_photos_when_it_is_opened(case, cast):
    held = quarantine.hold(case.intake.given, key="d" * 32, reasons=["fast"], digits="2" * 16)
    take(PHOTO, place=of_story("d" * 32))
    opened = quarantine.open_case(held, by=cast.ayla)
    assert opened.evidence.count() == 1


def test_an_erased_case_takes_its_files_along_within_a_day(case):
    take(PHOTO, place=of_case(case))
    kept = take(PAPER, place=of_story("e" * 32))
    with append_only.suspended(connection):
        case.delete()
    tomorrow = time.time() + store.DAY + 60
    assert store.sweep() == 0
    assert store.sweep(tomorrow) == 2
    assert set(files.ids()) == {str(kept.original_id), str(kept.copy_id)}


def test_a_new_key_opens_them_too(case):
    assert "evidence" in rotation.FOLDERS


# In pieces.

KEY = "6f1d0f5e-2f57-4a55-9a59-0b8f0c9f4a11"


def send(place, data, offset, end, size=None):
    return arriving.add(place, key=KEY, size=size or len(data), offset=offset, piece=data[offset:end])


def test_a_file_in_pieces_is_the_file(case):
    place = of_case(case)
    assert send(place, PHOTO, 0, 100) is None
    assert arriving.received(place, KEY) == 100
    assert send(place, PHOTO, 100, len(PHOTO)) == PHOTO
    assert send(place, PHOTO, len(PHOTO), len(PHOTO)) == PHOTO
    arriving.drop(place, KEY)
    assert arriving.received(place, KEY) == 0


def test_a_piece_out_of_step_says_where_to_go_on(case):
    place = of_case(case)
    send(place, PHOTO, 0, 100)
    for offset, size in ((0, None), (50, None), (200, None), (100, 5_000)):
        with pytest.raises(arriving.OutOfStep) as out:
            send(place, PHOTO, offset, offset + 10, size)
        assert out.value.received == 100


@pytest.mark.parametrize(("size", "code"), [(0, "empty"), (-1, "too_big"), (11 * 1024 * 1024, "too_big")])
def test_a_size_that_cannot_be_is_refused_with_the_first_piece(case, size, code):
    with pytest.raises(Refused, match=code):
        arriving.add(of_case(case), key=KEY, size=size, offset=0, piece=b"abc")
    assert not Arriving.objects.exists()


def test_more_than_was_said_is_refused(case):
    with pytest.raises(Refused, match="broken"):
        arriving.add(of_case(case), key=KEY, size=2, offset=0, piece=b"abc")


@pytest.mark.django_db(transaction=True)
def test_what_never_arrived_is_forgotten(case):
    send(of_case(case), PHOTO, 0, 100)
    assert arriving.forget() == 0
    assert arriving.forget(timezone.now() + timedelta(days=1, minutes=1)) == 1
    assert files.ids() == []


@pytest.mark.django_db(transaction=True)
def test_one_place_has_five_files_on_their_way_at_most(case):
    for number in range(7):
        key = KEY[:-1] + str(number)
        arriving.add(of_case(case), key=key, size=10, offset=0, piece=b"abc")
    assert Arriving.objects.count() == 5 == len(files.ids())

"""My cases says which letters wait for the reader: never the writer, never who may not read them."""

import pytest
from django.test import Client

from cases import admissions, worklist
from cases.models import Case
from documents import approving
from tests.cast import open_case
from tests.letters import agreed, case_o, that_evening  # noqa: F401

pytestmark = pytest.mark.django_db
HEADING = "Letters for you to read"


@pytest.fixture
def letter(cast):
    return approving.submit(agreed(case_o(cast), cast.lena), by=cast.lena)


def page(person, query=""):
    client = Client()
    client.force_login(person)
    return client.get(f"/cases/{query}").content.decode()


def test_a_colleague_is_told_and_led_there(cast, letter):
    shown = page(cast.ayla)
    assert HEADING in shown and f"/cases/{letter.case_id}/letters/{letter.pk}/" in shown
    assert HEADING not in page(cast.ayla, "?list=closed")


@pytest.mark.parametrize("name", ["lena", "hanna", "otto", "nora"])
def test_the_writer_and_strangers_are_not(cast, letter, name):
    shown = page(getattr(cast, name))
    assert HEADING not in shown and str(letter.pk) not in shown


def test_a_draft_and_an_approved_letter_wait_for_nobody(cast, letter):
    approving.send_back(letter, by=cast.tomasz, words="Stunden prüfen.")
    assert HEADING not in page(cast.tomasz)


def test_who_is_walled_off_is_not_told(cast, letter):
    admissions.build_wall(letter.case, by=cast.ayla, user=cast.tomasz)
    assert HEADING not in page(cast.tomasz)
    assert HEADING in page(cast.ayla)


def test_a_network_coordinator_beside_the_team_reads_for_a_group_of_one(cast, letter):
    purpose = {"role": "observer", "purpose": "Zweite Leserin"}
    admissions.admit(letter.case, by=cast.ayla, user=cast.nora, **purpose)
    assert HEADING not in page(cast.nora)
    for colleague in (cast.tomasz, cast.ayla):
        colleague.memberships.update(ended_on=letter.case.today())
    assert HEADING in page(cast.nora)


@pytest.mark.parametrize("name", ["lena", "tomasz", "ayla"])
@pytest.mark.parametrize("query", ["", "?page=2", "?sort=newest", "?list=group-KLN", "?list=closed"])
def test_a_waiting_letter_keeps_the_page_within_eight_queries(
    cast, letter, name, query, monkeypatch, django_assert_max_num_queries
):
    reader = getattr(cast, name)
    monkeypatch.setattr(worklist, "PAGE", 2)
    for _number in range(3):
        open_case(cast.lena)
    Case.objects.update(responsible=reader)
    client = Client()
    client.force_login(reader)
    client.get("/cases/")
    with django_assert_max_num_queries(8):
        shown = client.get(f"/cases/{query}").content.decode()
    assert (f"/letters/{letter.pk}/" in shown) == (name != "lena" and query in ("", "?sort=newest"))

"""A letter speaks for a case that was accepted and is open: before and after, it can be written but not leave."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases import closing, lifecycle
from documents import approving, composing, dispatching, drafting
from documents.models import LetterState, Sender
from tests import letters
from tests.cast import taken_case
from tests.letters import DAY, that_evening  # noqa: F401  a fixture


def sent_by_post(letter, by):
    return dispatching.record_on_paper(
        letter, by=by, channel="fax", sent_on=DAY, proof="Sendebericht", submission_key=f"way-{letter.pk}"
    )


def close(case, by):
    return closing.close(
        case, by=by, outcome="withdrawn", money_result="nothing", waive_reason="The worker wants no more."
    )


def test_no_letter_of_a_case_that_is_not_accepted_is_given_to_a_reader(cast, monkeypatch):
    monkeypatch.setattr("tests.letters.accepted_case", taken_case)
    case = letters.case_o(cast)
    letter = letters.agreed(case, cast.lena)
    with pytest.raises(drafting.LetterRefused, match="not been accepted"):
        approving.submit(letter, by=cast.lena)


def test_an_approved_letter_of_a_closed_case_stays(cast, client):
    case = letters.case_o(cast)
    letter = letters.approved(case, cast.lena, cast.tomasz)
    case.refresh_from_db()
    close(case, cast.lena)
    with pytest.raises(drafting.LetterRefused, match="closed"):
        sent_by_post(letter, cast.lena)
    assert not letter.dispatches.exists()
    client.force_login(cast.lena)
    page = client.get(reverse("documents:show", args=[case.pk, letter.pk])).content.decode()
    assert "The case is closed." in page
    assert "mail-to" not in page


def test_a_second_letter_after_talks_began_still_leaves_and_moves_nothing(cast):
    case = letters.case_o(cast)
    letters.dispatched(case, cast.lena, cast.tomasz)
    case.refresh_from_db()
    lifecycle.advance(case, "talk", by=cast.lena)
    second = drafting.start(case, by=cast.lena, submission_key="second")
    drafting.save(second, by=cast.lena, changes={"worker_agreed_on": DAY})
    approving.submit(second, by=cast.lena)
    second = approving.approve(second, by=cast.tomasz, words="Geprüft.")
    sent_by_post(second, cast.lena)
    case.refresh_from_db()
    assert case.stage == "negotiating"


def test_changed_words_are_agreed_to_anew(cast):
    letter = letters.agreed(letters.case_o(cast), cast.lena)
    letter = drafting.save(letter, by=cast.lena, changes={"worker_agreed_on": DAY - timedelta(days=1)})
    assert letter.worker_agreed_on == DAY - timedelta(days=1)
    letter = drafting.save(letter, by=cast.lena, changes={"opening": "Guten Tag."})
    assert letter.worker_agreed_on is None


def test_nobody_agreed_before_the_letter_was_there(cast, client):
    case = letters.case_o(cast)
    letter = letters.letter_of(case, cast.lena)
    client.force_login(cast.lena)
    agreed = {"worker_agreed_on_day": "1", "worker_agreed_on_month": "1", "worker_agreed_on_year": "2020"}
    page = client.post(reverse("documents:edit", args=[case.pk, letter.pk]), agreed)
    assert page.status_code == 422
    assert "before the letter was written" in page.content.decode()


def test_who_writes_for_themselves_encloses_no_power_of_attorney(cast):
    letter = letters.agreed(letters.case_o(cast), cast.lena, sender=Sender.WORKER)
    assert "power_of_attorney" in letter.enclosures
    printed = "\n".join(composing.compose(letter, DAY).letter.text())
    assert "Vollmacht" not in printed
    assert "Stundenaufzeichnung" in printed
    assert letter.state == LetterState.DRAFT

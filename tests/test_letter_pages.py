"""The pages of a letter: who may, what they say, and that nothing typed is lost."""

import re
import uuid
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases import admissions
from cases.models import Stage
from documents import approving, dispatching
from documents.models import Letter, LetterState
from outbox.models import Mail, Problem, State
from security.models import AccessEntry
from tests.letters import DAY, agreed, approved, case_o, dispatched, letter_of, that_evening  # noqa: F401

pytestmark = pytest.mark.django_db


def url(name, letter, **more):
    return reverse(f"documents:{name}", kwargs={"pk": letter.case_id, "letter_id": letter.pk, **more})


def signed_in(client, person):
    client.force_login(person)
    return client


def typed(letter, **changes):
    """The draft's form as a browser posts it."""
    data = {
        "sender": letter.sender,
        "delivery": letter.delivery,
        "reply_by_day": "7",
        "reply_by_month": "12",
        "reply_by_year": "2026",
        "claim_ids": letter.claim_ids,
        "enclosures": letter.enclosures,
        "opening": "",
        "closing": "",
        "worker_agreed_on_day": "23",
        "worker_agreed_on_month": "11",
        "worker_agreed_on_year": "2026",
        "a": "save",
    }
    return {**data, **changes}


def test_from_the_first_word_to_the_sent_letter(client, cast):
    case = case_o(cast)
    signed_in(client, cast.lena)
    new = reverse("documents:new", args=[case.pk])
    form = client.get(new).context["form"]
    key = str(form["submission_key"].value())
    for _twice in range(2):
        answer = client.post(new, {"template_key": "de_geltendmachung", "submission_key": key})
    letter = case.letters.get()
    assert answer.url == url("show", letter)
    assert client.post(url("edit", letter), typed(letter, opening="Guten Tag.", a="ask")).url == answer.url
    letter.refresh_from_db()
    assert (letter.state, letter.opening) == (LetterState.READY, "Guten Tag.")
    assert b"Approve and number" not in client.get(url("show", letter)).content

    signed_in(client, cast.tomasz)
    page = client.get(url("show", letter))
    assert "Freigeben und nummerieren" in page.content.decode()
    answer = client.post(
        url("approve", letter),
        {"words": "Klage läuft.", "fingerprint": page.context["page"].approve_form["fingerprint"].value()},
    )
    letter.refresh_from_db()
    assert (answer.status_code, letter.state, letter.approver) == (302, LetterState.APPROVED, cast.tomasz)

    sent = {
        "mail-to": "personal@wellerau.example",
        "mail-is_right": "on",
        "mail-submission_key": uuid.uuid4(),
    }
    for _twice in range(2):
        assert client.post(url("send_email", letter), sent).status_code == 302
    case.refresh_from_db()
    assert (Mail.objects.count(), case.stage) == (1, Stage.DEMAND_SENT)
    assert "Wartet auf Versand" in client.get(url("show", letter)).content.decode()


def _without_token(answer):
    """The page without the random value that each form carries."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


@pytest.mark.parametrize("name", ["hanna", "pavlo", "nora", "otto"])
def test_strangers_find_nothing(client, cast, name):
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    signed_in(client, getattr(cast, name))
    missing = client.get(url("show", Letter(pk=uuid.uuid4(), case=letter.case)))
    for page in ("show", "pdf"):
        answer = client.get(url(page, letter))
        assert (answer.status_code, _without_token(answer)) == (404, _without_token(missing))
    assert client.get(url("page", letter, number=1)).status_code == 404
    for step in ("edit", "approve", "send_back", "withdraw", "send_email", "send_paper", "kept"):
        assert client.post(url(step, letter)).status_code == 404


def test_a_letter_is_found_below_its_own_case_only(client, cast):
    letter, other = letter_of(case_o(cast), cast.lena), case_o(cast)
    signed_in(client, cast.lena)
    assert client.get(reverse("documents:show", args=[other.pk, letter.pk])).status_code == 404


def test_who_may_not_see_the_person_sees_that_letters_exist_and_no_more(client, cast):
    case = case_o(cast)
    letter = dispatched(case, cast.lena, cast.tomasz)
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Rat", scope="case")
    signed_in(client, cast.hanna)
    for page in (url("show", letter), url("pdf", letter), url("page", letter, number=1)):
        assert client.get(page).status_code == 403
    assert client.get(reverse("documents:new", args=[case.pk])).status_code == 403
    card = client.get(case.get_absolute_url()).content.decode()
    assert "Geltendmachung" in card
    assert url("show", letter) not in card


def test_an_observer_reads_and_changes_nothing(client, cast):
    case = case_o(cast)
    letter = approving.submit(agreed(case, cast.lena), by=cast.lena)
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", purpose="Rat")
    signed_in(client, cast.hanna)
    page = client.get(url("show", letter))
    assert page.status_code == 200
    for words in (b"Approve and number", b"Make it a draft again", b"Withdraw it"):
        assert words not in page.content
    for step in ("edit", "withdraw", "send_email", "send_paper", "kept"):
        assert client.post(url(step, letter)).status_code == 403
    assert client.post(url("approve", letter), {"words": "x", "fingerprint": ""}).status_code == 403
    assert client.post(url("send_back", letter), {"back-words": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        approving.send_back(letter, by=cast.hanna, words="x")
    letter.refresh_from_db()
    assert letter.state == LetterState.READY


def test_own_text_is_refused_with_403(client, cast):
    letter = approving.submit(agreed(case_o(cast), cast.lena), by=cast.lena)
    signed_in(client, cast.lena)
    assert client.post(url("approve", letter), {"words": "x", "fingerprint": ""}).status_code == 403


def test_bad_input_is_kept_and_named(client, cast):
    letter = letter_of(case_o(cast), cast.lena)
    signed_in(client, cast.lena)
    answer = client.post(
        url("edit", letter), typed(letter, reply_by_day="45", opening="Meine Worte <b>", claim_ids=[])
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    for part in (
        'value="45"',
        "Meine Worte &lt;b&gt;",
        "Write the day as a number from 1 to 31",
        "Choose at least",
    ):
        assert part in text
    letter.refresh_from_db()
    assert letter.opening == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"sender": "employer"},
        {"delivery": "pigeon"},
        {"claim_ids": [str(uuid.uuid4())]},
        {"claim_ids": ["'; drop table"]},
        {"enclosures": ["gift"]},
        {"reply_by_year": "1"},
        {"reply_by_day": "23", "reply_by_month": "11"},
        {"worker_agreed_on_day": "24"},
        {"opening": "x" * 5_000},
        {"opening": "\x00\ud800".encode("utf-8", "replace").decode()},
        {"reply_by_day": "١٢", "reply_by_month": "<script>"},
    ],
)
def test_no_input_breaks_the_page(client, cast, changes):
    letter = letter_of(case_o(cast), cast.lena)
    signed_in(client, cast.lena)
    assert client.post(url("edit", letter), typed(letter, **changes)).status_code in (302, 422)
    assert client.get(url("show", letter)).status_code == 200


def test_a_missing_fact_is_shown_with_the_way_to_it(client, cast):
    case = case_o(cast, employer={"street": ""})
    letter = letter_of(case, cast.lena)
    signed_in(client, cast.lena)
    text = client.get(url("show", letter)).content.decode()
    assert "Complete the employer’s name and postal address." in text
    assert reverse("cases:employer", args=[case.pk]) in text
    assert "<img" not in text
    assert client.get(url("pdf", letter)).status_code == 404
    client.post(url("edit", letter), typed(letter, a="ask"))
    letter.refresh_from_db()
    assert letter.state == LetterState.DRAFT


def test_paper_without_proof_is_asked_again(client, cast):
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    signed_in(client, cast.lena)
    data = {
        "paper-channel": "fax",
        "paper-sent_on_day": "24",
        "paper-sent_on_month": "11",
        "paper-sent_on_year": "2026",
        "paper-proof": "",
    }
    answer = client.post(url("send_paper", letter), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "This day is still to come" in text
    assert "Write what proves the dispatch." in text
    data |= {"paper-sent_on_day": "23", "paper-proof": "Sendebericht 19:04"}
    assert client.post(url("send_paper", letter), data).status_code == 302
    letter.refresh_from_db()
    assert letter.dispatches.get().proof == "Sendebericht 19:04"


def test_mail_needs_a_compared_address(client, cast):
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    signed_in(client, cast.lena)
    answer = client.post(url("send_email", letter), {"mail-to": "a@b\r\nBcc: c@d.example"})
    assert answer.status_code == 422
    assert not Mail.objects.exists()


def test_a_failed_mail_shows_on_letter_and_case_and_is_repeated(client, cast):
    case = case_o(cast)
    letter = approved(case, cast.lena, cast.tomasz)
    dispatch = dispatching.send_by_email(letter, by=cast.lena, to="a@b.example", submission_key="m")
    Mail.objects.update(state=State.FAILED, last_error=Problem.REFUSED)
    signed_in(client, cast.lena)
    for page in (url("show", letter), case.get_absolute_url()):
        assert "The receiving server refused it." in client.get(page).content.decode()
    assert client.post(url("retry", letter, dispatch=dispatch.pk)).status_code == 302
    assert Mail.objects.get().state == State.QUEUED
    assert client.post(url("retry", letter, dispatch=uuid.uuid4())).status_code == 404


def test_reading_and_downloading_are_logged_once(client, cast):
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    signed_in(client, cast.lena)
    for _twice in range(2):
        client.get(url("show", letter))
        client.get(url("pdf", letter))
    read = AccessEntry.objects.filter(case_id=letter.case_id, user_id=cast.lena.pk, kind="reading")
    assert sorted(read.values_list("detail", flat=True)) == ["letter", "pdf"]


def test_the_download_is_the_frozen_file(client, cast):
    from security import filestore

    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    signed_in(client, cast.lena)
    with mock.patch("documents.rendering.render", side_effect=AssertionError):
        answer = client.get(url("pdf", letter))
    assert answer.content == filestore.get(letter.pdf_id)
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert "Oserna" not in answer["Content-Disposition"]


def test_the_text_of_the_letter_stands_on_the_page(client, cast):
    letter = letter_of(case_o(cast), cast.lena, opening="<script>alert(1)</script>")
    signed_in(client, cast.lena)
    text = client.get(url("show", letter)).content.decode()
    assert "wir handeln im Namen und in Vollmacht von" in text
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert 'lang="de"' in text


def test_kept_dates_are_offered_on_the_page(client, cast):
    case = case_o(cast)
    letter = dispatched(case, cast.lena, cast.tomasz)
    signed_in(client, cast.lena)
    assert "Did it arrive in time?" in client.get(url("show", letter)).content.decode()
    first = dispatching.kept_dates(letter)[0]
    early = {"kept-on_day": "22", "kept-on_month": "11", "kept-on_year": "2026"}
    answer = client.post(url("kept", letter), {"kept-dates": [str(first.pk)], **early})
    assert answer.status_code == 422 and "before the day the letter was sent" in answer.content.decode()
    day = {"kept-on_day": "23", "kept-on_month": "11", "kept-on_year": "2026"}
    assert client.post(url("kept", letter), {"kept-dates": [str(first.pk)], **day}).status_code == 302
    first.refresh_from_db()
    assert first.met_on == DAY
    assert client.post(url("kept", letter), {"kept-dates": ["nonsense"], **day}).status_code == 422


def test_a_letter_that_moved_meanwhile_says_so(client, cast):
    letter = approving.submit(agreed(case_o(cast), cast.lena), by=cast.lena)
    signed_in(client, cast.lena)
    answer = client.post(url("edit", letter), typed(letter), follow=True)
    assert "Somebody did something with this letter meanwhile" in answer.content.decode()
    approving.withdraw(letter, by=cast.lena)
    signed_in(client, cast.tomasz)
    assert client.post(url("approve", letter), {"words": "x", "fingerprint": ""}).status_code == 302
    assert client.get(url("show", letter)).status_code == 200


def test_few_queries(client, cast, django_assert_max_num_queries):
    letter = letter_of(case_o(cast), cast.lena)
    signed_in(client, cast.lena)
    client.get(url("show", letter))
    with django_assert_max_num_queries(60):
        client.get(url("show", letter))

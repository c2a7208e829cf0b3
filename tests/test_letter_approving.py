"""Nobody approves own text; what was approved is printed once and never again."""

from datetime import timedelta
from decimal import Decimal
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied

from cases import admissions, consents, events, facts
from cases.models import CaseEvent
from documents import approving, checks, composing, drafting, rendering
from documents.drafting import LetterMoved, LetterRefused
from documents.models import LetterState
from security import filestore
from tests.letters import DAY, agreed, approved, case_o, letter_of, that_evening  # noqa: F401

pytestmark = pytest.mark.django_db


def kinds(case):
    return list(
        CaseEvent.objects.filter(case=case, kind__startswith="letter_")
        .order_by("number")
        .values_list("kind", flat=True)
    )


def test_the_whole_way_leaves_its_history(cast):
    case = case_o(cast)
    letter = approving.submit(agreed(case, cast.lena), by=cast.lena)
    letter = approving.send_back(letter, by=cast.tomasz, words="Bitte die Stunden prüfen.")
    assert (letter.state, letter.remark, letter.blocks) == (
        LetterState.DRAFT,
        "Bitte die Stunden prüfen.",
        {},
    )
    letter = approving.submit(letter, by=cast.lena)
    letter = approving.approve(letter, by=cast.tomasz, words="Alles besprochen.")
    assert kinds(case) == [
        "letter_drafted",
        "letter_agreed",
        "letter_changed",
        "letter_submitted",
        "letter_sent_back",
        "letter_submitted",
        "letter_approved",
    ]
    events.verify(case)
    said = " ".join(str(event.detail) for event in case.events.filter(kind__startswith="letter_"))
    assert "Oserna" not in said
    assert "Stunden" not in said


def test_frozen_pdf_and_its_hash(cast):
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    pdf = filestore.get(letter.pdf_id)
    assert pdf.startswith(b"%PDF")
    assert rendering.fingerprint(pdf) == letter.pdf_sha256
    assert (letter.number, letter.approver, letter.approved_on, letter.dated_on) == (1, cast.tomasz, DAY, DAY)


def test_a_frozen_letter_is_never_printed_again(cast):
    from documents import previewing

    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    pdf = filestore.get(letter.pdf_id)
    with mock.patch.object(rendering, "render", side_effect=AssertionError):
        assert previewing.pdf(letter) == pdf


def test_changed_facts_do_not_change_it(cast):
    case = case_o(cast)
    letter = approved(case, cast.lena, cast.tomasz)
    before = (filestore.get(letter.pdf_id), letter.blocks, letter.facts)
    facts.change(case, by=cast.lena, employment={"pay_amount": Decimal(20), "job_title": "Köchin"})
    letter.refresh_from_db()
    assert (filestore.get(letter.pdf_id), letter.blocks, letter.facts) == before
    assert letter.facts["total_gross"] == "3475.00"


def test_facts_changed_while_it_waits_are_noticed(cast):
    case = case_o(cast)
    letter = approving.submit(agreed(case, cast.lena), by=cast.lena)
    facts.change(case, by=cast.lena, employment={"job_title": "Köchin"})
    with pytest.raises(LetterRefused, match="case has changed"):
        approving.approve(letter, by=cast.tomasz, words="Gut.")
    letter.refresh_from_db()
    assert letter.pdf_id is None


def test_own_text_is_refused(cast):
    letter = approving.submit(agreed(case_o(cast), cast.lena), by=cast.lena)
    with pytest.raises(PermissionDenied):
        approving.approve(letter, by=cast.lena, words="Gut.")


def test_who_only_changed_a_word_does_not_approve_either(cast):
    letter = agreed(case_o(cast), cast.lena)
    letter = drafting.save(letter, by=cast.tomasz, changes={"closing": "Bitte melden Sie sich."})
    letter = approving.submit(letter, by=cast.lena)
    for writer in (cast.lena, cast.tomasz):
        with pytest.raises(PermissionDenied):
            approving.approve(letter, by=writer, words="Gut.")
    assert approving.readers(letter) == [cast.ayla]
    assert approving.approve(letter, by=cast.ayla, words="Gut.").state == LetterState.APPROVED


@pytest.mark.parametrize("name", ["hanna", "pavlo", "nora", "otto", "dora"])
def test_strangers_do_not_approve(cast, name):
    letter = approving.submit(agreed(case_o(cast), cast.lena), by=cast.lena)
    with pytest.raises(PermissionDenied):
        approving.approve(letter, by=getattr(cast, name), words="Gut.")


def test_a_network_coordinator_reads_for_a_group_of_one(cast):
    case = case_o(cast)
    admissions.admit(
        case, by=cast.ayla, user=cast.nora, role="observer", purpose="Zweite Person", scope="identity"
    )
    letter = approving.submit(agreed(case, cast.lena), by=cast.lena)
    assert not approving.may_approve(cast.nora, letter)  # others of the group can
    for name in ("tomasz", "ayla"):
        admissions.build_wall(case, by=cast.lena, user=getattr(cast, name))
    assert approving.readers(letter) == []
    assert approving.may_approve(cast.nora, letter)
    assert approving.approve(letter, by=cast.nora, words="Gut.").approver == cast.nora


def test_another_text_than_the_one_read_is_refused(cast):
    case = case_o(cast)
    letter = approving.submit(agreed(case, cast.lena), by=cast.lena)
    read = approving.text_fingerprint(letter)
    letter = approving.send_back(letter, by=cast.lena, words="Noch ein Satz.")
    letter = drafting.save(letter, by=cast.lena, changes={"closing": "Noch ein Satz."})
    letter = approving.submit(letter, by=cast.lena)
    with pytest.raises(LetterMoved):
        approving.approve(letter, by=cast.tomasz, words="Gut.", fingerprint=read)
    assert approving.approve(
        letter, by=cast.tomasz, words="Gut.", fingerprint=approving.text_fingerprint(letter)
    )


def test_each_step_once_only(cast):
    letter = approved(case_o(cast), cast.lena, cast.tomasz)
    for step in (
        lambda: approving.submit(letter, by=cast.lena),
        lambda: approving.approve(letter, by=cast.tomasz, words="Gut."),
        lambda: approving.send_back(letter, by=cast.tomasz, words="Nein."),
        lambda: drafting.save(letter, by=cast.lena, changes={"opening": "Neu."}),
    ):
        with pytest.raises(LetterMoved):
            step()


def test_a_missing_fact_stops_it_by_name(cast):
    case = case_o(cast)
    consents.sign_authority(case, by=cast.lena, signed_on=None)
    with pytest.raises(LetterRefused, match="power of attorney"):
        approving.submit(agreed(case, cast.lena), by=cast.lena)


def test_a_draft_that_failed_leaves_no_file(cast):
    letter = approving.submit(agreed(case_o(cast), cast.lena), by=cast.lena)
    before = filestore.ids()
    with mock.patch("documents.models.Letter.save", side_effect=RuntimeError), pytest.raises(RuntimeError):
        approving.approve(letter, by=cast.tomasz, words="Gut.")
    assert filestore.ids() == before


def found(case, by, **changes):
    return _found(agreed(case, by, **changes))


def _found(letter):
    return {(one.code, one.level) for one in checks.findings(composing.compose(letter, DAY))}


def test_checks_of_a_good_letter(cast):
    # The suit against the dismissal does not wait for the employer's answer.
    assert {code for code, level in found(case_o(cast), cast.lena)} == {"RUNNING"}


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"worker_agreed_on": None}, ("CONSENT", "stop")),
        ({"reply_by": DAY + timedelta(days=6)}, ("DATE", "stop")),
        ({"reply_by": DAY + timedelta(days=12)}, ("DATE", "stop")),  # a Saturday
        ({"reply_by": DAY + timedelta(days=21)}, ("DATE", "stop")),
        ({"enclosures": ["hours_list"]}, ("AUTH", "stop")),
        ({"delivery": "email"}, ("AUTH", "warn")),
        ({"opening": "Wir verlangen zudem 40 Euro Pauschale."}, ("FORTY", "stop")),
        ({"opening": "Dazu kommen Anwaltskosten."}, ("COST", "stop")),
        ({"closing": "Sonst melden wir das der Polizei."}, ("THREAT", "stop")),
        ({"closing": "Sonst geht das an Zoll und Presse."}, ("THREAT", "stop")),
        ({"opening": "Der Aufenthaltstitel läuft ab."}, ("STATUS_WORDS", "stop")),
        ({"opening": "Ольга работала."}, ("GLYPH", "stop")),
        ({"opening": "工资"}, ("GLYPH", "stop")),
    ],
)
def test_what_a_check_finds(cast, changes, finding):
    assert finding in found(case_o(cast), cast.lena, **changes)


@pytest.mark.parametrize(
    "text", ["Sie erreichen uns ab 18 Uhr.", "Im Zollhaus Köln gearbeitet.", "Im Jahr 2026."]
)
def test_plain_words_pass(cast, text):
    assert {code for code, _ in found(case_o(cast), cast.lena, opening=text)} == {"RUNNING"}


@pytest.mark.parametrize(
    ("story", "finding"),
    [
        ({"employer": {"name": "Olha Oserna"}}, ("NAME", "stop")),
        ({"employer": {"name": "Hotel Wellerau"}}, ("NAME", "warn")),
        ({"person": {"passport_name": "Ольга Озерна"}}, ("GLYPH", "stop")),
        ({"pay": {"pay_day": None}}, ("PAY_DAY", "warn")),
    ],
)
def test_what_a_check_finds_in_the_case(cast, story, finding):
    assert finding in found(case_o(cast, **story), cast.lena)


def test_a_claim_that_is_not_due_is_refused_by_line(cast):
    months = [
        {"month": month, "hours": "100", "paid": "0", "paid_kind": "gross"}
        for month in ("2026-10", "2026-11")
    ]
    case = case_o(cast, periods=months)
    letter = agreed(case, cast.lena)
    assert len(letter.claim_ids) == 1  # a new letter takes what is due
    letter = drafting.save(
        letter, by=cast.lena, changes={"claim_ids": [str(one.pk) for one in case.claims.all()]}
    )
    assert ("DUE", "stop") in {
        (one.code, one.level) for one in checks.findings(composing.compose(letter, DAY))
    }


def test_a_line_in_two_open_letters_is_refused(cast):
    case = case_o(cast)
    approved(case, cast.lena, cast.tomasz)
    second = drafting.start(case, by=cast.lena, submission_key="second")
    second = drafting.save(second, by=cast.lena, changes={"worker_agreed_on": DAY})
    assert "SUM" in {one.code for one in checks.findings(composing.compose(second, DAY))}


def test_warnings_need_a_reason(cast):
    letter = approving.submit(agreed(case_o(cast), cast.lena), by=cast.lena)
    with pytest.raises(LetterRefused, match="in spite of the warnings"):
        approving.approve(letter, by=cast.tomasz)
    assert approving.approve(letter, by=cast.tomasz, words="Klage ist vorbereitet.")


def test_every_named_check_exists():
    from documents.templates_of_letters import CHECK_CODES

    assert set(checks.CHECKS) == CHECK_CODES


def test_a_closed_case_gets_no_letter(cast):
    from cases import closing

    case = case_o(cast)
    closing.close(case, by=cast.lena, outcome="worker_stopped", money_result="nothing", waive_reason="Ende.")
    with pytest.raises(LetterRefused, match="closed"):
        letter_of(case, cast.lena)

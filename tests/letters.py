"""Case O and its letter on 23 November 2026, for the tests of letters."""

from datetime import date
from unittest import mock

import pytest
from django.utils import timezone

from cases import consents, facts, payee
from documents import approving, checks, composing, dispatching, drafting
from tests.cast import accepted_case

DAY = date(2026, 11, 23)
IBAN = "DE02120300000000202051"


@pytest.fixture(autouse=True)
def that_evening():
    """Case O's letter is written on 23 November 2026."""
    moment = timezone.datetime(2026, 11, 23, 19, 0, tzinfo=timezone.get_current_timezone())
    with mock.patch.object(timezone, "now", lambda: moment):
        yield


def case_o(cast, **changes):
    case = accepted_case(cast.lena, place="Hotel Wellerau, Köln", **changes)
    facts.change(case, by=cast.lena, employment={"payslips_missing": True})
    consents.sign_authority(case, by=cast.lena, signed_on=DAY)
    payee.set_account(case, by=cast.lena, holder="Olha Oserna", iban=IBAN)
    return case


def letter_of(case, by, **changes):
    letter = drafting.start(case, by=by, submission_key=f"letter-{case.pk}")
    return drafting.save(letter, by=by, changes=changes) if changes else letter


def agreed(case, by, **changes):
    """A draft with everything it needs to be read."""
    return letter_of(case, by, **{"worker_agreed_on": DAY, **changes})


def approved(case, by, reader, **changes):
    """A frozen letter, ready to leave."""
    letter = approving.submit(agreed(case, by, **changes), by=by)
    found = checks.findings(composing.compose(letter, letter.dated_on))
    return approving.approve(letter, by=reader, words="Geprüft." if found else "")


def dispatched(case, by, reader, **changes):
    letter = approved(case, by, reader, **changes)
    dispatching.record_on_paper(
        letter,
        by=by,
        channel="registered_post",
        sent_on=DAY,
        proof="RT 1",
        submission_key=f"sent-{letter.pk}",
    )
    letter.refresh_from_db()
    return letter

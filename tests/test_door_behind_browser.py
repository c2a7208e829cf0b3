"""The pages behind the code in a real browser: nothing for axe to say, nothing sticks out, no script needed."""

import pytest
from django.test import Client

from cases import consents, facts, notes, payee
from documents import drafting, showing
from door import receipts
from tests import cast as people
from tests.browser import axe, has_sideways_scroll, take_session

pytestmark = [pytest.mark.browser, pytest.mark.once]
PAGES = ["", "/contact", "/letter", "/data", "/data/delete", "/data/json"]


@pytest.fixture
def code(transactional_db):
    """The code of a case that has a message, a letter to read, consents and entries."""
    cast = people.build()
    case = people.accepted_case(cast.lena, place="Köln")
    facts.change(case, by=cast.lena, employment={"payslips_missing": True})
    consents.sign_authority(case, by=cast.lena, signed_on=case.today())
    payee.set_account(case, by=cast.lena, holder="Olha Oserna", iban="DE02120300000000202051")
    showing.show(drafting.start(case, by=cast.lena, submission_key="one"), by=cast.lena)
    notes.write(case, by=cast.lena, text="Ми порахували вашу зарплату.", for_worker=True)
    return receipts.renew(case, by=cast.lena)


@pytest.mark.parametrize("size", [360, 1280])
def test_the_pages_behind_the_code(new_page, code, size):
    client = Client()
    client.post("/code", {"code": code})
    page = new_page(size, language="de" if size == 360 else "en", dark=size == 1280)
    take_session(page, client)
    for address in PAGES:
        page.goto(f"/status{address}")
        assert page.title() in ("Ihre Seite", "Your page"), page.url
        for closed in page.locator("details").all():
            closed.evaluate("part => part.open = true")
        axe(page)
        assert not has_sideways_scroll(page), address

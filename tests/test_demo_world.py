"""The demo shows a group that keeps its dates, and says who can sign in. Outside the demo nobody is named."""

import pytest
from django.test import Client

from cases.models import Deadline
from demo import people, receipt, world
from door import code, receipts

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/login/"


def test_no_date_of_the_law_is_late_and_few_others_are():
    staff = world.build()
    today = world.timezone.localdate()
    late = Deadline.objects.open().dated().exclude(actor="employer").filter(safe_on__lt=today)
    assert not late.legal().exists()
    for group in {one.memberships.first().group for one in staff.values() if one.memberships.exists()}:
        assert late.filter(case__group=group).count() <= 2
    soon = Deadline.objects.open().dated().exclude(actor="employer").filter(safe_on__gte=today)
    assert soon.count() > 5
    case = receipts.find(code.read("".join(receipt.shown()))).case
    assert case.worker.alias == "Ольга" and " ".join(receipt.shown()) in sign_in_page()
    receipts.void(case, by=staff["lena"])
    assert receipt.shown() == [] and "type this code" not in sign_in_page()


def sign_in_page(language="en"):
    response = Client().get(SIGN_IN, headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def test_the_sign_in_page_names_the_accounts_of_the_demo():
    people.build()
    page = sign_in_page()
    for name, full_name, *_rest in people.STAFF:
        assert people.address(name) in page and full_name in page
    assert people.PASSWORD in page and "Coordinator, Köln" in page
    assert "Demo ausprobieren" in sign_in_page("de")


@pytest.mark.parametrize("mode", ["small", "production"])
def test_outside_the_demo_no_account_is_named(settings, mode):
    people.build()
    settings.PORUCH_MODE = mode
    page = sign_in_page()
    assert "poruch.example" not in page and people.PASSWORD not in page and "type this code" not in page


def test_an_account_that_is_closed_is_not_offered():
    staff = people.build()
    type(staff["lena"]).objects.filter(pk=staff["lena"].pk).update(is_active=False)
    page = sign_in_page()
    assert "lena@poruch.example" not in page and "tomasz@poruch.example" in page

"""Every error page speaks the reader's language, says what to do, and repeats nothing of the request."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import include, path
from django.utils import translation
from django.utils.translation import gettext
from django_fsm import TransitionNotAllowed

from config import views

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.test_error_pages")]

LANGUAGES = [code for code, _ in settings.LANGUAGES]
SECRET = "Oksana-Test"
PAGES = {
    "/oops-400": (400, "This request could not be read"),
    "/oops-403": (403, "You may not do this"),
    "/oops-404": (404, "There is nothing here"),
    "/oops-409": (409, "Someone was faster"),
    "/oops-500": (500, "Something went wrong"),
}


def raise_(error):
    @login_not_required
    def view(request):
        raise error

    return view


handler400, handler403, handler404, handler500 = (
    views.bad_request,
    views.permission_denied,
    views.page_not_found,
    views.server_error,
)
urlpatterns = [
    path("oops-400", raise_(SuspiciousOperation(SECRET))),
    path("oops-403", raise_(PermissionDenied(SECRET))),
    path("oops-404", raise_(Http404(SECRET))),
    path("oops-409", raise_(TransitionNotAllowed(SECRET))),
    path("oops-500", raise_(ZeroDivisionError(SECRET))),
    path("", include("config.urls")),
]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_page_in_the_readers_language_without_the_request(
    visitor, django_user_model, language, address, is_signed_in
):
    if is_signed_in:
        person = django_user_model.objects.create_user(
            "irene@example.org", name="Irene Falk", language=language
        )
        visitor.force_login(person)
    status, heading = PAGES[address]
    response = visitor.get(f"{address}?name={SECRET}", headers={"accept-language": language})
    page = response.content.decode()
    assert response.status_code == status
    with translation.override(language):
        assert gettext(heading) in page
    assert f'<html lang="{language}"' in page
    assert SECRET not in page and address not in page
    assert page.count("<h1") == 1


def test_what_is_hidden_looks_exactly_like_what_does_not_exist(visitor):
    """The token against forged forms is drawn anew for each page; nothing else may differ."""
    pages = [
        _without_token(visitor.get(address).content.decode()) for address in ("/oops-404", "/no-such-page")
    ]
    assert pages[0] == pages[1]


def test_a_forged_form_gets_a_page_that_helps():
    response = Client(enforce_csrf_checks=True).post("/language", {"language": "de"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "This page was open too long" in page


def test_the_server_error_needs_no_database(visitor, django_assert_num_queries, rf):
    with django_assert_num_queries(0):
        assert views.server_error(rf.get("/")).status_code == 500


@pytest.mark.parametrize(
    "body", [{"language": "x" * 9_000_000}, {f"field-{number}": "1" for number in range(1_500)}]
)
@pytest.mark.parametrize(
    ("language", "says"), [("en", "This was too much at once"), ("de", "Das war zu viel auf einmal")]
)
def test_a_request_that_is_too_large_is_told_so(visitor, body, language, says):
    response = visitor.post(
        "/language",
        urlencode(body),
        content_type="application/x-www-form-urlencoded",
        headers={"accept-language": language},
    )
    page = response.content.decode()
    assert response.status_code == 400 and says in page and "xxxx" not in page


def _without_token(page):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

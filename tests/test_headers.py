"""Every answer carries exactly the headers of the table in config/headers.py."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from django.views.decorators.http import require_POST

from config import headers, views

pytestmark = pytest.mark.django_db

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'{data}; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in headers.FEATURES),
}
SECURITY_HEADERS = {*EVERYWHERE, "Content-Security-Policy", "Strict-Transport-Security", "Clear-Site-Data"}


def raise_(error):
    @login_not_required
    def view(request):
        raise error

    return view


@login_not_required
@require_POST
def posts_only(request):
    return HttpResponse()


handler400, handler403, handler404, handler500 = (
    views.bad_request,
    views.permission_denied,
    views.page_not_found,
    views.server_error,
)
urlpatterns = [
    path("test-400", raise_(SuspiciousOperation("x"))),
    path("test-403", raise_(PermissionDenied())),
    path("test-405", posts_only),
    path("test-500", raise_(ZeroDivisionError())),
    path("", include("config.urls")),
]


def check(response, *, data="", cache="no-store", extra=None):
    expected = {
        **EVERYWHERE,
        **(extra or {}),
        "Content-Security-Policy": sorted(POLICY.format(data=data).split("; ")),
    }
    found = {name: response[name] for name in SECURITY_HEADERS if name in response}
    found["Content-Security-Policy"] = sorted(found["Content-Security-Policy"].split("; "))
    assert found == expected
    assert response.get("Cache-Control") == cache


@pytest.mark.urls("tests.test_headers")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/healthz", 200),
        ("/cases/", 302),
        ("/test-400", 400),
        ("/test-403", 403),
        ("/no-such-page", 404),
        ("/static/no-such-file.css", 404),
        ("/test-405", 405),
        ("/test-500", 500),
    ],
)
def test_headers_of_each_status(address, status):
    client = Client(raise_request_exception=False)
    for method in (client.get, client.head):
        response = method(address)
        assert response.status_code == status
        check(response)


@pytest.mark.urls("tests.test_headers")
def test_forged_form_is_refused_with_the_same_headers():
    response = Client(enforce_csrf_checks=True).post("/language", {"language": "de"})
    assert response.status_code == 403
    check(response)


def test_account_pages_may_show_the_qr_code(client):
    check(client.get("/account/login/"), data=" data:")


def test_sign_out_empties_the_browser(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("irene@example.org", name="Irene Falk"))
    response = client.post("/account/logout/")
    assert response.status_code == 302
    check(response, data=" data:", extra={"Clear-Site-Data": '"cache", "storage"'})


def test_asking_to_sign_out_empties_nothing(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("irene@example.org", name="Irene Falk"))
    assert "Clear-Site-Data" not in client.get("/account/logout/")


def test_static_files_carry_the_table_and_may_be_kept(client):
    files = (file for finder in finders.get_finders() for file, _ in finder.list([]))
    name = next(file for file in files if file.endswith(".css"))
    response = client.get(f"/static/{name}")
    assert response.status_code == 200
    check(response, cache=response["Cache-Control"])
    assert "no-store" not in response["Cache-Control"]


def test_passkeys_open_their_permissions_on_account_pages_only(rf, settings):
    settings.MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
    assert "publickey-credentials-get=(self)" in headers.permissions(rf.get("/account/2fa/"))
    assert "publickey-credentials-get=()" in headers.permissions(rf.get("/cases"))


def test_transport_header_over_https_outside_the_demo(client, settings):
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    response = client.get("/healthz", secure=True)
    assert response["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"

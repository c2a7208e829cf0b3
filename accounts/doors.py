"""The doors of allauth that are open here. Whatever is not in this list does not exist: signing up, changing
the e-mail, codes by mail, the list of sessions (the profile shows it)."""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path, reverse_lazy
from django.views.generic import RedirectView


def door(view):
    """The same page, answered with 422 where something typed there was not taken."""

    @wraps(view)
    def answered(request, *args, **options):
        response = view(request, *args, **options)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and form is not None and form.errors:
            response.status_code = 422
        return response

    return answered


@login_not_required
def second_step(request):
    """Loaded with the first request: it brings all of passkeys along, a tenth of the time a start takes."""
    from allauth.mfa.base import views

    return views.authenticate(request)


def second_step_again(request):
    from allauth.mfa.base import views

    return views.reauthenticate(request)


profile = RedirectView.as_view(url=reverse_lazy("accounts:profile"))

urlpatterns = [
    path("login/", door(account.login), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", door(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", door(account.password_change), name="account_change_password"),
    path("password/reset/", door(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        door(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("2fa/", profile, name="mfa_index"),
    path("2fa/authenticate/", door(second_step), name="mfa_authenticate"),
    path("2fa/reauthenticate/", door(second_step_again), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", door(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", door(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        door(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]

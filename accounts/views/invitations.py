"""Taking up an invitation: choose a password, or sign in and join."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import invitations
from accounts.forms.invitations import ChoosePasswordForm
from pages.language import remember


@login_not_required
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, token):
    """Unknown, used, withdrawn and old links all lead to the same page: nothing here."""
    try:
        invitation = invitations.find(token)
        with translation.override(_language(request, invitation)):
            return _door_for(request, invitation, token)
    except invitations.NotUsable:
        raise Http404 from None


def _door_for(request, invitation, token):
    account = invitations.account_of(invitation)
    if request.user.is_authenticated and request.user != account:
        return render(request, "accounts/invitation_other.html", {"invitation": invitation})
    if account is None:
        return _choose_password(request, invitation, token)
    if not request.user.is_authenticated:
        return remember(redirect_to_login(request.path), translation.get_language())
    return _join(request, invitation, token)


def _choose_password(request, invitation, token):
    form = ChoosePasswordForm(request.POST or None, invitation=invitation)
    if not form.is_valid():
        page = {"form": form, "invitation": invitation}
        return render(request, "accounts/invitation.html", page, status=422 if form.is_bound else 200)
    user = invitations.accept(token=token, password=form.cleaned_data["password1"])
    request.session.set_expiry(0)
    return perform_password_login(request, {"email": user.email}, Login(user=user, email=user.email))


def _join(request, invitation, token):
    if request.method != "POST":
        return render(request, "accounts/invitation_join.html", {"invitation": invitation})
    invitations.accept(token=token, signed_in=request.user)
    if invitation.group:
        messages.success(request, _("You now belong to %(group)s.") % {"group": invitation.group.name})
    return redirect("accounts:profile")


def _language(request, invitation):
    """The language of the invitation, until the person chooses another one here."""
    has_chosen = request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    return translation.get_language() if has_chosen else invitation.language

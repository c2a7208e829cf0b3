"""A person's own page: name, language, colours, groups, sign-in."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import second_factor, sign_ins
from accounts.forms.profile import ProfileForm
from accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    page = {
        "form": form,
        "memberships": request.user.memberships.select_related("group").order_by("ended_on", "began_on"),
        "sign_ins": sign_ins.running(request.user, request.session.session_key),
        "second_factor": _second_factor(request.user),
    }
    return render(request, "accounts/profile.html", page, status=422 if form.is_bound else 200)


@require_POST
def end(request, number):
    if not sign_ins.end(request.user, number):
        raise Http404
    messages.success(request, _("That sign-in has ended."))
    return redirect("accounts:profile")


@require_POST
def end_others(request):
    sign_ins.end_others(request.user, request.session.session_key)
    messages.success(request, _("All other sign-ins have ended."))
    return redirect("accounts:profile")


def _second_factor(user):
    """Since when there is one, and how many recovery codes are left."""
    rows = {row.type: row for row in Authenticator.objects.filter(user=user)}
    app, codes = rows.get(Authenticator.Type.TOTP), rows.get(Authenticator.Type.RECOVERY_CODES)
    return {
        "is_required": second_factor.is_required(),
        "since": app and app.created_at,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
    }

"""The members of a group, for its coordinators: who belongs, who is invited."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import invitations
from accounts.forms.invitations import InviteForm
from accounts.groups import coordinated_by
from accounts.models import Invitation
from accounts.views.access import coordinator_only


@require_safe
@coordinator_only
def members(request, group):
    page = {
        "group": group,
        "memberships": group.memberships.filter(ended_on=None).select_related("user").order_by("user__name"),
        "waiting": invitations.waiting(group),
    }
    return render(request, "accounts/members.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_only
def invite(request, group):
    form = InviteForm(request.POST or None, initial={"language": request.user.language})
    if form.is_valid() and _is_invited(request, group, form):
        messages.success(
            request, _("The invitation to %(name)s is on its way.") % {"name": form.cleaned_data["name"]}
        )
        return redirect("accounts:members", code=group.code)
    page = {"form": form, "group": group}
    return render(request, "accounts/invite.html", page, status=422 if form.is_bound else 200)


@require_POST
def withdraw(request, pk):
    invitation = Invitation.objects.filter(pk=pk, group__in=coordinated_by(request.user)).first()
    if invitation is None:
        raise Http404
    invitations.withdraw(invitation, by=request.user)
    messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
    return redirect("accounts:members", code=invitation.group.code)


def _is_invited(request, group, form):
    try:
        invitations.invite(by=request.user, group=group, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True

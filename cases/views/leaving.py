"""A coordinator ends somebody's membership. Their cases in the group go back to the pool."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import invitations
from accounts.groups import coordinated_by
from accounts.models import Membership
from cases import leaving
from cases.models import Case


@require_http_methods(["GET", "HEAD", "POST"])
def end_membership(request, pk):
    running = Membership.objects.filter(group__in=coordinated_by(request.user), ended_on=None)
    membership = running.select_related("group", "user").filter(pk=pk).first()
    if membership is None:
        raise Http404
    if request.method == "POST":
        return _ended(request, membership)
    in_hand = Case.objects.open().filter(group=membership.group, responsible=membership.user).count()
    page = {
        "membership": membership,
        "in_hand": in_hand,
        "invited": invitations.reopening(membership).count(),
    }
    return render(request, "cases/end_membership.html", page)


def _ended(request, membership):
    try:
        leaving.leave(membership, by=request.user, on=timezone.localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The membership of %(name)s has ended.") % {"name": membership.user.name})
    return redirect("accounts:members", code=membership.group.code)

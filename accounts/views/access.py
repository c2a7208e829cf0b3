"""Hands a view the group it may work with."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.groups import coordinated_by
from accounts.models import LocalGroup
from security import watch


def coordinator_only(view):
    """Strangers learn nothing (404), members may not (403)."""

    @wraps(view)
    def guarded(request, code, **options):
        group = coordinated_by(request.user).filter(code=code).first()
        if group is None:
            refuse(request, LocalGroup.objects.filter(code=code).first())
        return view(request, group, **options)

    return guarded


def refuse(request, group):
    watch.record("refused", user=request.user, detail="group", request=request)
    if group and request.user.memberships.filter(group=group, ended_on=None).exists():
        raise PermissionDenied
    raise Http404

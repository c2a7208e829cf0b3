"""Hands a view the item it may work with. Photos show people: their readers may see who the worker is."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cases import policy
from cases.views.access import with_case
from evidence.models import Evidence
from security import watch


def with_item(action="see_person"):
    """An item of another case, an invisible one and a missing one are the same 404."""

    def decorate(view):
        @wraps(view)
        @with_case("see_person")
        def guarded(request, case, item_id, **kwargs):
            item = Evidence.objects.filter(pk=item_id, case=case).select_related("by").first()
            if item is None:
                raise Http404
            if not policy.can(request.user, action, case):
                watch.record("refused", user=request.user, case_id=case.pk, detail=action, request=request)
                raise PermissionDenied
            item.case = case
            return view(request, item, **kwargs)

        return guarded

    return decorate

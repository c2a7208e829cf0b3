"""Hands a view the letter it may work with. A letter names the worker: its readers may see who that is."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cases import policy
from cases.views.access import with_case
from documents.models import Letter
from security import watch


def with_letter(action="see_person"):
    """A letter of another case, an invisible one and a missing one are the same 404."""

    def decorate(view):
        @wraps(view)
        @with_case("see_person")
        def guarded(request, case, letter_id, **kwargs):
            letter = (
                Letter.objects.filter(pk=letter_id, case=case).select_related("author", "approver").first()
            )
            if letter is None:
                raise Http404
            if not policy.can(request.user, action, case):
                watch.record("refused", user=request.user, case_id=case.pk, detail=action, request=request)
                raise PermissionDenied
            letter.case = case
            return view(request, letter, **kwargs)

        return guarded

    return decorate

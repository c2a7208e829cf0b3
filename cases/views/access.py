"""Hands a view the case it may work with. What one may not see answers exactly as what does not exist."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cases import policy
from cases.models import Case, Dispute
from security import watch


def with_case(*needed):
    """Invisible and missing are the same 404; visible but not allowed is 403, and both are logged.

    Without `needed` it is enough to see the case; otherwise every action named must be allowed.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, pk, **kwargs):
            case = (
                Case.objects.visible_to(request.user)
                .select_related("group", "responsible", "worker", "employer", "employment", "intake")
                .filter(pk=pk)
                .first()
            )
            if case is None:
                watch.record("refused", user=request.user, case_id=pk, detail="invisible", request=request)
                raise Http404
            missing = sorted({"view_case", *needed} - policy.actions(request.user, case))
            if missing:
                watch.record("refused", user=request.user, case_id=pk, detail=missing[0], request=request)
                raise PermissionDenied
            return view(request, case, **kwargs)

        return guarded

    return decorate


def with_dispute(view):
    """Hands a view the dispute of one of the reader's groups; everything else is 404, and logged."""

    @wraps(view)
    def guarded(request, pk, **kwargs):
        dispute = Dispute.objects.visible_to(request.user).select_related("group").filter(pk=pk).first()
        if dispute is None:
            watch.record("refused", user=request.user, detail="dispute", request=request)
            raise Http404
        return view(request, dispute, **kwargs)

    return guarded

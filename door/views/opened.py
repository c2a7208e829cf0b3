"""What every page behind the code shares: it opens for the session the code was typed in, and for nothing else."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from door import visit


def with_receipt(*methods):
    """`view(request, receipt, …)` for whoever typed a valid code; the others are asked for it."""

    def decorate(view):
        @login_not_required
        @sensitive_post_parameters()
        @require_http_methods(list(methods or ("GET", "HEAD", "POST")))
        @wraps(view)
        def opened(request, *arguments, **names):
            receipt = _receipt(request)
            if receipt is None:
                return redirect("door:code")
            return view(request, receipt, *arguments, **names)

        return opened

    return decorate


def _receipt(request):
    try:
        return visit.receipt(request)
    except visit.Away:
        return None

"""Pages of the installation itself: start, health, language, and what is shown when something is wrong."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language as set_language_cookie

from accounts.models import LocalGroup, User
from config import health
from door.views import public

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@login_not_required
@require_safe
def start(request):
    """Workers meet the form here, the team its cases; an empty installation says what to do first."""
    has_groups, has_people = LocalGroup.objects.exists(), User.objects.exists()
    if not (has_groups and has_people):
        return render(request, "start.html", {"has_groups": has_groups, "has_people": has_people})
    if request.user.is_authenticated:
        return redirect("cases:mine")
    return public.start(request)


@login_not_required
@require_safe
def healthz(request):
    """200 or 503, and nothing that would help a stranger."""
    if health.is_healthy():
        return HttpResponse("ok\n", content_type="text/plain")
    return HttpResponse("unavailable\n", content_type="text/plain", status=503)


@login_not_required
@require_POST
def set_language(request):
    """Change the language of the pages; whoever is signed in keeps it for the next time."""
    response = set_language_cookie(request)
    language = request.POST.get("language")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return response


def bad_request(request, exception=None):
    is_too_large = isinstance(exception, TOO_LARGE)
    return _refused(request, "400_too_large.html" if is_too_large else "400.html", 400)


def permission_denied(request, exception=None):
    return _refused(request, "403.html", 403)


def page_not_found(request, exception=None):
    """One page for what does not exist and for what one may not see: the address is not repeated on it."""
    return _refused(request, "404.html", 404)


def csrf_failure(request, reason=""):
    return _refused(request, "403_csrf.html", 403)


def server_error(request):
    """Drawn without request, database or layout, any of which may be what broke."""
    return render(None, "500.html", status=500)


def _refused(request, template, status):
    return render(request, template, {"is_error": True}, status=status)

"""The demo's Outbox page: shows what real use would have sent by mail. Outside the demo it does not exist."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from demo import readable
from security.clean import file_name

SAFE_TYPES = {"application/pdf", "text/calendar", "text/plain"}


def demo_only(view):
    signed_in_view = require_safe(login_required(view))

    @wraps(view)
    def guarded(request, *args, **options):
        if settings.PORUCH_MODE != "demo":
            raise Http404
        return signed_in_view(request, *args, **options)

    return guarded


@demo_only
def outbox(request):
    return render(request, "outbox/list.html", {"letters": readable.letters(request.user)})


@demo_only
def show(request, letter_id):
    return render(request, "outbox/show.html", {"letter": _letter(request, letter_id)})


@demo_only
def attachment(request, letter_id, number):
    """Always a download, never shown in the page, and inert even then."""
    attachments = _letter(request, letter_id).attachments
    if number >= len(attachments):
        raise Http404
    name, media_type, content = attachments[number]
    response = HttpResponse(
        content, content_type=media_type if media_type in SAFE_TYPES else "application/octet-stream"
    )
    response["Content-Disposition"] = content_disposition_header(True, file_name(name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _letter(request, letter_id):
    """Mail that is not the reader's answers exactly as mail that does not exist."""
    letter = readable.letter(request.user, letter_id)
    if letter is None:
        raise Http404
    return letter

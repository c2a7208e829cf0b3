"""Another language on any page, with everything that was typed kept."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from pages.language import remember


@login_not_required
@require_safe
def link(request, language):
    """From a page without a form: change the language and come back to the same page."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    to = request.GET.get("to", "")
    is_ours = url_has_allowed_host_and_scheme(to, allowed_hosts=None) and to.startswith("/")
    return remember(redirect(to if is_ours else reverse("start")), language)


def asked(request):
    """The language whose button sent this form, or None."""
    language = request.POST.get("language_of_page")
    return language if language in dict(settings.LANGUAGES) else None


def drawn_in(request, language, draw):
    """What `draw` answers, drawn in the language, which is kept from now on."""
    with translation.override(language):
        request.LANGUAGE_CODE = language
        response = draw()
    response["Content-Language"] = language
    return remember(response, language)

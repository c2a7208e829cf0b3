"""What a group says about itself in public: imprint, privacy, and how it is reached."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import texts as group_texts
from accounts.forms.contact import GroupContactForm
from accounts.forms.texts import TextsForm, languages
from accounts.models import GroupText, LocalGroup
from accounts.views.access import coordinator_only


@login_not_required
@require_safe
def imprint(request, code):
    return _public(request, code, GroupText.Kind.IMPRINT)


@login_not_required
@require_safe
def privacy(request, code):
    return _public(request, code, GroupText.Kind.PRIVACY)


@login_not_required
@require_safe
def imprints(request):
    return _choice(request, GroupText.Kind.IMPRINT, "accounts:imprint")


@login_not_required
@require_safe
def privacy_pages(request):
    return _choice(request, GroupText.Kind.PRIVACY, "accounts:privacy")


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_only
def texts(request, group):
    """All texts in one language; the others are one link away."""
    language = request.GET.get("language", get_language())
    if language not in dict(settings.LANGUAGES):
        raise Http404
    written = dict(group.texts.filter(language=language).values_list("kind", "body"))
    form = TextsForm(request.POST or None, initial=written, language=language)
    if form.is_valid():
        for kind in GroupText.Kind.values:
            group_texts.write(group, kind, language, form.cleaned_data[kind])
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('accounts:texts', args=[group.code])}?language={language}")
    page = {"form": form, "group": group, "language": language, "choices": languages()}
    return render(request, "accounts/texts.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_only
def contact(request, group):
    """Phone, e-mail and languages, as workers see them."""
    form = GroupContactForm(request.POST or None, instance=group)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:contact", code=group.code)
    # What did not pass must not be shown as the name of the group.
    group.refresh_from_db()
    return render(
        request, "accounts/contact.html", {"form": form, "group": group}, status=422 if form.is_bound else 200
    )


def _public(request, code, kind):
    """The facts in the reader's language, and the group's own words, if need be in another."""
    group = get_object_or_404(LocalGroup, code=code)
    text = group_texts.text_of(group, kind, get_language())
    page = {"group": group, "text": text, "kind": GroupText.Kind(kind), "is_privacy": kind == "privacy"}
    return render(request, "accounts/group_text.html", page)


def _choice(request, kind, page):
    """Whose imprint? With one group there is nothing to ask."""
    groups = list(LocalGroup.objects.all())
    if len(groups) == 1:
        return redirect(page, code=groups[0].code)
    links = [(group.name, reverse(page, args=[group.code])) for group in groups]
    return render(request, "accounts/group_texts.html", {"kind": kind, "links": links})

"""The form, page by page. What was typed is never lost: not by an error, another language or a way back."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import groups
from door import code, drafts, gentle, guessing, photos, steps, submitting, summary, suspicion, visit
from door.forms.money import ROWS_MORE
from door.forms.sending import ConsentForm
from door.views import language

READ_AND_WRITE = ["GET", "HEAD", "POST"]
CONSENT = "consent"
# Buttons of a page that change the page and judge nothing.
REDRAWN = {("months", "more"): {"more": ROWS_MORE}, ("week", "copy"): {"copied": True}}


def with_draft(view):
    """Hands a view the draft of this session, or None. Who was away for long is told so."""

    @wraps(view)
    def guarded(request, **arguments):
        try:
            draft = visit.draft(request)
        except visit.Away:
            return redirect("door:away")
        return view(request, draft, **arguments)

    return guarded


@login_not_required
@sensitive_post_parameters()
@require_http_methods(READ_AND_WRITE)
@with_draft
def step(request, draft, number):
    """One page: ask, understand, keep, go on."""
    if draft and draft.is_sent:
        return redirect("door:sent")
    answers = draft.answers if draft else {}
    path = steps.path(answers)
    missing = steps.first_missing(answers)
    if number > 1 and missing and number > steps.number_of(answers, missing.slug):
        return redirect("door:step", number=steps.number_of(answers, missing.slug))
    if not 1 <= number <= len(path):
        return redirect("door:check")
    return _asked(request, draft, _meant(request, path, number), answers)


def _meant(request, path, number):
    """The page a form was drawn for: another answer may have moved it to another number since."""
    drawn_for = {step.slug: step for step in path}.get(request.POST.get("page"))
    return drawn_for or path[number - 1]


@login_not_required
@sensitive_post_parameters()
@require_http_methods(READ_AND_WRITE)
@with_draft
def another(request, draft):
    """Somebody fills it in for somebody: who helps says so first, once."""
    if draft and draft.is_sent:
        return redirect("door:sent")
    answers = draft.answers if draft else {}
    if steps.is_for_another(answers):
        return redirect("door:step", number=1)
    return _asked(request, draft, steps.BY_SLUG["helper"], {**answers, "helper": {}})


def _asked(request, draft, shown, answers):
    if request.method != "POST":
        return _drawn(request, draft, shown, answers, _form(draft, shown, answers))
    wanted = language.asked(request)
    if wanted:
        return _in_language(request, draft, shown, answers, wanted)
    return _answered(request, draft, shown, answers)


def _form(draft, shown, answers):
    """The page as it was typed last, else as it is stored."""
    typed = drafts.typed(draft, shown.slug)
    if typed is not None:
        return shown.form(typed, today=timezone.localdate(), others=answers, quiet=True)
    return shown.form(today=timezone.localdate(), answers=_filled(shown, answers), others=answers)


def _filled(shown, answers):
    """Stored answers; where there are none yet, what we can guess without harm."""
    stored = answers.get(shown.slug)
    if stored is None and shown.slug == "talk":
        return {"language": get_language()}
    if stored is None and shown.slug == "pay":
        return {"currency": "PLN" if answers["where"]["country"] == "PL" else "EUR"}
    return stored


def _answered(request, draft, shown, answers):
    asked = request.POST
    for button in ("more", "copy"):
        if button in asked and (shown.slug, button) in REDRAWN:
            options = REDRAWN[shown.slug, button]
            form = shown.form(asked, today=timezone.localdate(), others=answers, quiet=True, **options)
            return _drawn(request, draft, shown, answers, form)
    form = shown.form(asked, today=timezone.localdate(), others=answers)
    is_valid, is_going = form.is_valid(), "back" in asked or "later" in asked
    if not is_valid and not is_going:
        if draft:
            drafts.keep_typed(draft, shown.slug, asked)
        return _drawn(request, draft, shown, answers, form, status=422)
    if draft is None and "back" in asked and not _has_words(asked):
        return redirect("start")
    draft = draft or _begin(request)
    if draft is None:
        return render(request, "door/busy.html", status=429)
    suspicion.look_at(draft, asked)
    _keep(draft, shown, form, asked)
    return _next(request, draft, shown)


def _has_words(posted):
    return any(any(texts) for texts in drafts.typed_in(posted).values())


def _keep(draft, shown, form, asked):
    """What was understood; and all that was typed, where some of it was not."""
    is_valid = form.is_valid()
    if shown.slug == "helper" and not is_valid:
        drafts.drop(draft, shown.slug)
        return
    drafts.keep(draft, shown.slug, form.plain())
    if not is_valid:
        drafts.keep_typed(draft, shown.slug, asked)


def _begin(request):
    if not guessing.may_write(request):
        return None
    draft = drafts.begin()
    if guessing.writes_much(request):
        suspicion.mark(draft, suspicion.MANY)
    visit.remember(request, **{visit.DRAFT: draft.pk})
    return draft


def _next(request, draft, shown):
    answers = draft.answers
    if "later" in request.POST:
        return redirect("door:later")
    is_there = shown.applies(answers)
    number = steps.number_of(answers, shown.slug) if is_there else 1
    if "back" in request.POST:
        return redirect("door:step", number=number - 1) if number > 1 else redirect("start")
    if "check" in request.GET:
        unseen = steps.first_unseen(answers)
        return redirect(_to_check(answers, unseen)) if unseen else redirect("door:check")
    is_last = number == len(steps.path(answers))
    return redirect("door:check") if is_last else redirect("door:step", number=number + 1)


def _to_check(answers, unseen):
    return f"{reverse('door:step', args=[steps.number_of(answers, unseen.slug)])}?check"


def _in_language(request, draft, shown, answers, wanted):
    """The same page with the same words in it; they are kept as they stand, and no answer changes."""
    if draft is None and _has_words(request.POST):
        draft = _begin(request)
    form = shown.form(request.POST, today=timezone.localdate(), others=answers)
    if draft is None:
        quiet = shown.form(request.POST, today=timezone.localdate(), others=answers, quiet=True)
        return language.drawn_in(request, wanted, lambda: _drawn(request, draft, shown, answers, quiet))
    if not form.is_valid() or form.plain() != answers.get(shown.slug):
        drafts.keep_typed(draft, shown.slug, request.POST)
    return language.remember(redirect(_here(request, draft, shown)), wanted)


def _here(request, draft, shown):
    """The address of the page now."""
    if not shown.applies(draft.answers):
        return request.path
    address = reverse("door:step", args=[steps.number_of(draft.answers, shown.slug)])
    return f"{address}?check" if "check" in request.GET else address


def _drawn(request, draft, shown, answers, form, status=200):
    digits = drafts.shown_code(draft) if draft else None
    page = {
        "step": shown,
        "form": form,
        "number": steps.place(answers, shown),
        "total": steps.total(answers),
        "page_number": steps.number_of(answers, shown.slug),
        "pages": len(steps.path(answers)) + 1,
        "is_from_check": "check" in request.GET,
        "groups_of_code": code.groups(digits) if digits else [],
        "speaks_of_status": gentle.is_in(answers.get(shown.slug)),
    }
    return render(request, f"door/{_template(shown)}.html", page, status=status)


def _template(shown):
    return shown.slug if shown.slug in ("months", "week") else "step"


@login_not_required
@require_http_methods(["GET", "HEAD"])
@with_draft
def later(request, draft):
    """The code to come back with."""
    if draft is None or draft.is_sent:
        return redirect("start" if draft is None else "door:sent")
    return render(request, "door/later.html", {"groups_of_code": code.groups(drafts.put_aside(draft))})


@login_not_required
@sensitive_post_parameters()
@require_http_methods(READ_AND_WRITE)
@with_draft
def check(request, draft):
    """All answers once more, the consent, and one button."""
    if draft is None:
        return redirect("start")
    if draft.is_sent:
        return redirect("door:sent")
    missing = steps.first_missing(draft.answers)
    if missing:
        return redirect("door:step", number=steps.number_of(draft.answers, missing.slug))
    wanted = language.asked(request)
    if wanted:
        drafts.keep_typed(draft, CONSENT, request.POST)
        return language.remember(redirect("door:check"), wanted)
    where = draft.answers["where"]
    group = groups.group_for(where["country"], where["region"])
    typed = drafts.typed(draft, CONSENT) if request.method != "POST" else None
    posted = request.POST or typed
    form = ConsentForm(posted, group=group or settings.SITE_NAME, quiet=typed is not None)
    if request.method == "POST" and form.is_valid():
        suspicion.look_at(draft, request.POST)
        submitting.send(draft, consent=form.cleaned_data, language=get_language())
        return redirect("door:sent")
    return render(
        request, "door/check.html", _check_page(draft, form, group), status=422 if form.errors else 200
    )


def _check_page(draft, form, group):
    total = steps.total(draft.answers)
    sections = summary.sections(draft.answers, draft.typed)
    return {
        "form": form,
        "sections": sections,
        "number": total,
        "total": total,
        "page_number": len(sections) + 1,
        "pages": len(sections) + 1,
        "last_number": len(sections),
        "group": group,
        "photos": photos.of_draft(draft).place.items.count(),
        "about_status": [one for one in sections if gentle.is_in(draft.answers.get(one.step.slug))],
    }

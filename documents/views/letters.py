"""A letter from the first word to the second reader's answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import policy
from cases.views.access import with_case
from documents import approving, drafting, previewing
from documents.drafting import LetterMoved, LetterRefused
from documents.forms.letter import ApproveForm, LetterForm, NewLetterForm, SendBackForm
from documents.letterpage import LetterPage
from documents.models import LetterState
from documents.views.access import with_letter
from security import watch
from security.clean import file_name


@require_http_methods(["GET", "POST"])
@with_case("work_case")
def new(request, case):
    """Choose the kind of letter; the draft is filled from the case."""
    if not policy.can(request.user, "see_person", case):
        return render(request, "documents/no_identity.html", {"case": case}, status=403)
    form = NewLetterForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            letter = drafting.start(case, by=request.user, **form.cleaned_data)
            return redirect(address(letter))
        except LetterRefused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
    return render(
        request, "documents/new.html", {"case": case, "form": form}, status=422 if form.is_bound else 200
    )


@require_GET
@with_letter()
def show(request, letter):
    """The letter, what stands against it, and its pages."""
    watch.record_reading(request.user, letter.case_id, "letter")
    return show_page(request, letter)


@require_POST
@with_letter("work_case")
def edit(request, letter):
    """Save the draft; with the main button, give it to a second reader as well."""
    if letter.state != LetterState.DRAFT:
        return moved(request, letter)
    form = LetterForm(request.POST, letter=letter)
    if not form.is_valid():
        return show_page(request, letter, status=422, form=form)
    try:
        letter = drafting.save(letter, by=request.user, changes=form.cleaned_data)
        if request.POST.get("a") == "ask":
            approving.submit(letter, by=request.user)
            messages.success(request, _("Saved. A second person of the team can read it now."))
        else:
            messages.success(request, _("The draft is saved."))
    except LetterMoved:
        return moved(request, letter)
    except LetterRefused:
        messages.error(
            request, _("The draft is saved. Put right what stands under “Before it goes out” first.")
        )
    return redirect(address(letter))


@require_POST
@with_letter()
def approve(request, letter):
    """The second reader lets the letter out."""
    page = LetterPage(letter, request.user)
    form = ApproveForm(request.POST, has_warnings=bool(page.findings))
    if not form.is_valid():
        return show_page(request, letter, status=422, approve=form)
    facts = form.cleaned_data
    try:
        approving.approve(
            letter, by=request.user, words=facts.get("words", ""), fingerprint=facts["fingerprint"]
        )
    except LetterMoved:
        return moved(request, letter)
    except LetterRefused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return show_page(request, letter, status=422, approve=form)
    messages.success(
        request, _("Approved and numbered. The letter can be sent now and cannot be changed any more.")
    )
    return redirect(address(letter))


@require_POST
@with_letter()
def send_back(request, letter):
    """The reader, or the writer in second thought, wants something else."""
    form = SendBackForm(request.POST, prefix="back")
    if not form.is_valid():
        return show_page(request, letter, status=422, send_back=form)
    try:
        approving.send_back(letter, by=request.user, **form.cleaned_data)
    except LetterMoved:
        return moved(request, letter)
    messages.success(request, _("The letter is a draft again."))
    return redirect(address(letter))


@require_POST
@with_letter("work_case")
def withdraw(request, letter):
    """Take back what has not left."""
    try:
        approving.withdraw(letter, by=request.user)
    except LetterMoved:
        return moved(request, letter)
    messages.success(request, _("The letter is withdrawn."))
    return redirect(letter.case)


@require_GET
@with_letter()
def picture(request, letter, number):
    """One page as PNG, drawn from the PDF."""
    page = LetterPage(letter, request.user)
    if not page.pages or number not in page.pages:
        raise Http404
    document = previewing.pdf(letter, page.composition)
    return HttpResponse(previewing.page_image(document, number), content_type="image/png")


@require_GET
@with_letter()
def pdf(request, letter):
    """Download. Once approved, it is the very file that was frozen; before, a marked draft."""
    page = LetterPage(letter, request.user)
    if not page.pages:
        raise Http404
    watch.record_reading(request.user, letter.case_id, "pdf")
    response = HttpResponse(previewing.pdf(letter, page.composition), content_type="application/pdf")
    name = file_name(f"{letter.reference.replace('/', '-')}.pdf")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def show_page(request, letter, *, status=200, **forms):
    """The page of a letter, with a form as it was typed where one did not pass."""
    page = LetterPage(letter, request.user, forms)
    form = next(iter(forms.values()), None)
    context = {"letter": letter, "case": letter.case, "page": page, "form": form}
    return render(request, "documents/show.html", context, status=status)


def moved(request, letter):
    messages.error(request, _("Somebody did something with this letter meanwhile. Look at it as it is now."))
    return redirect(address(letter))


def address(letter):
    return reverse("documents:show", args=[letter.case_id, letter.pk])

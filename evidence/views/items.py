"""The team's pages around photos and papers: add, look, describe, remove, and the clean copy itself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import policy
from cases.views.access import with_case
from cases.views.posted import posted
from evidence import keeping, pictures, refusals
from evidence.forms.evidence import AddForm, DescribeForm, RemoveForm
from evidence.places import of_case
from evidence.receiving import some_were_left_out
from evidence.taking import Refused, take
from evidence.views.access import with_item
from security import watch
from security.clean import file_name, one_line

CLOSED_IN = "default-src 'none'; sandbox"


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case", "see_person")
def add(request, case):
    """Several files that show the same; what cannot be taken is named, the rest is there."""
    form = AddForm(posted(request), request.FILES or None, today=case.today())
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        for sentence in _taken(request, case, said.pop("files"), said):
            form.add_error("files", sentence)
        if some_were_left_out(request):
            form.add_error("files", _("These files were too large together. Send the rest on its own."))
        if form.is_valid():
            messages.success(request, _("Saved."))
            return redirect(_section(case))
    context = {"case": case, "form": form}
    return render(request, "evidence/add.html", context, status=422 if form.is_bound else 200)


def _taken(request, case, chosen, said):
    """A sentence for each file that is not taken."""
    for upload in chosen:
        try:
            take(upload.read(), place=of_case(case), by=request.user, **said)
        except Refused as refusal:
            yield f"{one_line(upload.name)[:80]}: {refusals.sentence(refusal.code)}"


@require_safe
@with_item()
def show(request, item):
    """The pages of an item, and what is said about it."""
    watch.record_reading(request.user, item.case_id, "evidence")
    keeping.opened(item)
    return _page(request, item)


@require_POST
@with_item("work_case")
def edit(request, item):
    form = DescribeForm(request.POST, today=item.case.today())
    if not form.is_valid():
        return _page(request, item, status=422, form=form)
    keeping.describe(item, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("evidence:show", item.case_id, item.pk)


@require_POST
@with_item("work_case")
def remove(request, item):
    form = RemoveForm(request.POST)
    if not form.is_valid():
        return _page(request, item, status=422, remove=form)
    keeping.remove(item, by=request.user, **form.cleaned_data)
    messages.success(request, _("Removed. The reason stands in the history."))
    return redirect(_section(item.case))


@require_safe
@with_item()
def picture(request, item, number):
    """One page, for the page of the item."""
    try:
        data, media_type = pictures.picture(item, number)
    except IndexError:
        raise Http404 from None
    return _closed_in(HttpResponse(data, content_type=media_type))


@require_safe
@with_item()
def copy(request, item):
    """The clean copy as a file to keep; nobody opens the original here."""
    watch.record_reading(request.user, item.case_id, "evidence-file")
    keeping.opened(item)
    response = HttpResponse(pictures.copy(item), content_type=pictures.TYPES[item.copy_kind])
    ending = {"jpeg": "jpg"}.get(item.copy_kind, item.copy_kind)
    name = file_name(f"{item.case.reference}-{item.kind}.{ending}")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return _closed_in(response)


def _closed_in(response):
    """Whatever the file holds, it can load, run and send nothing. Its type is never guessed (config.headers)."""
    response["Content-Security-Policy"] = CLOSED_IN
    return response


def _section(case):
    return f"{reverse('cases:show', args=[case.pk])}#evidence"


def _page(request, item, *, status=200, form=None, remove=None):
    said = {"kind": item.kind, "shows": item.shows, "dated_on": item.dated_on}
    context = {
        "case": item.case,
        "item": item,
        "pages": range(1, item.pages + 1),
        "may_work": item.case.is_open and policy.can(request.user, "work_case", item.case),
        "form": form or DescribeForm(initial=said, today=item.case.today()),
        "remove": remove or RemoveForm(),
    }
    return render(request, "evidence/show.html", context, status=status)

"""Disputes: the list, one dispute, and the forms that add to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import groups
from cases import disputepage, disputes
from cases.disputepage import DisputePage
from cases.forms import disputes as forms
from cases.models import Case
from cases.views.access import with_dispute
from cases.views.posted import posted
from security import watch

asks = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request):
    """The disputes of the reader's groups."""
    pages = Paginator(disputepage.listed(request.user), disputepage.PAGE)
    page = pages.get_page(request.GET.get("page", "")[:6])
    own = groups.memberships_of(request.user)
    return render(request, "cases/disputes/list.html", {"page": page, "may_open": bool(own)})


@require_safe
@with_dispute
def show(request, dispute):
    """The whole dispute on one page."""
    watch.record_reading(request.user, dispute.pk, "dispute")
    context = {"dispute": dispute, "page": DisputePage(dispute, request.user)}
    return render(request, "cases/disputes/show.html", context)


@asks
def new(request):
    """Open a dispute of one of the reader's groups."""
    own = [membership.group for membership in groups.memberships_of(request.user)]
    if not own:
        watch.record("refused", user=request.user, detail="dispute_new", request=request)
        raise PermissionDenied
    form = forms.NewDisputeForm(posted(request), groups=own, today=timezone.localdate())
    if form.is_bound and form.is_valid():
        dispute = disputes.start(by=request.user, **form.cleaned_data)
        messages.success(request, _("The dispute is open. Add its members and demands."))
        return redirect(dispute)
    return _form(request, None, form, _("New dispute"), _("Open the dispute"))


@asks
@with_dispute
def describe(request, dispute):
    """Correct what the dispute is about."""
    names = ("name", "employer_name", "place", "began_on", "story")
    known = {name: getattr(dispute, name) for name in names}
    form = forms.DescriptionForm(posted(request), initial=known, today=dispute.today())
    if form.is_bound and form.is_valid():
        disputes.describe(dispute, by=request.user, **form.cleaned_data)
        return _done(request, dispute)
    return _form(request, dispute, form, _("Correct the dispute"), _("Save"))


@asks
@with_dispute
def move_on(request, dispute):
    """The dispute is at another stage."""
    initial = {"stage": dispute.stage, "on": dispute.today()}
    form = forms.StageForm(posted(request), initial=initial, today=dispute.today())
    if form.is_bound and form.is_valid():
        disputes.move_on(dispute, by=request.user, **form.cleaned_data)
        return _done(request, dispute)
    return _form(request, dispute, form, _("Change the stage"), _("Save"))


@asks
@with_dispute
def add_case(request, dispute):
    """A case becomes part of the dispute."""
    initial = {"joined_on": dispute.today()}
    form = forms.AddCaseForm(posted(request), user=request.user, initial=initial, today=dispute.today())
    if form.is_bound and form.is_valid():
        answers = dict(form.cleaned_data)
        del answers["reference"]
        if _tried(form, lambda: disputes.add_case(dispute, by=request.user, case=form.case, **answers)):
            return _done(request, dispute)
    return _form(request, dispute, form, _("Add a case"), _("Add the case"), offers_cases=True)


@asks
@with_dispute
def add_member(request, dispute):
    """Somebody takes part who has no case yet."""
    form = forms.AddMemberForm(posted(request), initial={"joined_on": dispute.today()}, today=dispute.today())
    if form.is_bound and form.is_valid():
        disputes.add_member(dispute, by=request.user, **form.cleaned_data)
        return _done(request, dispute)
    return _form(request, dispute, form, _("Add a member without a case"), _("Add the member"))


@asks
@with_dispute
def change_member(request, dispute, member):
    """Whether a member still takes part; for one without a case also the name."""
    member = _member(request, dispute, member)
    initial = {"name": member.name, "state": member.member_state, "on": dispute.today()}
    form = forms.MemberForm(
        posted(request), has_case=bool(member.case_id), initial=initial, today=dispute.today()
    )
    if form.is_bound and form.is_valid():
        disputes.change_member(member, by=request.user, **form.cleaned_data)
        return _done(request, dispute)
    title = _("Change member %(number)s") % {"number": member.number}
    return _form(request, dispute, form, title, _("Save"), member=member)


@asks
@with_dispute
def member_case(request, dispute, member):
    """A member's own case is open now."""
    member = _member(request, dispute, member)
    if member.case_id:
        messages.info(request, disputes.HAS_A_CASE)
        return redirect(dispute)
    form = forms.CaseOfDisputeForm(posted(request), user=request.user, today=dispute.today())
    if form.is_bound and form.is_valid():
        if _tried(form, lambda: disputes.member_gets_case(member, by=request.user, case=form.case)):
            return _done(request, dispute)
    title = _("The case of member %(number)s") % {"number": member.number}
    return _form(request, dispute, form, title, _("Link the case"), offers_cases=True)


@require_POST
@with_dispute
def take_case_out(request, dispute, member):
    """The case goes its own way."""
    member = _member(request, dispute, member)
    if not member.case_id:
        raise Http404
    disputes.take_case_out(member, by=request.user)
    messages.success(request, _("The case is no longer part of the dispute."))
    return redirect(dispute)


@asks
@with_dispute
def raise_demand(request, dispute):
    """The members ask for one thing more."""
    form = forms.DemandForm(posted(request), initial={"on": dispute.today()}, today=dispute.today())
    if form.is_bound and form.is_valid():
        disputes.raise_demand(dispute, by=request.user, **form.cleaned_data)
        return _done(request, dispute)
    return _form(request, dispute, form, _("Add a demand"), _("Add the demand"))


@asks
@with_dispute
def change_demand(request, dispute, demand):
    """What became of a demand."""
    demand = get_object_or_404(dispute.demands, pk=demand)
    initial = {"state": demand.state, "on": dispute.today()}
    form = forms.DemandStateForm(posted(request), initial=initial, today=dispute.today())
    if form.is_bound and form.is_valid():
        disputes.change_demand(demand, by=request.user, **form.cleaned_data)
        return _done(request, dispute)
    return _form(request, dispute, form, _("What became of the demand"), _("Save"), about=demand.words)


@asks
@with_dispute
def write(request, dispute):
    """A line of the journal."""
    form = forms.EntryForm(posted(request), initial={"on": dispute.today()}, today=dispute.today())
    if form.is_bound and form.is_valid():
        disputes.write(dispute, by=request.user, **form.cleaned_data)
        return _done(request, dispute)
    return _form(request, dispute, form, _("Write in the journal"), _("Save"))


def _member(request, dispute, pk):
    """A member of this dispute; one whose case the reader does not see is not there."""
    member = get_object_or_404(dispute.members.select_related("case", "dispute__group"), pk=pk)
    if member.case_id and not Case.objects.visible_to(request.user).filter(pk=member.case_id).exists():
        watch.record(
            "refused", user=request.user, case_id=member.case_id, detail="invisible", request=request
        )
        raise Http404
    return member


def _tried(form, act):
    """True if it worked; else the sentence stands at the number of the case."""
    try:
        act()
    except ValidationError as error:
        form.add_error("reference", error)
        return False
    return True


def _done(request, dispute):
    messages.success(request, _("Saved."))
    return redirect(dispute)


def _form(request, dispute, form, title, button, *, offers_cases=False, **more):
    offered = forms.offered_cases(request.user, dispute) if offers_cases else []
    context = {"dispute": dispute, "form": form, "title": title, "button": button, "offered": offered, **more}
    return render(request, "cases/disputes/form.html", context, status=422 if form.errors else 200)

"""The facts of the job on screen: changed with all that follows from them, and dates confirmed one by one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import facts, months
from cases.forms.confirm import ConfirmDateForm
from cases.forms.facts import ROWS_MORE, FactsPage
from cases.forms.where import WhereForm
from cases.models import TriggerDate
from cases.presenting import started
from cases.views.access import with_case
from cases.views.closed import only_open
from security import watch


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
@only_open
def change(request, case):
    """Change facts and months of work. Whoever comes second sees that, with everything they typed kept."""
    watch.record_reading(request.user, case.pk, "facts")
    if request.method != "POST":
        return _drawn(request, case, _as_stored(case))
    if "save" not in request.POST:
        more = ROWS_MORE if "more" in request.POST else 0
        return _drawn(request, case, FactsPage(request.POST, today=case.today(), quiet=True, more=more))
    page = FactsPage(request.POST, today=case.today(), weeks=months.weeks_of(case))
    if not page.is_valid():
        return _drawn(request, case, page, status=422)
    try:
        facts.change(
            case,
            by=request.user,
            where=page.where.cleaned_data,
            employment=page.employment(),
            periods=[*page.periods.periods(), *months.as_periods(months.weeks_of(case))],
            known_by=page.job.cleaned_data["known_by"],
            seen=page.job.cleaned_data["seen"],
        )
    except facts.ChangedMeanwhile:
        return _overtaken(request, case)
    messages.success(request, _("The facts are saved. Sums and dates are worked out anew."))
    return redirect(case)


def _overtaken(request, case):
    """Everything typed stays; saving once more saves it over what the other person wrote."""
    posted = request.POST.copy()
    posted["job-seen"] = str(facts.version(case))
    page = FactsPage(posted, today=case.today(), quiet=True)
    return _drawn(request, case, page, status=409, is_overtaken=True)


def _drawn(request, case, page, status=200, **more):
    return render(
        request,
        "cases/facts.html",
        {"case": case, "page": page, "form": page, "weeks": len(months.weeks_of(case)), **more},
        status=status,
    )


def _as_stored(case):
    """The page with the facts as they stand."""
    job, trigger = case.employment, facts.dismissal_trigger(case)
    return FactsPage(
        today=case.today(),
        where={name: getattr(case, name) for name in WhereForm.base_fields},
        facts={
            **model_to_dict(job, exclude=["case"]),
            "pay_months_after": str(job.pay_months_after),
            "known_by": trigger.known_by if trigger else "",
            "seen": facts.version(case),
        },
        periods=list(case.periods.filter(week=None).values("month", "hours", "units", "paid", "paid_kind")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_case("work_case")
@only_open
def confirm_date(request, case, trigger):
    """Say how a date is known and vouch for it."""
    trigger = get_object_or_404(TriggerDate, pk=trigger, case=case)
    shown = " ".join(day.isoformat() for day in (trigger.occurred_on, trigger.latest_on) if day)
    form = ConfirmDateForm(
        request.POST if request.method == "POST" else None,
        has_day=trigger.event_code != facts.WAGE_DUE or bool(case.employment.pay_day),
        initial={"known_by": trigger.known_by},
    )
    if form.is_bound and form.is_valid() and _confirmed(request, trigger, form, shown):
        messages.success(request, _("The date is confirmed."))
        return redirect(case)
    context = {
        "case": case,
        "form": form,
        "trigger": trigger,
        "shown": shown,
        "event": trigger.name,
        "pay_day": started.pay_day(case.employment) if trigger.event_code == facts.WAGE_DUE else "",
        "started": started.of(case, trigger),
    }
    return render(request, "cases/confirm_date.html", context, status=422 if form.is_bound else 200)


def _confirmed(request, trigger, form, shown):
    """True once it is confirmed; otherwise the form says why not."""
    if form.cleaned_data["day"] != shown:
        form.add_error(None, _("The day was changed meanwhile. Look at it again before you confirm it."))
        return False
    try:
        facts.confirm(trigger, by=request.user, known_by=form.cleaned_data["known_by"])
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True

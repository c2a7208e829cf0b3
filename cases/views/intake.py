"""The caseworker's intake: one long page that opens a case, and what was given, beside the case."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

import lawpack
import wording
from accounts.models import LocalGroup
from cases import conflicts, intake, policy
from cases.forms.facts import ROWS_MORE
from cases.forms.intake import IntakePage
from cases.presenting import given
from cases.views.access import with_case
from security import watch

MOST_NAMESAKES = 3


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Ask, check, open. "Add rows" and the Enter key draw the page again with everything as it was typed."""
    if not policy.may_enter(request.user):
        watch.record("refused", user=request.user, detail="enter", request=request)
        raise PermissionDenied
    today = timezone.localdate()
    if request.method != "POST":
        return _drawn(request, IntakePage(today=today, country=_country_of(request.user)))
    if "save" not in request.POST:
        more = ROWS_MORE if "more" in request.POST else 0
        return _drawn(request, IntakePage(request.POST, today=today, quiet=True, more=more))
    page = IntakePage(request.POST, today=today)
    if not page.is_valid():
        return _drawn(request, page, status=422)
    return _open(request, page)


def _open(request, page):
    told = page.given()
    case = intake.open_case(
        given=told, channel=page.channel, by=request.user, submission_key=page.submission_key(request.user)
    )
    _say(request, case, told, page)
    if policy.can(request.user, "view_case", case):
        return redirect(case)
    return redirect("cases:mine")


def _say(request, case, told, page):
    """What the person should know now: where the case went, and what to look at again."""
    if case.intake.given != told:
        messages.warning(
            request,
            _(
                "This page was saved before as %(reference)s. What you changed on it since then was not "
                "saved: change it in the case."
            )
            % {"reference": case.reference},
        )
        return
    messages.success(
        request, _where_it_went(request.user, case) % {"reference": case.reference, "group": case.group}
    )
    warning = lawpack.country_warning(case.country)
    if warning:
        messages.warning(request, wording.sentence(warning))
    twins = _namesakes(request.user, case)
    if twins:
        messages.warning(
            request,
            _("The same name stands in %(references)s. Is it the same person?")
            % {"references": ", ".join(twins)},
        )
    for month in page.months_outside_job():
        messages.warning(
            request,
            _("%(month)s is not between the first and the last day of work.")
            % {"month": wording.month(month)},
        )


def _where_it_went(user, case):
    if policy.can(user, "view_case", case):
        return _("The case is open. Its number is %(reference)s.")
    if case.group is None:
        return _(
            "The case is open. Its number is %(reference)s. The network’s coordination gives it to a group."
        )
    return _("The case is open. Its number is %(reference)s. The group %(group)s looks after it.")


def _namesakes(user, case):
    """References of cases with the same full name, among those in which this person may know the name."""
    found = (match for match in conflicts.look_for(case, user) if match.kind == "same_worker")
    return sorted(match.case.reference for match in found)[:MOST_NAMESAKES]


def _drawn(request, page, status=200):
    return render(request, "cases/intake.html", {"page": page, "form": page}, status=status)


def _country_of(user):
    """Where the person's group works: most intakes come from there."""
    groups = LocalGroup.objects.filter(pk__in=policy.group_roles(user))
    return groups.values_list("country", flat=True).first() or ""


@require_safe
@with_case("see_person")
def as_given(request, case):
    """The intake as it was given; it never changes."""
    watch.record_reading(request.user, case.pk, "intake")
    return render(request, "cases/intake_given.html", {"case": case, "sections": given.sections(case.intake)})

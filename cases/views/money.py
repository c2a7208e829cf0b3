"""The money of a case: claims, payments, the agreement and the account it goes to."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import agreements, ledger, lifecycle, moneypage, payee, policy
from cases.forms.claims import kinds
from cases.forms.money import (
    AccountForm,
    AgreementForm,
    ClaimForm,
    InstalmentRows,
    PaymentForm,
    WriteOffForm,
    due_before,
)
from cases.models import PayeeAccount
from cases.views.access import with_case
from lawpack import lump_sum
from security import watch

asks = require_http_methods(["GET", "HEAD", "POST"])
UNUSABLE = 422


@require_safe
@with_case()
def money(request, case):
    """Everything about the money on one page."""
    tab = moneypage.page(case, request.user, request.GET)
    status = UNUSABLE if tab.interest_form.errors else 200
    context = {"case": case, "tab": tab, "statement": tab.statement, "form": tab.interest_form}
    return render(request, "cases/money.html", context, status=status)


@asks
@with_case("work_case")
def claim_new(request, case):
    """Choose a kind of claim that is worked out, or write a sum by hand."""
    form = ClaimForm(
        _posted(request), country=case.country, initial={"currency": case.employment.pay_currency}
    )
    if form.is_valid():
        answers = form.cleaned_data
        ledger.add_claim(case, by=request.user, **answers)
        messages.success(request, _("The claim is added."))
        return redirect("cases:money", pk=case.pk)
    context = {
        "case": case,
        "form": form,
        "kinds": kinds(case.country),
        "lump_sum": lump_sum.refusal(case.country),
    }
    return render(request, "cases/money/claim_new.html", context, status=UNUSABLE if form.errors else 200)


@asks
@with_case("work_case")
def payment_new(request, case):
    """Money came in, on the claim or on an instalment. The same form sent twice is answered alike."""
    if _is_recorded(request, case):
        return redirect("cases:money", pk=case.pk)
    open_ones = case.running_instalments()
    form = PaymentForm(
        _posted(request), case=case, instalments=open_ones, initial=_suggested(request, case, open_ones)
    )
    if form.is_valid():
        _record(case, request.user, dict(form.cleaned_data))
        messages.success(request, _("The payment is recorded."))
        return redirect("cases:money", pk=case.pk)
    return _form(request, case, form, _("Record a payment"), _("Record the payment"))


def _is_recorded(request, case):
    """True if this very form made a payment before: what it paid is perhaps no longer open to choose."""
    try:
        key = str(UUID(request.POST.get("submission_key", "")))
    except ValueError:
        return False
    return case.payments.filter(submission_key=key).exists()


def _record(case, by, answers):
    instalment, is_rest = answers.pop("instalment", None), answers.pop("is_rest", False)
    if instalment is None:
        return ledger.record_payment(case, by=by, **answers)
    del answers["currency"]
    return agreements.pay(instalment, by=by, is_rest=is_rest, **answers)


def _suggested(request, case, open_ones):
    """What the form says first: the instalment that was clicked, or the one due next."""
    wanted = request.GET.get("instalment")
    chosen = next((one for one in open_ones if str(one.pk) == wanted), None)
    first = {"received_on": case.today(), "currency": case.employment.pay_currency, "kind": "net"}
    if chosen is None:
        return first
    agreed = {"currency": chosen.agreement.currency, "kind": chosen.agreement.kind}
    return {**first, **agreed, "instalment": str(chosen.pk), "amount": chosen.open_amount()}


@asks
@with_case("work_case")
def agreement_new(request, case):
    """Sums and due days; more rows come with a button, without a script."""
    first = {"agreed_on": case.today(), "currency": case.employment.pay_currency, "kind": "gross"}
    if request.method != "POST":
        return _agreement(
            request, case, AgreementForm(case=case, initial=first), InstalmentRows(prefix="row")
        )
    if "more" in request.POST:
        return _with_more_rows(request, case)
    form, rows = AgreementForm(request.POST, case=case), InstalmentRows(request.POST, prefix="row")
    # Both are asked, so that every mistake shows at once.
    usable = all([form.is_valid(), rows.is_valid()])
    if usable and not due_before(form.cleaned_data["agreed_on"], rows):
        try:
            agreements.agree(case, by=request.user, instalments=rows.instalments(), **form.cleaned_data)
        except lifecycle.StepRefused as refused:
            form.add_error(None, [str(reason) for reason in refused.reasons])
        else:
            messages.success(request, _("The agreement is recorded."))
            return redirect("cases:money", pk=case.pk)
    return _agreement(request, case, form, rows, status=UNUSABLE)


def _with_more_rows(request, case):
    """The same page with what was typed and three rows more; nothing is checked yet."""
    posted = request.POST.copy()
    count = InstalmentRows(posted, prefix="row").total_form_count()
    posted["row-TOTAL_FORMS"] = str(min(count + InstalmentRows.extra, InstalmentRows.max_num))
    form, rows = AgreementForm(posted, case=case), InstalmentRows(posted, prefix="row")
    form._errors = {}
    for row in rows.forms:
        row._errors = {}
    rows._errors, rows._non_form_errors = [], rows.error_class()
    return _agreement(request, case, form, rows)


def _agreement(request, case, form, rows, status=200):
    running = case.agreements.filter(ended_on=None).first()
    blocked = lifecycle.blockers(case, "agree") if running is None else []
    context = {"case": case, "form": form, "rows": rows, "running": running, "blocked": blocked}
    return render(request, "cases/agreement_form.html", context, status=status)


@asks
@with_case("work_case")
def write_off(request, case):
    """Give up instalments with one reason for the list."""
    unpaid = case.running_instalments()
    if request.method == "POST" and not unpaid:
        return redirect("cases:money", pk=case.pk)
    form = WriteOffForm(_posted(request), instalments=unpaid)
    if form.is_valid():
        agreements.write_off(case, by=request.user, **form.cleaned_data)
        messages.success(request, _("The sums are written off."))
        return redirect("cases:money", pk=case.pk)
    return _form(request, case, form, _("Write off instalments"), _("Write them off"))


@asks
@with_case("work_case")
def account(request, case):
    """Holder and IBAN; only for people who may see who the worker is."""
    if not policy.can(request.user, "see_person", case):
        watch.record("refused", user=request.user, case_id=case.pk, detail="see_person", request=request)
        raise PermissionDenied
    kept = PayeeAccount.objects.filter(case=case).first()
    known = {"holder": kept.holder, "iban": payee.in_fours(kept.iban)} if kept else {}
    form = AccountForm(_posted(request), initial=known)
    if form.is_valid():
        payee.set_account(case, by=request.user, **form.cleaned_data)
        messages.success(request, _("The account is kept."))
        return redirect("cases:money", pk=case.pk)
    if kept:
        watch.record_reading(request.user, case.pk, "account")
    return _form(request, case, form, _("Payee account"), _("Keep the account"))


def _posted(request):
    return request.POST if request.method == "POST" else None


def _form(request, case, form, title, button):
    context = {"case": case, "form": form, "title": title, "button": button}
    return render(request, "cases/money_form.html", context, status=UNUSABLE if form.errors else 200)

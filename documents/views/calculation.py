"""The calculation sheet of a case as PDF, made when it is asked for and kept nowhere."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from cases import interest, moneypage, policy
from cases.views.access import with_case
from documents import calculation, rendering
from documents.forms.calculation import CalculationForm
from security import watch
from security.clean import file_name


@require_GET
@with_case()
def pdf(request, case):
    """Whoever may see the case may print its sums; the worker's name only where the reader may see it.

    A language or a day that cannot be read gives the official language, or interest until today.
    """
    form = CalculationForm(request.GET, case=case)
    chosen = form.is_valid() and form.cleaned_data["language"]
    asked = moneypage.interest_form(case, request.GET)
    question = asked.question() if asked.is_bound and asked.is_valid() else interest.Question(case.today())
    sheet = calculation.sheet(
        case,
        language=chosen or calculation.official_language(case.country),
        question=question,
        sees_person=policy.can(request.user, "see_person", case),
    )
    watch.record_reading(request.user, case.pk, "calculation")
    response = HttpResponse(rendering.render_calculation(sheet), content_type="application/pdf")
    name = file_name(f"{case.reference}-{sheet.language}.pdf")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response

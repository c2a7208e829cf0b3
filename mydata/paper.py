"""The collected data to read and print: the same values as in the JSON file, in headings and lines."""

from io import BytesIO

from django.utils.translation import pgettext, pgettext_lazy
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate

from cases.models import Claim, Consent, Employer, Employment, Payment, PayPeriod, Worker
from cases.presenting import given
from documents import typeface
from documents.calculation_pdf import BODY, HEADING, TITLE
from documents.paragraphs import of_text
from documents.typeface import REGULAR

HEADINGS = {
    "number": pgettext_lazy("door", "Number"),
    "group": pgettext_lazy("door", "Group"),
    "person": pgettext_lazy("door", "About me"),
    "story": pgettext_lazy("door", "My story"),
    "employer": pgettext_lazy("door", "Employer"),
    "job": pgettext_lazy("door", "Job"),
    "months": pgettext_lazy("door", "Months of work"),
    "claims": pgettext_lazy("door", "What we claim"),
    "payments": pgettext_lazy("door", "Money that came"),
    "dates": pgettext_lazy("door", "Dates"),
    "consents": pgettext_lazy("door", "My consent"),
    "messages": pgettext_lazy("door", "Messages"),
    "what_happened": pgettext_lazy("door", "What happened so far"),
    "who_read_it": pgettext_lazy("door", "Who of the group has read it"),
    "letters": pgettext_lazy("door", "Letters"),
    "photos_and_documents": pgettext_lazy("door", "Photos and documents"),
}
MODELS = (Worker, Employer, Employment, PayPeriod, Claim, Payment, Consent)


def document(case, collected, language) -> bytes:
    """PDF bytes. The title names nobody: it stands in lists of files."""
    typeface.register()
    paper = BytesIO()
    title = pgettext("door", "My data")
    template = SimpleDocTemplate(
        paper, pagesize=A4, title=title, lang=language, creator="Poruch", initialFontName=REGULAR
    )
    template.build([of_text(title, TITLE), *_story(collected), *_as_given(case)])
    return paper.getvalue()


def _story(collected):
    for name, heading in HEADINGS.items():
        lines = list(_lines(collected[name]))
        if lines:
            yield of_text(heading, HEADING)
            yield from (of_text(line, BODY) for line in lines)


def _as_given(case):
    """The form as it was filled in, question by question."""
    for heading, rows in given.sections(case.intake):
        yield of_text(heading, HEADING)
        for question, answer in rows:
            answers = answer if isinstance(answer, list) else [answer]
            yield from (of_text(f"{question}: {one}" if question else str(one), BODY) for one in answers)


def _lines(value, before=""):
    """One line for each value; nested names stand before it."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _lines(one, f"{before}{_words(name)}: ")
    elif isinstance(value, list):
        for one in value:
            yield from _lines(one, before)
    elif value not in ("", None):
        yield from (f"{before}{line}" for line in str(value).splitlines() if line.strip())


def _words(name):
    """What the field is called on the pages, else its name."""
    for model in MODELS:
        for field in model._meta.fields:
            if field.name == name:
                return str(field.verbose_name).capitalize()
    return str(name).replace("_", " ").capitalize()

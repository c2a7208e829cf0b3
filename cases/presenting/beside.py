"""What people say beside the facts: roughly remembered days, a typical week, how many they are, who helps."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

import wording

# Which keys of a story these are.
BESIDE = (
    "helper", "several", "interpreter", "many_places", "week", "week_in_words", "deductions", "contract",
    "not_understood",
)  # fmt: skip
BESIDE_IN = {
    "employer": ("other_firm",),
    "employment": ("from_about", "until_about", "end"),
    "dismissal": ("received_about", "signed_by"),
    "pay": ("words", "unit"),
    "clause": ("signed_about",),
}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CONTRACT = {
    "copy": _("Yes, the person has it or a photo"),
    "without": _("Yes, only the employer has it"),
    "none": _("No, nothing in writing"),
}


def told_beside(given):
    """[(question, answer)] of a story as it was given; what was not said is left out."""
    job, dismissal = given.get("employment") or {}, given.get("dismissal") or {}
    pay, employer = given.get("pay") or {}, given.get("employer") or {}
    rows = [
        (_("Filled in by somebody else"), _helper(given.get("helper"))),
        (_("Several people"), _several(given.get("several"))),
        (_("Wants an interpreter"), _interpreter(given.get("interpreter"))),
        (_("First day of work, roughly"), roughly(job.get("from_about"))),
        (_("Last day of work, roughly"), roughly(job.get("until_about"))),
        (_("Dismissal received, roughly"), roughly(dismissal.get("received_about"))),
        (_("Contract signed, roughly"), roughly((given.get("clause") or {}).get("signed_about"))),
        (_("Who signed or said it"), dismissal.get("signed_by")),
        (_("How the work ended"), _code("employment_end", job.get("end"))),
        (_("Another firm"), employer.get("other_firm")),
        (_("Worked in many places"), _("Yes") if given.get("many_places") else ""),
        (_("Pay in the person’s words"), pay.get("words")),
        (_("Unit of pay"), _code("piece_unit", pay.get("unit"))),
        (_("A typical week"), _week(given.get("week"))),
        (_("The weeks in words"), given.get("week_in_words")),
        (_("Taken off the pay"), given.get("deductions")),
        (_("Written contract"), CONTRACT.get(given.get("contract"), "")),
        *_not_understood(given.get("not_understood")),
    ]
    return [(question, answer) for question, answer in rows if answer]


def roughly(said):
    """about November 2026 (after the holidays): the day itself has to be asked for."""
    said = said or {}
    when, words = said.get("when") or "", said.get("words") or ""
    named = _month(when) if "-" in when else when
    return " ".join(part for part in (named, f"({words})" if words and named else words) if part)


def _month(text):
    try:
        return wording.month(date.fromisoformat(f"{text}-01"))
    except ValueError:
        return text


def _helper(helper):
    if not helper:
        return ""
    return helper.get("who") or _("Yes, and the person agreed")


def _several(several):
    if not several:
        return ""
    said = [str(several.get("count") or _("Yes"))]
    if several.get("speaker"):
        said.append(_("speaks for all: %(name)s") % {"name": several["speaker"]})
    return "; ".join(said)


def _interpreter(language):
    return _("Yes") if language == "yes" else language


def _code(codes, code):
    return str(wording.label(codes, code)) if code else ""


def _week(week):
    """Mo 8:00–17:00 (30), … = 42.5 h"""
    days = (week or {}).get("days") or {}
    lines = [
        f"{wording.weekday_name(number).capitalize()}: {_day(days[day])}"
        for number, day in enumerate(DAYS, start=1)
        if day in days
    ]
    if lines:
        lines.append(_("Hours in this week: %(hours)s") % {"hours": _number(week.get("hours"))})
    return "\n".join(lines)


def _day(told):
    said = f"{told.get('start')}–{told.get('end')}"
    return (
        _("%(times)s, break %(pause)s min") % {"times": said, "pause": told["pause"]}
        if told.get("pause")
        else said
    )


def _number(text):
    try:
        return wording.number(Decimal(str(text)))
    except InvalidOperation:
        return text


def _not_understood(unread):
    for question, words in (unread or {}).items():
        yield _("Not understood: %(question)s") % {"question": question}, words

"""Dates, sums and small signs in the words and habits of the reader's language."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import formats, timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

import wording

register = template.Library()

# The month is always a word: 11.12. and 12/11 mean two days to two readers.
DAY = {"de": "j. F Y", "fr": "j F Y"}
DAY_ELSEWHERE = "j E Y"
SHORT_MONTH = {"fr": "N"}  # three letters would make one word of juin and juillet
SYMBOLS = {"EUR": "€", "PLN": "zł", "GBP": "£", "CHF": "CHF", "UAH": "₴", "CZK": "Kč"}
BEFORE = {"en"}
NBSP = "\u00a0"

STAGE_TAGS = {
    "new": "t-brand",
    "checking": "t-brand",
    "claim_ready": "",
    "demand_sent": "t-info",
    "negotiating": "t-brand",
    "collective_action": "t-warn",
    "at_authority": "t-info",
    "at_court": "t-court",
    "agreed": "t-good",
    "closed": "t-line",
}
SOON_DAYS = 8
NEAR_DAYS = 30


@register.filter
def day(value):
    """30 November 2026"""
    return _formatted(value, DAY.get(get_language(), DAY_ELSEWHERE))


@register.filter
def day_weekday(value):
    """Monday, 30 November 2026"""
    comma = "" if get_language() == "fr" else ","
    return _formatted(value, f"l{comma} {DAY.get(get_language(), DAY_ELSEWHERE)}")


@register.filter
def day_short(value, today=None):
    """Mon 30 Nov, for rows and chips; Mon 31 Dec 2029 where the year is another one than that of `today`"""
    year = "" if today is None or getattr(value, "year", None) == today.year else " Y"
    return _formatted(value, f"{'D, j. M' if get_language() == 'de' else 'D j M'}{year}")


@register.filter
def moment(value):
    """17 November 2026, 18:12; a day without a time is shown as a day"""
    if not isinstance(value, datetime):
        return day(value)
    return _formatted(value, f"{DAY.get(get_language(), DAY_ELSEWHERE)}, H:i")


@register.filter
def month(value):
    """November 2026"""
    return _formatted(value, "F Y")


@register.filter
def worked(row):
    """November 2026, or a week with its days: what a claim or a row of work is about."""
    return wording.week(row.week) if row.week else month(row.month)


@register.filter
def month_short(value):
    """Nov"""
    return _formatted(value, SHORT_MONTH.get(get_language(), "M"))


@register.filter
def money(amount, currency="EUR"):
    """1.668,00 € or €1,668.00: with the sign where the language puts it; nothing for nothing."""
    if amount is None or amount == "":
        return ""
    number = formats.number_format(
        Decimal(amount).quantize(Decimal("0.01")), 2, use_l10n=True, force_grouping=True
    )
    sign = SYMBOLS.get(currency, currency)
    if get_language() in BEFORE:
        return f"{sign}{number}" if len(sign) == 1 else f"{sign}{NBSP}{number}"
    return f"{number}{NBSP}{sign}"


@register.filter
def hours(amount):
    """148,5 or 148.5, without needless noughts"""
    if amount is None or amount == "":
        return ""
    return formats.number_format(Decimal(amount).normalize(), use_l10n=True, force_grouping=True)


@register.filter
def sentence(step):
    """One step of a calculation, stored as a code and facts, in words."""
    return wording.sentence(step)


@register.filter
def initial(name):
    """Lena K. for Lena Krause: enough among colleagues, too little for who looks over a shoulder"""
    words = str(name or "").split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else " ".join(words)


@register.simple_tag
def label(codes, code, form="label"):
    """The word for a code: {% label "claim_type" claim.claim_type %}"""
    return wording.label(codes, code, form)


@register.inclusion_tag("parts/tag.html")
def tag(text, kind="", icon=""):
    """A small sign: {% tag "Paid" "good" "check" %}. Kinds: stop, warn, good, info, court, brand, line."""
    return {"text": text, "css_class": f"t-{kind}" if kind else "", "icon": icon}


@register.inclusion_tag("parts/tag.html")
def stage_tag(stage):
    return {"text": wording.label("stage", stage), "css_class": STAGE_TAGS.get(stage, "")}


@register.inclusion_tag("parts/tag.html")
def visibility_tag(visibility):
    """Who reads an entry: the worker too, or only the team."""
    is_team = visibility == "team"
    return {
        "text": wording.label("visibility", visibility),
        "css_class": "t-line" if is_team else "t-good",
        "icon": "lock" if is_team else "eye",
    }


@register.inclusion_tag("parts/tag.html")
def days_left(on, today):
    """The chip of a date: "2 days late", "Today", "8 days left". Quiet while there is time."""
    if on is None:
        return {"text": _("No date"), "css_class": ""}
    left = (on - today).days
    if left < 0:
        return {"text": left_text(on, today), "css_class": "t-stop", "icon": "triangle-alert"}
    return {"text": left_text(on, today), "css_class": "t-warn" if left <= SOON_DAYS else "", "icon": "clock"}


@register.filter
def is_near(on, today):
    """Whether a date is late or so close that its card is to stand out."""
    return bool(on) and (on - today).days <= NEAR_DAYS


@register.simple_tag
def left_text(on, today):
    """The words of that chip."""
    left = (on - today).days
    if left == 0:
        return _("Today")
    if left < 0:
        return ngettext("%(count)s day late", "%(count)s days late", -left) % {"count": -left}
    return ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}


def _formatted(value, pattern):
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    elif not isinstance(value, date):
        return ""
    return date_format(value, pattern)

"""Somebody without an account at the public form."""

from datetime import date, timedelta

from django.utils import timezone

from cases.models import Case
from door.models import Draft

ANSWERS = {
    "happened": {"problems": ["unpaid_wages", "dismissal"]},
    "several": {"are_several": "no"},
    "where": {"country": "DE", "region": "DE-NW", "place": "Köln"},
    "employer": {"name": "Hotelbetrieb Wellerau GmbH", "address": "Am Beispielufer 12, 50667 Köln"},
    "dates": {
        "first_day_day": "1",
        "first_day_month": "9",
        "first_day_year": "2026",
        "last_day_unknown": "on",
    },
    "dismissal": {
        "form": "written",
        "received_on_day": "12",
        "received_on_month": "11",
        "received_on_year": "2026",
        "known_by": "postmark",
    },
    "pay": {"kind": "hourly", "amount": "14,20", "currency": "EUR"},
    "pay_day": {"pay_day": "15", "due": "next_month"},
    "week": {"mon_start": "8", "mon_end": "16:30", "mon_pause": "30"},
    "months": {
        "months-TOTAL_FORMS": "1",
        "months-INITIAL_FORMS": "0",
        "months-0-month_month": "9",
        "months-0-month_year": "2026",
        "months-0-worked": "120",
        "months-0-paid": "0",
        "months-0-paid_kind": "net",
    },
    "contract": {"has": "copy"},
    "clause": {},
    "story": {"story": "Мене звільнили листом."},
    "contact": {
        "channel": "signal",
        "value": "+49 000 333444",
        "rules": ["never_call"],
        "times": ["evening"],
        "known_as": "вітання з бібліотеки",
    },
    "talk": {"alias": "Ольга", "language": "uk", "words": "липа бібліотека"},
}
# Pages that only some answers lead to.
BRANCHES = {"helper": {"agreed": "on"}, "unit": {"unit": "tour", "hours_per_unit": "9"}}
EMPTY_MONTHS = {"months-TOTAL_FORMS": "0", "months-INITIAL_FORMS": "0"}
SHORT = ("happened", "several", "where", "employer", "dates", "story", "contact", "talk")
TODAY = date(2026, 11, 25)
SLUGS = list(ANSWERS)


def at(slug):
    """The address of a page on the way of `ANSWERS`."""
    return f"/f/{SLUGS.index(slug) + 1}"


def before(slug):
    """The pages that come before it."""
    return SLUGS[: SLUGS.index(slug)]


def answer(client, slugs=tuple(ANSWERS), **changed):
    """Post the pages in their order, as the addresses count them; returns the last answer.

    Everything then looks as if it had taken a person's time.
    """
    response = None
    for number, slug in enumerate(slugs, start=1):
        response = client.post(f"/f/{number}", changed.get(slug, ANSWERS.get(slug, BRANCHES.get(slug))))
        assert response.status_code == 302, (slug, response.status_code, response.content.decode()[:3000])
    take_time()
    return response


def take_time():
    Draft.objects.update(begun_at=timezone.now() - timedelta(minutes=10))


def send(client, **consent):
    return client.post("/f/check", {"read": "on", **consent})


def sent_case(client, slugs=tuple(ANSWERS), **changed):
    """Everything answered and sent; the case, and the digits of the code as the page shows them."""
    answer(client, slugs, **changed)
    assert send(client, act="on").status_code == 302
    return Case.objects.get(intake__channel="form"), code_on(client.get("/f/sent"))


def code_on(response):
    """The 16 digits a page shows."""
    text = response.content.decode()
    return text.partition('class="code"><span class="sr">')[2].partition("</span>")[0].replace(", ", "")

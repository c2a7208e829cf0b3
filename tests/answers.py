"""What a caseworker types into the intake page, as the browser posts it."""

FULL = {
    "save": "1",
    "submission_key": "0123456789abcdef0123456789abcdef",
    "where-channel": "phone",
    "where-problems": ["unpaid_wages", "dismissal"],
    "where-country": "DE",
    "where-region": "DE-NW",
    "where-place": "Köln",
    "employer-name": "Hotelbetrieb Wellerau GmbH",
    "employer-represented_by": "vertreten durch die Geschäftsführung",
    "employer-street": "Am Beispielufer 12",
    "employer-postal_code": "50667",
    "employer-town": "Köln",
    "employer-email": "personal@wellerau.example",
    "employer-register_number": "HRB 12345",
    "job-job_title": "Reinigungskraft",
    "job-dismissal_form": "written",
    "job-known_by": "postmark",
    "job-pay_kind": "hourly",
    "job-pay_amount": "12,00",
    "job-pay_currency": "EUR",
    "job-hours_per_unit": "",
    "job-pay_day": "15",
    "job-pay_months_after": "1",
    "job-clause_months": "3",
    "job-clause_exempts_minimum_wage": "no",
    "story-story": "Мене звільнили листом.\nЗа два місяці не заплатили нічого.",
    "person-alias": "Ольга",
    "person-name": "Ольга Озерна",
    "person-passport_name": "Olha O’Brien-Łęcka",
    "person-language": "uk",
    "person-address": "Musterstraße 7\n50667 Köln",
    "person-contact_channel": "signal",
    "person-contact_value": "+49 000 333444",
    "person-safe_to_contact": "yes",
    "person-contact_note": "Після 18:00",
    "person-callback_words": "Вітання з бібліотеки",
    "consent-read": "on",
    "consent-act": "on",
    "consent-language": "",
    "periods-TOTAL_FORMS": "3",
    "periods-INITIAL_FORMS": "0",
}
DAYS = {
    "job-first_day": (1, 9, 2026),
    "job-last_day": ("", "", ""),
    "job-dismissal_dated": (11, "November", 2026),
    "job-dismissal_received_on": (12, 11, 2026),
    "job-clause_signed_on": (1, 9, 2026),
}
ROWS = [(9, 2026, "120", "", "0", "gross"), (10, 2026, "130:30", "", "1.000,00", "net")]


def day(name, *parts):
    return {f"{name}_{part}": str(value) for part, value in zip(("day", "month", "year"), parts, strict=True)}


def row(number, month, year, hours, units, paid, kind):
    start = f"periods-{number}"
    return {
        f"{start}-month_month": str(month),
        f"{start}-month_year": str(year),
        f"{start}-hours": hours,
        f"{start}-units": units,
        f"{start}-paid": paid,
        f"{start}-paid_kind": kind,
    }


def full(**changes):
    """The whole page filled in; names in `changes` have their hyphens written as two underscores."""
    posted = dict(FULL)
    for name, parts in DAYS.items():
        posted |= day(name, *parts)
    for number, parts in enumerate(ROWS):
        posted |= row(number, *parts)
    posted |= row(2, "", "", "", "", "", "gross")
    return posted | {name.replace("__", "-"): value for name, value in changes.items()}


def little(**changes):
    """Only what must be answered."""
    posted = {
        "save": "1",
        "submission_key": "f" * 32,
        "where-channel": "visit",
        "where-problems": ["other"],
        "where-country": "DE",
        "person-language": "ru",
        "periods-TOTAL_FORMS": "0",
        "periods-INITIAL_FORMS": "0",
    }
    return posted | {name.replace("__", "-"): value for name, value in changes.items()}


def facts(posted):
    """The part of the page that the facts of a case have too."""
    parts = ("save", "where-problems", "where-country", "where-region", "where-place", "job-", "periods-")
    return {name: value for name, value in posted.items() if name.startswith(parts)}

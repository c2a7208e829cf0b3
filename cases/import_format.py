"""The import format (docs/import.md): which keys a row has and what each value looks like.

Only shape is judged here. What a value may say is judged by the rules of the intake page, in
`cases.forms.imported`.
"""

import re
from datetime import date

from security.clean import one_line, safe_text

LONGEST_EXTERNAL_ID = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_AMOUNT = re.compile(r"\d{1,10}(\.\d{1,2})?", re.ASCII)

MISSING = "This key is missing."
UNKNOWN = "This key is not known. Check the spelling."
TWICE = "This key stands here twice."
WRITE_OBJECT = "Write an object with keys."
WRITE_LIST = "Write a list."
WRITE_TEXT = "Write text in quotes."
WRITE_DAY = "Write a day of the calendar as text, such as 2026-11-09."
WRITE_MONTH = "Write a month of the calendar as text, such as 2026-11."
WRITE_AMOUNT = "Write the number as text with a point, such as 1668.50, without sign or exponent."
WRITE_NUMBER = "Write a whole number without quotes."
WRITE_YES_OR_NO = "Write true or false."


class Keys(dict):
    """An object of the file; `twice` names the keys that stood in it more than once."""

    twice = ()


def keys_of(pairs):
    """For `json.loads(object_pairs_hook=...)`: Python alone would keep the last of two equal keys."""
    found = Keys(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        found.twice = sorted({name for name in names if names.count(name) > 1})
    return found


def text(value):
    return None if isinstance(value, str) else WRITE_TEXT


def day(value):
    return None if isinstance(value, str) and _DAY.fullmatch(value) and _exists(value) else WRITE_DAY


def month(value):
    return (
        None if isinstance(value, str) and _MONTH.fullmatch(value) and _exists(f"{value}-01") else WRITE_MONTH
    )


def amount(value):
    return None if isinstance(value, str) and _AMOUNT.fullmatch(value) else WRITE_AMOUNT


def number(value):
    return None if isinstance(value, int) and not isinstance(value, bool) else WRITE_NUMBER


def yes_or_no(value):
    return None if isinstance(value, bool) else WRITE_YES_OR_NO


def one_of(*codes):
    reason = f"Write one of: {', '.join(codes)}."
    return lambda value: None if isinstance(value, str) and value in codes else reason


def name_elsewhere(value):
    """The row's own name in the system it comes from."""
    is_name = isinstance(value, str) and 0 < len(value) <= LONGEST_EXTERNAL_ID
    return None if is_name else f"Write text of 1 to {LONGEST_EXTERNAL_ID} characters."


# A dict is an object, a list holds things of one shape, a function judges one value. Every key may be left
# out or null but those of `REQUIRED`.
SHAPE = {
    "language": text,
    "country": text,
    "region": text,
    "place": text,
    "problems": [text],
    "employer": {"name": text, "address": text, "email": text, "register_number": text},
    "employment": {"from": day, "until": day},
    "dismissal": {"form": one_of("written", "electronic", "oral"), "received_on": day},
    "pay": {
        "kind": text,
        "amount": amount,
        "currency": text,
        "hours_per_unit": amount,
        "pay_day": {"day": number, "months_after": number},
    },
    "periods": [
        {"month": month, "hours": amount, "units": amount, "paid": amount, "paid_kind": text},
    ],
    "clause": {"months": number, "contract_signed": day, "exempts_minimum_wage": yes_or_no},
    "person": {
        "name": text,
        "passport_name": text,
        "contact": {"channel": text, "value": text},
        "safe_to_contact": yes_or_no,
        "contact_note": text,
    },
    "consent": {"read": yes_or_no, "act": yes_or_no},
    "story": text,
    "external_id": name_elsewhere,
}
PARAGRAPHS = {"story", "contact_note", "address"}
REQUIRED = {
    "language",
    "country",
    "problems",
    "dismissal.form",
    "pay.pay_day.day",
    "pay.pay_day.months_after",
    "periods.month",
    "periods.paid",
}


def cleaned(value, key=""):
    """A row as it is kept: every text without what lies or breaks, all else as it stands."""
    if isinstance(value, str):
        return safe_text(value) if key in PARAGRAPHS else one_line(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        copy = Keys((name, cleaned(item, name)) for name, item in value.items())
        copy.twice = getattr(value, "twice", ())
        return copy
    return value


def faults(row):
    """[(field, reason)]: everything about the shape of a row that is not right. Any JSON value will do."""
    return list(_faults(row, SHAPE, "", ""))


def _faults(value, shape, path, name):
    if isinstance(shape, dict):
        yield from _of_object(value, shape, path, name)
    elif isinstance(shape, list):
        yield from _of_list(value, shape[0], path, name)
    elif reason := shape(value):
        yield path, reason


def _of_object(value, shape, path, name):
    if not isinstance(value, dict):
        yield path, WRITE_OBJECT
        return
    for key in getattr(value, "twice", ()):
        yield _join(path, one_line(key)[:60]), TWICE
    for key in value:
        if key not in shape:
            yield _join(path, one_line(key)[:60]), UNKNOWN
    for key, inner in shape.items():
        here, called = _join(path, key), _join(name, key)
        if value.get(key) is not None:
            yield from _faults(value[key], inner, here, called)
        elif called in REQUIRED:
            yield here, MISSING


def _of_list(value, shape, path, name):
    if not isinstance(value, list):
        yield path, WRITE_LIST
        return
    for place, item in enumerate(value, start=1):
        yield from _faults(item, shape, _join(path, str(place)), name)


def _join(path, key):
    return f"{path}.{key}" if path else key


def _exists(text):
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

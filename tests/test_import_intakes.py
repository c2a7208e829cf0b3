"""Importing intakes: what is taken, what is refused by field, and that it is all or nothing."""

import copy
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import events, import_format
from cases.models import Case, CaseEvent, Intake, ReferenceCounter
from door import code, importing, receipts
from door.models import Receipt

ROW = {
    "language": "uk",
    "country": "DE",
    "region": "DE-NW",
    "place": "Köln",
    "problems": ["unpaid_wages", "dismissal"],
    "employer": {
        "name": "Gebäudeservice Tannfeld GmbH",
        "address": "Am Beispielufer 3, 50667 Köln",
        "email": "lohn@tannfeld.example",
        "register_number": "HRB 00001",
    },
    "employment": {"from": "2026-06-01", "until": None},
    "dismissal": {"form": "written", "received_on": "2026-11-09"},
    "pay": {
        "kind": "hourly",
        "amount": "12.00",
        "currency": "EUR",
        "hours_per_unit": None,
        "pay_day": {"day": 15, "months_after": 1},
    },
    "periods": [
        {"month": "2026-09", "hours": "120.5", "paid": "600", "paid_kind": "cash"},
        {"month": "2026-10", "hours": "130", "paid": "0", "paid_kind": "gross"},
    ],
    "clause": {"months": 3, "contract_signed": "2026-06-01", "exempts_minimum_wage": False},
    "person": {
        "name": "Оксана Малинова",
        "passport_name": "Oksana Malynova",
        "contact": {"channel": "signal", "value": "+49 000 555666"},
        "safe_to_contact": True,
        "contact_note": "Після 18:00\nНе дзвонити",
    },
    "consent": {"read": True, "act": False},
    "story": "Мені не заплатили за два місяці.\n\nПотім звільнили.",
    "external_id": "old-1",
}
LEAST = {"language": "pl", "country": "PL", "problems": ["other"]}


def changed(path, value, row=ROW):
    """The row with another value at a path such as "periods.0.hours"."""
    row = copy.deepcopy(row)
    *way, last = path.split(".")
    inner = row
    for key in way:
        inner = inner[int(key) if key.isdigit() else key]
    inner[last] = value
    return row


def run(tmp_path, rows, content=None):
    """(exit code, what was printed, what was warned)."""
    file, out, err = tmp_path / "rows.json", io.StringIO(), io.StringIO()
    file.write_bytes(content if content is not None else json.dumps(rows).encode())
    status = 0
    try:
        call_command("import_intakes", str(file), stdout=out, stderr=err)
    except SystemExit as end:
        status = end.code
    return status, json.loads(out.getvalue()), err.getvalue()


def refused(tmp_path, rows, content=None):
    status, faults, _err = run(tmp_path, rows, content)
    assert status == 2
    assert not Case.objects.exists() and not Receipt.objects.exists()
    assert all(set(fault) == {"row", "field", "reason"} and fault["reason"] for fault in faults)
    return [(fault["row"], fault["field"]) for fault in faults]


def test_a_row_becomes_a_case_with_everything(cast, tmp_path):
    status, opened, warned = run(tmp_path, [ROW, LEAST])
    assert (status, warned) == (0, "")
    assert [set(one) for one in opened] == [{"reference", "receipt_code"}] * 2
    case = Case.objects.get(reference=opened[0]["reference"])
    assert case.group == cast.koeln and case.intake.channel == "import"
    assert case.worker.name == "Оксана Малинова" and case.worker.contact_channel == "signal"
    assert case.employer.street == "Am Beispielufer 3, 50667 Köln"
    assert case.employment.pay_day == 15 and case.periods.count() == 2
    assert case.claims.count() == 2 and case.deadlines.legal().exists()
    assert case.events.filter(kind="opened").count() == 1
    assert events.verify(case) == case.events.count()
    assert [one.kind for one in case.consents.all()] == ["read"]


def test_the_receipt_code_opens_the_case_and_is_not_stored(cast, tmp_path):
    _status, opened, _warned = run(tmp_path, [ROW])
    digits = code.read(opened[0]["receipt_code"])
    assert receipts.find(digits).case.reference == opened[0]["reference"]
    assert not Receipt.objects.filter(code_hash__contains=digits).exists()


def test_an_empty_list_opens_nothing(db, tmp_path):
    assert run(tmp_path, []) == (0, [], "")


WRONG = [
    ("language", None, "language"),
    ("language", "xx", "language"),
    ("country", None, "country"),
    ("country", "Germany", "country"),
    ("country", 49, "country"),
    ("region", "DE-XX", "region"),
    ("region", "FR-IDF", "region"),
    ("problems", [], "problems"),
    ("problems", ["fired"], "problems"),
    ("problems", "dismissal", "problems"),
    ("problems", [["dismissal"]], "problems.1"),
    ("place", "x" * 121, "place"),
    ("place", 5, "place"),
    ("employer", "Tannfeld", "employer"),
    ("employer.email", "nobody", "employer.email"),
    ("employer.phone", "1", "employer.phone"),
    ("employment.from", "2026-02-30", "employment.from"),
    ("employment.from", "01.06.2026", "employment.from"),
    ("employment.from", "2098-12-01", "employment.from"),
    ("employment.from", "0001-01-01", "employment.from"),
    ("employment.until", "2026-05-01", "employment.until"),
    ("employment.until", "2099-05-01", "employment.until"),
    ("dismissal.form", "unknown", "dismissal.form"),
    ("dismissal.form", None, "dismissal.form"),
    ("dismissal.received_on", "2099-11-09", "dismissal.received_on"),
    ("dismissal.received_on", "2026-11-31", "dismissal.received_on"),
    ("pay.kind", "weekly", "pay.kind"),
    ("pay.kind", None, "pay.kind"),
    ("pay.amount", "NaN", "pay.amount"),
    ("pay.amount", float("nan"), "pay.amount"),
    ("pay.amount", "-12.00", "pay.amount"),
    ("pay.amount", "1e3", "pay.amount"),
    ("pay.amount", "12,50", "pay.amount"),
    ("pay.amount", "1.668", "pay.amount"),
    ("pay.amount", "１２", "pay.amount"),
    ("pay.amount", 12.5, "pay.amount"),
    ("pay.amount", "0.00", "pay.amount"),
    ("pay.amount", "1000000.00", "pay.amount"),
    ("pay.currency", "DM", "pay.currency"),
    ("pay.pay_day.day", 32, "pay.pay_day.day"),
    ("pay.pay_day.day", True, "pay.pay_day.day"),
    ("pay.pay_day.day", None, "pay.pay_day.day"),
    ("pay.pay_day.months_after", 2, "pay.pay_day.months_after"),
    ("periods.0.month", "2026-13", "periods.1.month"),
    ("periods.0.month", "2099-01", "periods.1.month"),
    ("periods.1.month", "2026-09", "periods.2.month"),
    ("periods.0.hours", "744.01", "periods.1.hours"),
    ("periods.0.hours", "721", "periods.1.hours"),
    ("periods.0.hours", "-1", "periods.1.hours"),
    ("periods.0.units", "10000", "periods.1.units"),
    ("periods.0.paid", None, "periods.1.paid"),
    ("periods.0.paid", "Infinity", "periods.1.paid"),
    ("periods.0.paid_kind", "cheque", "periods.1.paid_kind"),
    ("clause.months", 0, "clause.months"),
    ("clause.months", 1.5, "clause.months"),
    ("clause.contract_signed", "2099-01-01", "clause.contract_signed"),
    ("clause.exempts_minimum_wage", "no", "clause.exempts_minimum_wage"),
    ("person.passport_name", "Оксана", "person.passport_name"),
    ("person.contact.channel", "pigeon", "person.contact.channel"),
    ("person.contact.value", "", "person.contact.value"),
    ("person.safe_to_contact", 1, "person.safe_to_contact"),
    ("consent.read", "yes", "consent.read"),
    ("story", "x" * 20_001, "story"),
    ("external_id", "", "external_id"),
    ("external_id", 7, "external_id"),
    ("visa", "no", "visa"),
]


@pytest.mark.parametrize(("path", "value", "field"), WRONG)
def test_a_wrong_value_is_refused_by_its_field(cast, tmp_path, path, value, field):
    assert refused(tmp_path, [LEAST, changed(path, value)]) == [(2, field)]


def test_units_that_make_too_many_hours_are_refused(cast, tmp_path):
    row = changed("pay.kind", "daily")
    row["pay"]["hours_per_unit"] = "30"
    row["periods"] = [{"month": "2026-09", "units": "30", "paid": "0"}]
    assert refused(tmp_path, [row]) == [(1, "periods.1.units")]


def test_every_fault_of_every_row_is_named(cast, tmp_path):
    rows = [changed("pay.amount", "x"), ROW, {"language": "de", "surprise": 1}]
    assert refused(tmp_path, rows) == [
        (1, "pay.amount"),
        (3, "surprise"),
        (3, "country"),
        (3, "problems"),
    ]


@pytest.mark.parametrize("row", [None, 5, "text", [], [[]], True])
def test_a_row_that_is_no_object_is_refused(cast, tmp_path, row):
    assert refused(tmp_path, [row]) == [(1, "")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"nothing",
        b"\xff\xfe",
        b"[1,",
        b"[" * 200_000,
        b"[" + b"9" * 10_000 + b"]",
        b'"\\ud800"',
    ],
)
def test_a_file_that_is_no_list_of_intakes_is_refused(cast, tmp_path, content):
    assert refused(tmp_path, None, content) == [(None, "")]


def test_a_key_that_stands_twice_is_refused(cast, tmp_path):
    content = json.dumps([LEAST]).replace('"country"', '"language": "de", "country"').encode()
    assert refused(tmp_path, None, content) == [(1, "language")]


def test_a_missing_file_is_said_in_a_sentence(db, tmp_path):
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_intakes", str(tmp_path / "none.json"), stdout=out)
    [fault] = json.loads(out.getvalue())
    assert ended.value.code == 2 and (fault["row"], fault["field"]) == (None, "")
    assert "cannot be read" in fault["reason"]


def test_a_known_external_id_is_refused(cast, tmp_path):
    run(tmp_path, [ROW])
    status, faults, _warned = run(tmp_path, [LEAST, ROW])
    assert status == 2 and [(one["row"], one["field"]) for one in faults] == [(2, "external_id")]
    assert Case.objects.count() == 1


def test_an_external_id_twice_in_one_file_is_refused(cast, tmp_path):
    assert refused(tmp_path, [ROW, LEAST, ROW]) == [(3, "external_id")]


def test_an_external_id_is_stored_as_a_keyed_hash(cast, tmp_path):
    run(tmp_path, [ROW, LEAST, LEAST])
    keys = sorted(Intake.objects.exclude(external_key=None).values_list("external_key", flat=True))
    assert len(keys) == 1 and len(keys[0]) == 64 and "old-1" not in keys[0]


def test_an_external_id_that_came_meanwhile_is_refused_the_same(cast, monkeypatch):
    rows = importing.read(json.dumps([LEAST, ROW]).encode())
    importing.open_all(importing.read(json.dumps([ROW]).encode()))
    with pytest.raises(importing.Refused) as refusal:
        importing.open_all(rows)
    assert [(fault.row, fault.field) for fault in refusal.value.faults] == [(2, "external_id")]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("country", ["AT", "ES", "BR", "ZZ"])
def test_a_country_without_rules_is_taken_with_a_warning(cast, tmp_path, country):
    row = changed("country", country)
    row["region"] = None
    status, opened, warned = run(tmp_path, [LEAST, row])
    assert status == 0 and len(opened) == 2
    assert warned.startswith("Row 2: ") and country in warned
    case = Case.objects.get(reference=opened[1]["reference"])
    assert case.country == country and case.group is None


@pytest.mark.parametrize("country", ["XX", "UK", "QQ"])
def test_two_letters_that_are_no_country_are_refused(cast, tmp_path, country):
    assert refused(tmp_path, [changed("country", country, LEAST)]) == [(1, "country")]


@pytest.mark.parametrize(
    ("department", "region"), [("FR-75", "FR-IDF"), ("FR-13", "FR-PAC"), ("FR-67", "FR-6AE")]
)
def test_a_department_stands_in_its_region_and_comes_out_as_it_went_in(cast, tmp_path, department, region):
    row = {"language": "ru", "country": "FR", "region": department, "problems": ["other"]}
    status, opened, _warned = run(tmp_path, [row])
    case = Case.objects.get(reference=opened[0]["reference"])
    assert status == 0 and case.region == region and case.intake.given["region"] == department


def test_a_wrong_row_near_the_end_leaves_nothing_behind(cast, tmp_path):
    assert refused(tmp_path, [LEAST] * 98 + [changed("country", "x", LEAST), LEAST]) == [(99, "country")]
    assert not ReferenceCounter.objects.exists()


def test_a_fault_of_the_program_leaves_nothing_behind(cast, monkeypatch):
    rows = importing.read(json.dumps([LEAST] * 5).encode())
    real, calls = receipts.give, []

    def broken(case, digits):
        calls.append(case)
        if len(calls) == 4:
            raise RuntimeError("power cut")
        return real(case, digits)

    monkeypatch.setattr(receipts, "give", broken)
    with pytest.raises(RuntimeError):
        importing.open_all(rows)
    assert not Case.objects.exists() and not CaseEvent.objects.exists() and not Receipt.objects.exists()


def test_the_format_is_described_and_its_example_is_taken(cast):
    described = (Path(__file__).parent.parent / "docs" / "import.md").read_text(encoding="utf-8")
    example = described.partition("```json\n")[2].partition("```")[0]
    assert importing.open_all(importing.read(example.encode()))
    for key, shape in import_format.SHAPE.items():
        shape = shape[0] if isinstance(shape, list) else shape
        for name in [key, *(shape if isinstance(shape, dict) else ())]:
            assert f"`{name}`" in described


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
PATHS = [path for path, _value, _field in WRONG]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), value=ANYTHING)
def test_no_value_makes_the_import_fall_over(cast, path, value):
    content = json.dumps([changed(path, value)]).encode()
    try:
        rows = importing.read(content)
    except importing.Refused as refusal:
        assert all(fault.row == 1 and fault.reason for fault in refusal.faults)
    else:
        assert importing.open_all(rows)
        Intake.objects.update(external_key=None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=60) | ANYTHING.map(lambda value: json.dumps(value).encode()))
def test_no_file_makes_the_import_fall_over(db, content):
    try:
        assert importing.read(content) == []
    except importing.Refused as refusal:
        assert refusal.faults

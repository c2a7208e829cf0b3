"""An intake written down in the import format: an import comes back as it came."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cases.models import Intake
from door import importing
from security.models import AccessEntry
from tests.cast import open_case
from tests.test_import_intakes import LEAST, ROW, changed


def exported(reference):
    """(rows, what was said beside)."""
    out, err = io.StringIO(), io.StringIO()
    call_command("export_intake", reference, stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


def imported(*rows):
    return importing.open_all(importing.read(json.dumps(rows).encode()))


@pytest.mark.parametrize(
    "row",
    [
        ROW,
        LEAST,
        changed("pay.amount", "12.5"),
        changed("periods", []),
        changed("dismissal", None),
        changed("clause", None),
        changed("pay.pay_day", None),
        changed("employer.email", None),
        changed("employer.address", "Am Beispielufer 3\n50667 Köln"),
        changed("employment", {}),
    ],
)
def test_the_export_of_an_import_is_equal_to_it(cast, row):
    [(reference, _digits)] = imported(row)
    assert exported(reference) == ([row], "")


def test_many_come_back_each_as_it_came(cast):
    rows = [changed("external_id", f"old-{number}") for number in range(5)]
    for row, (reference, _digits) in zip(rows, imported(*rows), strict=True):
        assert exported(reference)[0] == [row]


def test_an_intake_of_the_staff_page_can_be_imported(cast):
    case = open_case(cast.lena)
    rows, beside = exported(case.reference)
    assert "employment.job_title" in beside and "person.callback_words" in beside
    assert rows[0]["employer"]["address"] == "Am Beispielufer 12, 50667 Köln"
    [(reference, _digits)] = imported(*rows)
    assert exported(reference)[0] == rows


def test_a_dismissal_of_unknown_form_is_named_as_left_out(cast):
    case = open_case(cast.lena, dismissal={"form": "unknown", "received_on": None}, person={"name": ""})
    rows, beside = exported(case.reference)
    assert rows[0]["dismissal"] is None and "dismissal" in beside
    assert rows[0]["person"]["name"] == "Ольга"
    assert imported(*rows)


def test_an_export_is_written_to_the_access_log(cast):
    [(reference, _digits)] = imported(LEAST)
    exported(reference.lower().replace("-", " "))
    entry = AccessEntry.objects.get(kind="exported")
    assert entry.case_id == Intake.objects.get().case_id


@pytest.mark.parametrize("reference", ["KLN-2026-9999", "nothing", "", "'; --"])
def test_an_unknown_number_is_said_in_a_sentence(db, reference):
    with pytest.raises(CommandError, match="There is no case"):
        call_command("export_intake", reference)

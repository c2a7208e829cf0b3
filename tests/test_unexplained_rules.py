"""A rule that is not explained in every language: the team sees its date, workers do not."""

from datetime import date

import pytest
from django.test import Client

import wording
from door import status, told
from tests import cast as people
from tests import visitor

RULE = "DE_BGB_174"


@pytest.fixture
def unexplained(monkeypatch):
    monkeypatch.setattr(wording, "is_worded", lambda rule_id: rule_id != RULE)


def test_every_rule_is_explained_now():
    assert wording.is_worded(RULE)
    assert not wording.is_worded("DE_NO_TEXTS")


def test_the_worker_sees_the_other_dates_only(cast, unexplained):
    case, _ = visitor.sent_case(Client())
    assert case.deadlines.filter(rule_id=RULE).exists()
    shown = [one.rule_id for one in status.legal_dates(case)]
    assert RULE not in shown and "DE_KSCHG_4" in shown


def test_a_reason_in_place_of_a_date_is_kept_back_too(cast, unexplained, monkeypatch):
    case = people.open_case(cast.lena, dismissal={"form": "oral", "received_on": None, "known_by": "memory"})
    assert len(status.undated(case)) == 1
    monkeypatch.setattr(wording, "is_worded", lambda rule_id: False)
    assert status.undated(case) == []


def test_a_story_without_a_case_is_told_the_same(unexplained):
    story = {
        "country": "DE",
        "region": "DE-NW",
        "dismissal": {"form": "written", "received_on": "2026-11-12"},
    }
    dated, _ = told.dates(story, date(2026, 11, 13))
    assert [one.rule_id for one in dated] == ["DE_SGBIII_38", "DE_KSCHG_4"]

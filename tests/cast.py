"""The people and cases every test knows.

| name | who |
|---|---|
| lena, tomasz | caseworkers in Köln |
| ayla | coordinator in Köln |
| hanna | caseworker in Hamburg |
| pavlo | coordinator in Hamburg |
| nora | network coordinator: sees unrouted cases and figures |
| otto | auditor: sees figures and no case |
| dora | was a caseworker in Köln; the account is closed |
"""

import copy
import itertools
from dataclasses import dataclass, field
from datetime import date

import pytest

from accounts.models import LocalGroup, Membership, Region, User
from cases import conflicts, facts, intake, lifecycle

PASSWORD = "sieben blaue Regenschirme"
BEGAN = date(2026, 1, 1)
_numbers = itertools.count(1)

STORY = {
    "language": "uk",
    "country": "DE",
    "region": "DE-NW",
    "place": "Köln",
    "problems": ["unpaid_wages", "dismissal"],
    "employer": {
        "name": "Hotelbetrieb Wellerau GmbH",
        "represented_by": "vertreten durch die Geschäftsführung",
        "street": "Am Beispielufer 12",
        "postal_code": "50667",
        "town": "Köln",
        "email": "personal@wellerau.example",
        "register_number": "",
    },
    "employment": {"from": "2026-09-01", "until": None, "job_title": "Reinigungskraft"},
    "dismissal": {
        "form": "written",
        "dated": "2026-11-11",
        "received_on": "2026-11-12",
        "known_by": "postmark",
    },
    "pay": {
        "kind": "hourly",
        "amount": "12.00",
        "currency": "EUR",
        "hours_per_unit": None,
        "pay_day": {"day": 15, "months_after": 1},
    },
    "periods": [
        {"month": "2026-09", "hours": "120", "paid": "0", "paid_kind": "gross"},
        {"month": "2026-10", "hours": "130", "paid": "0", "paid_kind": "gross"},
    ],
    "clause": {"months": 3, "contract_signed": "2026-09-01", "exempts_minimum_wage": False},
    "person": {
        "alias": "Ольга",
        "name": "Ольга Озерна",
        "passport_name": "Olha Oserna",
        "contact": {"channel": "signal", "value": "+49 000 333444"},
        "safe_to_contact": True,
        "contact_note": "Після 18:00",
        "callback_words": "Вітання з бібліотеки",
        "address": "Musterstraße 7, 50667 Köln",
    },
    "consent": {"read": True, "act": True},
    "story": "Мене звільнили листом. За два місяці не заплатили нічого.",
}


@dataclass
class Cast:
    """Groups and people, by first name."""

    koeln: LocalGroup
    hamburg: LocalGroup
    people: dict = field(default_factory=dict)

    def __getattr__(self, name):
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


def told(**changes):
    """An intake; `person`, `employer` and other dicts are changed key by key, None or a list replaces."""
    given = copy.deepcopy(STORY)
    for name, value in changes.items():
        if isinstance(value, dict) and isinstance(given.get(name), dict):
            given[name].update(value)
        else:
            given[name] = value
    return given


def open_case(by, **changes):
    """A new case, as `told`."""
    key = f"test-{next(_numbers)}"
    return intake.open_case(given=told(**changes), channel="phone", by=by, submission_key=key)


def taken_case(by, **changes):
    """A case that `by` has taken: it is being checked."""
    return lifecycle.advance(open_case(by, **changes), "take", by=by, responsible=by)


def accepted_case(by, **changes):
    """A case with everything confirmed: the claim is ready."""
    case = taken_case(by, **changes)
    for trigger in case.triggers.all():
        facts.confirm(trigger, by=by, known_by="memory")
    conflicts.clear(case, by=by)
    return lifecycle.advance(case, "accept", by=by, on=case.today())


def build():
    koeln = _group("Köln", "KLN", "DE-NW")
    hamburg = _group("Hamburg", "HAM", "DE-HH")
    people = {
        "lena": _person("Lena Kramer", koeln),
        "tomasz": _person("Tomasz Bielak", koeln, language="de"),
        "ayla": _person("Ayla Demir", koeln, role="coordinator"),
        "hanna": _person("Hanna Petersen", hamburg),
        "pavlo": _person("Pavlo Hrynko", hamburg, role="coordinator"),
        "nora": _person("Nora Lind", is_network_coordinator=True),
        "otto": _person("Otto Falk", is_auditor=True),
        "dora": _person("Dora Meinert", koeln, is_active=False),
    }
    return Cast(koeln, hamburg, people)


def _group(name, code, region):
    group = LocalGroup.objects.create(
        name=name,
        code=code,
        country="DE",
        languages=["de", "uk"],
        letterhead_name=f"Gruppe {name}",
        street="Beispielweg 1",
        postal_code="50667",
        town=name,
        phone="0221 0000 123",
        email=f"post@{code.lower()}.example",
        legal_supervisor="Rechtsanwältin M. Muster",
    )
    Region.objects.create(group=group, country="DE", region=region)
    return group


def _person(name, group=None, role="caseworker", **marks):
    first = name.split()[0].lower()
    user = User.objects.create_user(f"{first}@poruch.example", PASSWORD, name=name, **marks)
    if group:
        Membership.objects.create(user=user, group=group, role=role, began_on=BEGAN)
    return user


@pytest.fixture
def cast(db):
    return build()

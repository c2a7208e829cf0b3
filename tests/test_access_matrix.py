"""Every address × every kind of person × method × object. An address without a row here fails.

A row says what a person needs. What someone may not see must answer, byte for byte, as what does not exist.
"""

import re
import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from cases import admissions
from tests import access_rows
from tests import cast as people
from tests.access_rows import OPEN, ROWS, SIGNED_IN

HELD = {
    "own_group": {"view_case", "work_case", "see_person"},
    "coordinator": {"view_case", "work_case", "see_person", "decide_case", "admit"},
    "admitted": {"view_case", "work_case", "see_person"},
    "observer": {"view_case"},
    "other_group": set(),
    "walled": set(),
    "network": set(),
    "auditor": set(),
}
WHO = {
    "own_group": "lena",
    "coordinator": "ayla",
    "admitted": "hanna",
    "observer": "pavlo",
    "other_group": "mira",
    "walled": "tomasz",
    "network": "nora",
    "auditor": "otto",
}


def named_patterns(resolver=None, namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield namespace + pattern.name
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_patterns(pattern, inner)


@pytest.fixture
def world(cast):
    """A Köln case: Hanna admitted to work, Pavlo to look, Tomasz walled off, Mira of Hamburg a stranger."""
    cast.people["mira"] = people._person("Mira Stern", cast.hamburg)
    case = people.accepted_case(cast.lena)
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Helps")
    admissions.admit(case, by=cast.ayla, user=cast.pavlo, role="observer", scope="case", purpose="Learns")
    admissions.build_wall(case, by=cast.ayla, user=cast.tomasz)
    return cast, access_rows.objects(cast, case)


def answer(client, method, address):
    """What the address answers; whatever the request changed is taken back."""
    with transaction.atomic():
        response = getattr(client, method.lower())(address, {} if method == "GET" else access_rows.NOTHING)
        same = comparable(response)
        transaction.set_rollback(True)
    return response, same


def comparable(response):
    """Status, place and page, without what differs from answer to answer: form tokens and ids."""
    body = b"".join(response) if response.streaming else response.content
    text = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", body)
    text = re.sub(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", b"ID", text)
    place = re.sub(r"[0-9a-f-]{36}", "ID", response.get("Location", ""))
    return response.status_code, place, text


def test_every_address_has_a_row():
    named = {name for name in named_patterns() if not access_rows.is_allauth(name)}
    assert sorted(named - set(ROWS)) == [], "addresses without a row"
    assert sorted(set(ROWS) - named) == [], "rows without an address"


@pytest.mark.parametrize("person", [None, "dora"])
def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(person, world):
    cast, objects = world
    client = closed_account(cast) if person else Client()
    for name, row in ROWS.items():
        for method in ("GET", "POST"):
            response, _same = answer(client, method, address(name, objects))
            where = (name, method, response.status_code)
            is_sent_away = response.get("Location", "").startswith("/account/login")
            if row.need == OPEN:
                assert response.status_code < 500, where
                assert not is_sent_away or name == "start", where
            else:
                assert response.status_code == 405 or is_sent_away, where


@pytest.mark.parametrize("kind", sorted(WHO))
def test_pages_beside_the_cases_open_to_whom_they_are_meant_for(kind, world):
    cast, objects = world
    client = signed_in(cast, WHO[kind])
    for name, row in ROWS.items():
        if row.need != SIGNED_IN:
            continue
        for method in ("GET", "POST"):
            response, _same = answer(client, method, address(name, objects))
            where = (name, kind, method, response.status_code)
            assert response.status_code < 500, where
            if response.status_code == 405:
                continue
            if kind in row.refused:
                assert response.status_code in row.refused[kind], where
            elif name not in access_rows.NOT_THERE:
                assert response.status_code not in {403, 404}, where


@pytest.mark.parametrize("kind", sorted(WHO))
def test_a_case_answers_each_person_by_what_they_hold(kind, world):
    cast, objects = world
    client = signed_in(cast, WHO[kind])
    for name, row in ROWS.items():
        if isinstance(row.need, frozenset):
            for method in ("GET", "POST"):
                check_case_address(client, objects, name, kind, method)


def check_case_address(client, objects, name, kind, method):
    row = ROWS[name]
    response, same = answer(client, method, address(name, objects))
    needed = row.post if method == "POST" and row.post else row.need
    where = (name, kind, method, response.status_code)
    assert response.status_code < 500, where
    if response.status_code == 405:
        return
    if "view_case" not in HELD[kind]:
        assert response.status_code == 404, where
        _response, missing = answer(client, method, address(name, objects, invented=True))
        assert same == missing, where
    elif not needed <= HELD[kind]:
        assert response.status_code == 403, where
    elif name not in access_rows.NOT_THERE:
        assert response.status_code not in {403, 404}, where


def signed_in(cast, person):
    client = Client(raise_request_exception=False)
    client.force_login(getattr(cast, person))
    return client


def closed_account(cast):
    """A session that was opened before the account was closed."""
    client = Client()
    cast.dora.is_active = True
    cast.dora.save()
    client.force_login(cast.dora)
    cast.dora.is_active = False
    cast.dora.save()
    return client


def address(name, objects, invented=False):
    arguments = dict(ROWS[name].arguments(objects))
    if invented:
        arguments = {
            key: uuid.uuid4() if isinstance(value, uuid.UUID) else value for key, value in arguments.items()
        }
    return reverse(name, kwargs=arguments)

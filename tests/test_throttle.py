"""How often something may be tried: exact under many at once, by network address, forgotten afterwards."""

import threading
from datetime import date

import pytest
import time_machine
from django.db import connections
from django.test import RequestFactory

from security import throttle
from security.models import Counter

MINUTE = "2026-11-25 12:00:00+00:00"


def from_address(address, forwarded=""):
    given = {"REMOTE_ADDR": address}
    if forwarded:
        given["HTTP_X_FORWARDED_FOR"] = forwarded
    return RequestFactory().get("/", **given)


def test_so_many_and_no_more(db):
    with time_machine.travel(MINUTE, tick=False):
        assert [throttle.hit("sign-in", "lena", 3, 60) for _ in range(5)] == [True, True, True, False, False]


def test_keys_buckets_and_spans_are_counted_apart(db):
    with time_machine.travel(MINUTE, tick=False):
        assert throttle.hit("sign-in", "lena", 1, 60)
        assert not throttle.hit("sign-in", "lena", 1, 60)
        assert throttle.hit("sign-in", "tomasz", 1, 60)
        assert throttle.hit("receipt", "lena", 1, 60)
        assert throttle.hit("sign-in", "lena", 1, 3600)


def test_the_next_span_starts_anew(db):
    with time_machine.travel(MINUTE, tick=False) as clock:
        assert throttle.hit("sign-in", "lena", 1, 60)
        clock.shift(59)
        assert not throttle.hit("sign-in", "lena", 1, 60)
        clock.shift(1)
        assert throttle.hit("sign-in", "lena", 1, 60)


def test_the_table_names_nobody(db):
    throttle.hit("sign-in", "lena@poruch.example", 1, 60)
    row = Counter.objects.get()
    assert "lena" not in row.key
    assert len(row.key) == 64


def test_what_is_over_is_forgotten(db):
    with time_machine.travel(MINUTE, tick=False) as clock:
        throttle.hit("sign-in", "lena", 1, 60)
        assert throttle.forget() == 0
        clock.shift(61)
        assert throttle.forget() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_exactly_as_many_as_allowed():
    passed, start = [], threading.Barrier(8)

    def tries():
        start.wait()
        for _ in range(5):
            passed.append(throttle.hit("sign-in", "lena", 12, 3600))
        connections.close_all()

    with time_machine.travel(MINUTE, tick=False):
        threads = [threading.Thread(target=tries) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(passed) == 12
    assert len(passed) == 40


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_housemates_count_as_one(address, key):
    assert throttle.address_key(from_address(address)) == key


@pytest.mark.parametrize(
    ("proxies", "forwarded", "key"),
    [
        (0, "198.51.100.9", "203.0.113.0/24"),  # nobody is trusted: what the visitor sends is words
        (1, "198.51.100.9", "198.51.100.0/24"),
        (1, "192.0.2.1, 198.51.100.9", "198.51.100.0/24"),  # the left one is the visitor's own word
        (2, "192.0.2.1, 198.51.100.9", "192.0.2.0/24"),
        (2, "198.51.100.9", "203.0.113.0/24"),  # fewer than there should be: not through our proxies
    ],
)
def test_an_address_is_believed_from_our_own_proxies_only(settings, proxies, forwarded, key):
    settings.TRUSTED_PROXY_COUNT = proxies
    assert throttle.address_key(from_address("203.0.113.77", forwarded)) == key


def test_the_mark_of_an_address_is_another_one_tomorrow(db):
    request = from_address("203.0.113.77")
    today, tomorrow = date(2026, 11, 25), date(2026, 11, 26)
    assert throttle.source_key(request, today) == throttle.source_key(request, today)
    assert throttle.source_key(request, today) != throttle.source_key(request, tomorrow)
    assert throttle.address_key(request) not in throttle.source_key(request, today)

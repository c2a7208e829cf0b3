"""Counters of tries and the access log survive what the main database rolls back: theirs is another."""

import threading

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections, transaction

from accounts.models import User
from security import throttle, watch
from security.models import AccessEntry, Counter
from tests.cast import build

pytestmark = pytest.mark.django_db(transaction=True)


class Undone(Exception):
    pass


def undone(work):
    """Do it in a transaction of the main database, with a write of its own, that is then rolled back."""
    with pytest.raises(Undone), transaction.atomic():
        User.objects.create_user("undone@poruch.example", name="Undone")
        work()
        raise Undone
    assert not User.objects.filter(email="undone@poruch.example").exists()


def test_the_two_databases_are_two():
    names = {alias: str(connections[alias].settings_dict["NAME"]) for alias in connections}
    assert len(set(names.values())) == 2


def test_a_counted_try_stays_counted():
    undone(lambda: throttle.hit("sign-in", "lena", 1, 3600))
    assert Counter.objects.get().count == 1
    assert not throttle.hit("sign-in", "lena", 1, 3600)


def test_what_allauth_counts_in_the_cache_stays_counted():
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    undone(lambda: cache.set("allauth:rl:sign-in:lena", [1, 2, 3], 600))
    assert cache.get("allauth:rl:sign-in:lena") == [1, 2, 3]


def test_the_cache_keeps_a_million_counters_before_it_culls():
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] == 1_000_000


def test_a_refused_look_stays_noted():
    cast = build()
    undone(lambda: watch.record("refused", user=cast.lena, detail="enter"))
    assert AccessEntry.objects.get(kind="refused").user_id == cast.lena.pk


def test_counting_does_not_wait_for_a_long_write_elsewhere():
    """On SQLite a second connection to the same file would be locked out here."""
    counted = []

    def count():
        counted.append(throttle.hit("sign-in", "lena", 1, 3600))
        connections.close_all()

    with transaction.atomic():
        User.objects.create_user("slow@poruch.example", name="Slow")
        other = threading.Thread(target=count)
        other.start()
        other.join(timeout=5)
        assert not other.is_alive()
    assert counted == [True]


def test_each_wrong_password_is_noted(client):
    cast = build()
    for _ in range(2):
        client.post("/account/login/", {"login": cast.lena.email, "password": "wrong wrong wrong"})
    assert AccessEntry.objects.filter(kind__startswith="sign_in").count() == 2

"""Lets the demo's past happen in the past: the verbs see the moment they are told."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONE = ZoneInfo("Europe/Berlin")


@contextmanager
def days_ago(days, hour=19, minute=0):
    """Everything inside happens that many days ago, in the evening, as volunteers work."""
    today = timezone.now().astimezone(ZONE).date()
    moment = datetime.combine(today - timedelta(days=days), time(hour, minute), tzinfo=ZONE)
    moment = min(moment, timezone.now())
    with mock.patch.object(timezone, "now", lambda: moment):
        yield moment

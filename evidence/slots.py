"""Two files at a time are decoded on this machine, whoever sends how many: the pages of everybody come first."""

import fcntl
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

SLOTS = 2
WAIT_SECONDS = 6


class Busy(Exception):
    """No slot became free."""


@contextmanager
def slot():
    """Hold one of the slots. Raises Busy when all stay taken."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        for number in range(SLOTS):
            with open(Path(settings.PORUCH_DATA) / f".decoding-{number}", "a") as held:
                try:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                yield
                return
        if time.monotonic() > until:
            raise Busy
        time.sleep(0.1)

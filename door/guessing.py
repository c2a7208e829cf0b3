"""How often codes may be tried. One address is stopped; all are slowed down, and somebody is told."""

import logging
import time

from security import throttle, watch

log = logging.getLogger(__name__)
TRIES_A_MINUTE = 10
TRIES_OF_ALL_AN_HOUR = 300
BEGUN_AN_HOUR = 120  # people in one shelter share one address
MOST_BEGUN_AN_HOUR = 3_000  # here it is about our disk
MESSAGES_A_MINUTE = 5
FILES_AN_HOUR = 60
FILES_OF_AN_ADDRESS_AN_HOUR = 600
PIECES_AN_HOUR = 4_000
PAUSE_SECONDS = 1


def may_try(request) -> bool:
    """Count one try of a code; False when this address has had its share of this minute."""
    if not throttle.hit("door code", throttle.address_key(request), TRIES_A_MINUTE, 60):
        return False
    if not throttle.hit("door codes", "all", TRIES_OF_ALL_AN_HOUR, 3600):
        _alarm(request)
        time.sleep(PAUSE_SECONDS)
    return True


def may_write(request) -> bool:
    """Count one new draft; False only where no room full of people could have begun so many."""
    return throttle.hit("door draft", throttle.address_key(request), MOST_BEGUN_AN_HOUR, 3600)


def writes_much(request) -> bool:
    """Count it once more: True beyond what a shelter needs. Its stories wait for a person, none is refused."""
    return not throttle.hit("door drafts", throttle.address_key(request), BEGUN_AN_HOUR, 3600)


def may_send(receipt) -> bool:
    """Count one message of a worker."""
    return throttle.hit("door message", str(receipt.pk), MESSAGES_A_MINUTE, 60)


def may_give(request, place) -> bool:
    """Count one whole file for a story or case; False beyond what people have to show."""
    of_all = throttle.hit("door files", throttle.address_key(request), FILES_OF_AN_ADDRESS_AN_HOUR, 3600)
    return of_all and throttle.hit("door file", place, FILES_AN_HOUR, 3600)


def may_send_piece(place) -> bool:
    """Count one piece of a file."""
    return throttle.hit("door piece", place, PIECES_AN_HOUR, 3600)


def _alarm(request):
    """Once an hour: in the access log, and where the log of the server is read."""
    if throttle.hit("door alarm", "all", 1, 3600):
        watch.record("codes_guessed", request=request)
        log.warning("Many receipt codes are tried: more than %s in an hour.", TRIES_OF_ALL_AN_HOUR)

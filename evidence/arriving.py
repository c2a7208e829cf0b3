"""A file in pieces: each is stored as it comes, so that a broken line costs one piece and not the file."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from evidence.checking.limits import MOST_BYTES
from evidence.models import Arriving
from evidence.store import delete_after_commit, files
from evidence.taking import Refused

KEPT = timedelta(days=1)
MOST_AT_ONCE = 5


class OutOfStep(Exception):
    """The piece does not continue what is here; `received` says how many bytes are."""

    def __init__(self, received):
        super().__init__(received)
        self.received = received


def received(place, key) -> int:
    """How many bytes of a file are here already."""
    found = Arriving.objects.filter(place=place.key, key=key).first()
    return found.received if found else 0


@transaction.atomic
def add(place, *, key, size, offset, piece):
    """Store the next piece; returns the whole file once it is complete, else None. No more to come is said with
    an empty piece at the end, for a file that is complete and was not looked at yet.

    Raises OutOfStep for a piece that is not the next one, Refused where the file cannot be taken at all.
    """
    if not 0 < size <= MOST_BYTES:
        raise Refused("too_big" if size else "empty")
    arriving = _begun(place, key, size)
    if offset != arriving.received or size != arriving.size or not (piece or offset == size):
        raise OutOfStep(arriving.received)
    if offset + len(piece) > size:
        raise Refused("broken")
    if piece:
        arriving.piece_ids.append(files.put(piece))
        arriving.received += len(piece)
        arriving.save(update_fields=["piece_ids", "received"])
    return _joined(arriving) if arriving.received == size else None


@transaction.atomic
def drop(place, key):
    """The file is here as a whole, or nobody wants it any more."""
    for arriving in Arriving.objects.filter(place=place.key, key=key):
        _forget(arriving)


def forget(now=None) -> int:
    """Delete what never arrived; returns how many files."""
    late = list(Arriving.objects.filter(began_at__lt=(now or timezone.now()) - KEPT))
    for arriving in late:
        _forget(arriving)
    return len(late)


def _begun(place, key, size):
    wanted = {"place": place.key, "key": key}
    found = Arriving.objects.select_for_update().filter(**wanted).first()
    if found:
        return found
    if Arriving.objects.filter(place=place.key).count() >= MOST_AT_ONCE:
        _forget(Arriving.objects.filter(place=place.key).earliest("began_at"))
    try:
        with transaction.atomic():
            return Arriving.objects.create(**wanted, size=size)
    except IntegrityError:
        return Arriving.objects.select_for_update().get(**wanted)


def _joined(arriving):
    return b"".join(files.get(piece_id) for piece_id in arriving.piece_ids)


def _forget(arriving):
    delete_after_commit(*arriving.piece_ids)
    arriving.delete()

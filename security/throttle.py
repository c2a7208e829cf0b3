"""How often something may be tried. Counted in the security database: a rollback elsewhere forgets no try.

A span of time starts at fixed moments, so at most twice the limit passes around one of them. The count is raised by
one conditional UPDATE: however many processes count at once, never more than the limit get through.
"""

import ipaddress
import secrets
import time
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from security.keyring import ring
from security.models import Counter


def hit(bucket: str, key: str, limit: int, seconds: int) -> bool:
    """Count one try by `key`; True while no more than `limit` were made in this span of `seconds`."""
    span = int(time.time() // seconds)
    hashed = ring().mac("pepper", f"throttle:{bucket}:{seconds}:{span}", key)
    if _count(hashed, limit):
        return True
    ends_at = datetime.fromtimestamp((span + 1) * seconds, UTC)
    Counter.objects.bulk_create([Counter(key=hashed, expires_at=ends_at)], ignore_conflicts=True)
    if secrets.randbelow(200) == 0:
        forget()
    return _count(hashed, limit)


def forget(now=None) -> int:
    """Delete counters whose time is over."""
    return Counter.objects.filter(expires_at__lt=now or timezone.now()).delete()[0]


def address_key(request) -> str:
    """The network part of the visitor's address: /24, or /64 of IPv6. Housemates and one phone count as one."""
    try:
        address = ipaddress.ip_address(_address(request))
    except ValueError:
        return "unknown"
    address = getattr(address, "ipv4_mapped", None) or address
    prefix = 24 if address.version == 4 else 64
    return str(ipaddress.ip_network((int(address), prefix), strict=False))


def source_key(request, day=None) -> str:
    """Keyed hash of the address part; tomorrow's is another, so that days cannot be joined."""
    day = day or timezone.now().date()
    return ring().mac("pepper", f"source:{day.isoformat()}", address_key(request))[:32]


def _address(request):
    """What our own outermost proxy saw. Entries further left are the visitor's own words."""
    trusted = settings.TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if trusted and len(forwarded) >= trusted:
        return forwarded[-trusted]
    return request.META.get("REMOTE_ADDR", "")


def _count(hashed, limit):
    return bool(Counter.objects.filter(key=hashed, count__lt=limit).update(count=F("count") + 1))

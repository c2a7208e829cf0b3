"""Is this container well? `python compose/healthcheck.py web|worker|beat` ends with 0 or 1."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

BEAT_SECONDS = 600


def web():
    """/healthz says 200, asked under a host name the installation answers to."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    address = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}/healthz"
    request = urllib.request.Request(address, headers={"Host": host, "X-Forwarded-Proto": "https"})
    with urllib.request.urlopen(request, timeout=8) as answer:  # noqa: S310  a fixed http address
        return answer.status == 200


def worker():
    """At least one worker answers through Redis."""
    asked = subprocess.run(["celery", "--app", "config.celery", "inspect", "ping", "--timeout", "4"])
    return asked.returncode == 0


def beat():
    """The beat wrote its schedule not long ago."""
    schedules = Path(os.environ.get("PORUCH_DATA", "data")).glob("beat-schedule*")
    return any(time.time() - file.stat().st_mtime < BEAT_SECONDS for file in schedules)


if __name__ == "__main__":
    try:
        is_well = {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]()
    except (OSError, IndexError, KeyError) as error:
        sys.exit(f"Not well: {error}")
    sys.exit(0 if is_well else 1)

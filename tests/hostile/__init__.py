"""Files nobody should send, made here and kept nowhere. `verdicts.csv` says what must become of each.

`make()` gives {name: bytes}. A file with secrets holds `SECRET` where a clean copy must not.
"""

import csv
from functools import cache
from pathlib import Path

from tests.hostile import papers, photos, strangers

VERDICTS = Path(__file__).with_name("verdicts.csv")


@cache
def make():
    return {**photos.make(), **papers.make(), **strangers.make()}


def verdicts():
    """[{name, verdict, where}]: `verdict` is taken or a refusal; `apart` needs the child process."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""CSV files of this package, read once."""

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def rows(name):
    """All rows of a file as dicts."""
    return read(HERE / name)


def read(path):
    """All rows of any CSV file as dicts."""
    with open(path, encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))

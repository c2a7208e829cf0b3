"""Regions of each country (ISO 3166-2), whose holidays they keep, and holidays of some communes only."""

import re
from datetime import date, timedelta
from functools import cache

from lawpack.tables import rows

FROM_EASTER = re.compile(r"easter([+-][0-9]{1,3})")


@cache
def _regions():
    return {row["region"]: row for row in rows("regions.csv")}


def codes():
    """Codes of all regions."""
    return tuple(_regions())


@cache
def of_country(country):
    """Codes of all regions of a country."""
    return tuple(code for code in _regions() if code.startswith(f"{country}-"))


def is_known(country, region):
    """Whether the region is one of the country's and has one list of holidays for all its places."""
    row = _regions().get(region)
    return bool(row) and region.startswith(f"{country}-") and row["mixed"] != "yes"


def holidays_of(region):
    """The name the package `holidays` has for the region; empty: it keeps the holidays of the whole country."""
    row = _regions().get(region)
    return row["holidays_of"] if row else ""


@cache
def local_days(region, year):
    """{day: fact} of holidays that only some communes of the region keep; `fact` decides, where one is named."""
    found = {}
    for row in rows("local_holidays.csv"):
        if row["region"] == region:
            day = day_of(row["day"], year)
            if (
                (row["effective_from"] or "0001")
                <= day.isoformat()
                <= (row["effective_until"] or "9999-12-31")
            ):
                found[day] = row["fact"]
    return found


def day_of(text, year):
    """A day of a year from "12-24", or counted from Easter Sunday: "easter-2". Raises ValueError for other text."""
    if from_easter := FROM_EASTER.fullmatch(text):
        return easter(year) + timedelta(days=int(from_easter[1]))
    return date.fromisoformat(f"{year:04d}-{text}")


@cache
def easter(year):
    """Easter Sunday of the western churches (the Gregorian rule as given by Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)

"""Countries and their regions (ISO 3166): codes to store, names to show.

Countries with rules have their names in labels.csv; countries.csv adds the rest of Europe. A region is
called as people there call it, in every language.
"""

import re
from functools import lru_cache

from django.utils.functional import lazystr

from wording import languages, tables
from wording.labels import label

WITH_RULES = ("DE", "FR", "PL")
ELSEWHERE = "ZZ"  # ISO 3166 leaves this code to its users: a country that is not in the list


class _Country:
    """One name whose language is chosen when it is read."""

    def __init__(self, code, names):
        self.code, self.names = code, names

    def __str__(self):
        return self.names.get(languages.active(), self.code)


@lru_cache(maxsize=1024)
def country_name(code):
    """Lazy name of a country in the active language; an unknown code names itself."""
    if code in WITH_RULES:
        return label("country", code)
    if code == ELSEWHERE:
        return label("country", "other")
    names = next((row for row in tables.rows("countries.csv") if row["code"] == code), {})
    return lazystr(_Country(code, names))


def country_choices():
    """(code, name): countries with rules first, then the rest of Europe, then "another country"."""
    codes = (*WITH_RULES, *(row["code"] for row in tables.rows("countries.csv")), ELSEWHERE)
    return [(code, country_name(code)) for code in codes]


def region_name(code):
    """Name of a region; an unknown code names itself."""
    return next((row["name"] for row in tables.rows("regions.csv") if row["code"] == code), code)


def is_country(code):
    """Whether ISO 3166-1 knows the code (or has lent it: Kosovo is XK), or it stands for another country."""
    return code == ELSEWHERE or any(row["code"] == code for row in tables.rows("iso3166.csv"))


def region_of(code):
    """The region to choose from the list that a subdivision lies in: FR-IDF for FR-75; else the code itself."""
    return next((row["part_of"] for row in tables.rows("regions.csv") if row["code"] == code), "") or code


def is_region(country, code):
    """Whether the country has this subdivision; of a country without a list, whether it is written like one."""
    listed = {row["code"] for row in tables.rows("regions.csv") if row["code"].startswith(f"{country}-")}
    return code in listed if listed else re.fullmatch(rf"{country}-[A-Z0-9]{{1,3}}", code) is not None


def region_groups():
    """[(country name, [(code, name), ...]), ...] for a list of choices in groups."""
    groups = {}
    for row in (row for row in tables.rows("regions.csv") if not row["part_of"]):
        groups.setdefault(row["code"][:2], []).append((row["code"], row["name"]))
    return [(country_name(country), regions) for country, regions in groups.items()]

"""Working days of a region: neither weekend nor public holiday."""

from datetime import timedelta
from functools import cache, lru_cache

from lawpack import regions

WEEKEND = (5, 6)
SUNDAY = 6
A_DAY = timedelta(days=1)


class Workdays:
    """Working days of one country and region, with local holidays of the group's own.

    An unknown region counts the holidays of the whole country only, so that a period ends early rather than
    late; a country without holiday data has weekends only. A holiday that only some communes of the region
    keep is unsure until told (`extra`, or `protestant_commune` in Alsace and Moselle): forward it counts as a
    working day and backward as none, so that either way the earlier day comes out. `also_free` are further
    days of a rule that move an end: "12-24;easter-2".
    """

    def __init__(self, country, region=None, extra=frozenset(), protestant_commune=None, also_free=""):
        self.country, self.region = country, region
        self.extra = extra
        self.knows_region = regions.is_known(country, region) or not regions.of_country(country)
        self.answers = {"protestant_commune": protestant_commune}
        self.also_free = tuple(text for text in also_free.split(";") if text)
        self._years = {}

    def is_weekend(self, day):
        return day.weekday() in WEEKEND

    def is_holiday(self, day):
        return day in self._year(day.year)[0] or day in self.extra

    def is_working(self, day):
        return day.weekday() < WEEKEND[0] and not self.is_holiday(day)

    def is_free_by_rule(self, day):
        """Whether the day is free for the rule alone, and not by the calendar of the place."""
        return day in self._year(day.year)[2]

    def unsure(self, day):
        """None, or what would settle whether the day is a holiday: the name of a fact, or ""."""
        return None if day in self.extra else self._year(day.year)[1].get(day)

    def forward(self, day):
        """The day itself or the next working day (BGB 193, ZPO 222(2))."""
        while not self.is_working(day):
            day += A_DAY
        return day

    def back(self, day):
        """The day itself or the last working day before it."""
        while not self.is_working(day) or self.unsure(day) is not None:
            day -= A_DAY
        return day

    def later(self, start, count, saturdays=False):
        """The last of so many working days after `start`, whose own day does not count."""
        day = start
        while count > 0:
            day += A_DAY
            free = day.weekday() == SUNDAY if saturdays else day.weekday() in WEEKEND
            count -= not free and not self.is_holiday(day)
        return day

    def _year(self, year):
        """(holidays, {unsure day: fact}, days free by the rule alone) of one year."""
        if year not in self._years:
            self._years[year] = self._read(year)
        return self._years[year]

    def _read(self, year):
        region = self.region if self.region and self.region.startswith(f"{self.country}-") else None
        public, unsure = set(_public(self.country, regions.holidays_of(region), year)), {}
        for day, fact in regions.local_days(region, year).items():
            public.discard(day)
            if self.answers.get(fact) is None:
                unsure[day] = fact
            elif self.answers[fact]:
                public.add(day)
        free = {regions.day_of(text, year) for text in self.also_free} - public
        return frozenset(public | free), unsure, frozenset(free)


@lru_cache(maxsize=256)
def of_place(country, region, extra=frozenset(), protestant_commune=None, also_free=""):
    """The same Workdays for the same place: its years are read once."""
    return Workdays(country, region, extra, protestant_commune, also_free)


@cache
def _public(country, subdivision, year):
    """Public holidays of a year. The package is large, so it is imported when first asked."""
    import holidays

    codes = holidays.list_supported_countries(include_aliases=False)
    if country not in codes:
        return frozenset()
    name = subdivision if subdivision in codes[country] else None
    return frozenset(holidays.country_holidays(country, subdiv=name, years=year, expand=False))

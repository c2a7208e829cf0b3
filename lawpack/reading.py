"""Questions from outside, read field by field. What is wrong is collected with its place, never raised."""

import re
from datetime import date
from decimal import Decimal

NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
WEEK = re.compile(r"[0-9]{4}-W[0-9]{2}")
YEARS = range(1900, 2200)


class Row:
    """One JSON object. Each reading method returns the value, or None where it is absent, null or wrong.

    Errors are [{"field", "message"}]; a field inside another is written with its way to it: lines[2].hours.
    `finish` adds the keys that nobody asked for.
    """

    def __init__(self, values, errors=None, place=""):
        self.values = values
        self.errors = [] if errors is None else errors
        self.place = place
        self.known = set()
        for name in getattr(values, "twice", ()):
            self.refuse(name, "This key stands here twice.")

    def refuse(self, name, message):
        """Note that a field cannot be taken."""
        field = f"{self.place}.{name}" if self.place and name else self.place or name
        self.errors.append({"field": field, "message": message})

    def has(self, name):
        """Whether the key stands there with a value."""
        return self.values.get(name) is not None

    def text(self, name, *, required=False, longest=200):
        value = self._value(name, required)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            return self.refuse(name, f"Must be a text of at most {longest} signs.")
        return value

    def choice(self, name, values, *, required=False, default=None):
        """One of some words; `default` where the key is absent."""
        value = self._value(name, required)
        if value is None:
            return default
        if not isinstance(value, str) or value not in values:
            return self.refuse(name, f"Must be one of: {', '.join(sorted(values))}.")
        return value

    def yes_no(self, name):
        value = self._value(name, False)
        if value is None or isinstance(value, bool):
            return value
        return self.refuse(name, "Must be true or false.")

    def whole(self, name, *, lowest, highest, required=False):
        """A JSON integer."""
        value = self._value(name, required)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            return self.refuse(name, f"Must be a whole number from {lowest} to {highest}.")
        return value

    def number(self, name, *, required=False, lowest=Decimal(0), highest=Decimal(10**9)):
        """A Decimal from a string with a point, or from a JSON integer; a float is refused, for it is not exact."""
        value = self._value(name, required)
        return None if value is None else self._number(name, value, lowest, highest)

    def day(self, name, *, required=False):
        value = self._value(name, required)
        return None if value is None else self._day(name, value)

    def month(self, name, *, required=False):
        """The first day of a month written YYYY-MM."""
        value = self._value(name, required)
        if value is None:
            return None
        if isinstance(value, str) and MONTH.fullmatch(value):
            found = _date(f"{value}-01")
            if found:
                return found
        return self.refuse(name, "Must be a month such as 2026-09.")

    def week(self, name, *, required=False):
        """The Monday of a week written YYYY-Www (ISO 8601)."""
        value = self._value(name, required)
        if value is None:
            return None
        if isinstance(value, str) and WEEK.fullmatch(value) and int(value[:4]) in YEARS:
            try:
                return date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
            except ValueError:
                pass
        return self.refuse(name, "Must be a week such as 2026-W09.")

    def row(self, name, *, required=False):
        """The object under a key, as a Row that shares the errors."""
        value = self._value(name, required)
        if value is None:
            return None
        if not isinstance(value, dict):
            return self.refuse(name, "Must be an object.")
        return Row(value, self.errors, self._way(name))

    def rows(self, name, *, required=False, most=5000):
        """The objects of the array under a key, as Rows."""
        value = self._value(name, required)
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > most or (required and not value):
            self.refuse(
                name, f"Must be an array of 1 to {most} objects." if required else "Must be an array."
            )
            return []
        found = []
        for index, one in enumerate(value):
            if isinstance(one, dict):
                found.append(Row(one, self.errors, f"{self._way(name)}[{index}]"))
            else:
                self.refuse(f"{name}[{index}]", "Must be an object.")
        return found

    def days(self, name, *, most=400):
        """{day: Decimal} from an object whose keys are days; None where it is absent or wrong."""
        inner = self.row(name)
        if inner is None:
            return None
        found = {}
        for key in list(inner.values)[:most]:
            day = _date(key) if DAY.fullmatch(key) else None
            value = inner.number(key, required=True, highest=Decimal(24))
            if day is None:
                inner.refuse(key, "Must be a day such as 2026-09-30.")
            elif value is not None:
                found[day] = value
        inner.finish()
        return found

    def finish(self):
        """Refuse the keys that were not asked for; True where nothing in the whole question is wrong."""
        for name in self.values:
            if name not in self.known:
                self.refuse(name, "This key is not known.")
        return not self.errors

    def _value(self, name, required):
        self.known.add(name)
        value = self.values.get(name)
        if value is None and required:
            self.refuse(name, "This is missing.")
        return value

    def _number(self, name, value, lowest, highest):
        if isinstance(value, float):
            return self.refuse(name, 'Write the number as a string, such as "12.50".')
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            return self.refuse(name, "Must be a number written as a string.")
        if not NUMBER.fullmatch(str(value)):
            return self.refuse(name, 'Must be a number such as "12.50", with a point and at most six places.')
        found = Decimal(str(value))
        if not lowest <= found <= highest:
            return self.refuse(name, f"Must be from {lowest:f} to {highest:f}.")
        return found

    def _day(self, name, value):
        found = _date(value) if isinstance(value, str) and DAY.fullmatch(value) else None
        return found or self.refuse(name, "Must be a day such as 2026-09-30.")

    def _way(self, name):
        return f"{self.place}.{name}" if self.place else name


def _date(text):
    """The day, or None where the calendar has no such day or it lies outside the years we answer for."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None

"""A typical week: when work began and ended on each day, or in words where no week was like the other."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import pgettext, pgettext_lazy

import wording
from cases.forms.fields import WholeNumberField
from door import week
from door.forms.fields import DoorForm, line

LONGEST_BREAK = 12 * 60
IMPOSSIBLE = pgettext_lazy("door", "A day has 24 hours. Please check start, end and break.")


class ClockField(forms.CharField):
    """A time of day in the ways people write it; clean gives "08:30" or an empty text."""

    def __init__(self, **options):
        super().__init__(required=False, **options)
        self.widget.attrs |= {"class": "w-4", "autocomplete": "off"}

    def clean(self, value):
        text = str(value or "").replace("\0", "").strip()
        if not text:
            return ""
        clock = week.read_clock(text)
        if clock is None:
            raise ValidationError(pgettext_lazy("door", "Please write the time like this: 8:30."))
        return clock


class WeekForm(DoorForm):
    """The fields of a day are `mon_start`, `mon_end`, `mon_pause`. `copied` fills the working days by Monday."""

    words = line(pgettext_lazy("door", "Was each week different? Tell us in your own words."), 300)

    def __init__(self, data=None, files=None, *, copied=False, **options):
        self.base_fields = {**_fields(), **self.base_fields}
        super().__init__(_like_monday(data) if copied else data, files, **options)

    @property
    def days(self):
        """(name of the day, its three fields) for each day."""
        for number, day in enumerate(week.DAYS, start=1):
            yield wording.weekday_name(number), [self[f"{day}_{part}"] for part in ("start", "end", "pause")]

    def clean(self):
        for day in week.DAYS:
            start, end, pause = (self.cleaned_data.get(f"{day}_{part}") for part in ("start", "end", "pause"))
            if start and end and week.minutes(start, end, pause) <= 0:
                self.refuse(f"{day}_pause", IMPOSSIBLE)
            elif bool(start) != bool(end) and f"{day}_end" not in self._errors:
                missing = "end" if start else "start"
                self.refuse(f"{day}_{missing}", pgettext_lazy("door", "Please write start and end."))

    def rows(self, values):
        told = told_week(values)
        for number, day in enumerate(week.DAYS, start=1):
            if day in told:
                yield wording.weekday_name(number).capitalize(), day_said(told[day])
        if told:
            yield pgettext("door", "Together in this week"), wording.number(week.hours(told))
        if values.get("words"):
            yield self.fields["words"].label, values["words"]


def told_week(values):
    """{day: {start, end, pause}} of the days with start and end."""
    return {
        day: {
            "start": values[f"{day}_start"],
            "end": values[f"{day}_end"],
            "pause": values.get(f"{day}_pause"),
        }
        for day in week.DAYS
        if values.get(f"{day}_start") and values.get(f"{day}_end")
    }


def day_said(told):
    """8:30–17:00 (30)"""
    pause = f" ({told['pause']})" if told.get("pause") else ""
    return f"{told['start']}–{told['end']}{pause}"


def _fields():
    """Start, end and break of each day."""
    fields = {}
    for day in week.DAYS:
        fields[f"{day}_start"] = ClockField(label=pgettext_lazy("door", "Start of work"))
        fields[f"{day}_end"] = ClockField(label=pgettext_lazy("door", "End of work"))
        fields[f"{day}_pause"] = WholeNumberField(
            label=pgettext_lazy("door", "Break in minutes"),
            least=0,
            most=LONGEST_BREAK,
            sentence=pgettext_lazy("door", "Please write the break in minutes, for example 30."),
            required=False,
        )
    return fields


def _like_monday(data):
    """Tuesday to Friday as on Monday, where nothing stands yet."""
    data = data.copy()
    for day in week.DAYS[1:5]:
        if not any(data.get(f"{day}_{part}") for part in ("start", "end", "pause")):
            for part in ("start", "end", "pause"):
                data[f"{day}_{part}"] = data.get(f"mon_{part}", "")
    return data

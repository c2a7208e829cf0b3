"""The month or the week a row is about."""

from datetime import timedelta

from lawpack.counting import month_end

SUNDAY = timedelta(days=6)


class InMonthOrWeek:
    """A row about one month, or about one ISO week: then `week` is its Monday.

    `month` is always the first day of the month the work began in, so that the dates of that month hold for a
    week too: the earlier ones, where the week lies in two months.
    """

    @property
    def first(self):
        """The first day the row is about; None for a claim about no time of its own."""
        return self.week or self.month

    @property
    def last(self):
        """The last day the row is about."""
        return self.week + SUNDAY if self.week else month_end(self.month)

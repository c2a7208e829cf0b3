"""When a reminder is owed. Pure arithmetic over days."""

RUNGS = (30, 14, 7, 3, 1, 0)
ESCALATE_FROM = 3
DAYS_A_WEEK = 7


def rung(days_left):
    """The rung owed now: the nearest at or above, so a missed day is caught up; None while nothing is owed.

    Overdue dates owe one rung a week: -1 from the first day late, -2 from the eighth, and so on.

    >>> rung(31), rung(30), rung(15), rung(14), rung(2), rung(0), rung(-1), rung(-7), rung(-8)
    (None, 30, 30, 14, 3, 0, -1, -1, -2)
    """
    if days_left < 0:
        return -((-days_left - 1) // DAYS_A_WEEK + 1)
    return min((step for step in RUNGS if step >= days_left), default=None)


def collapse(deadlines, today):
    """Of limitation dates with one trigger in one case, keep those passed and the first still to come."""
    kept, still_to_come = [], set()
    for deadline in sorted(deadlines, key=lambda one: one.safe_on):
        trigger = (deadline.case_id, deadline.trigger_event, deadline.trigger_on)
        if not deadline.is_limitation or deadline.safe_on < today:
            kept.append(deadline)
        elif trigger not in still_to_come:
            still_to_come.add(trigger)
            kept.append(deadline)
    return kept

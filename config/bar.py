"""What waits for the reader, as the numbers in the bar say it: every count there is, in one query a page."""

from django.db.models import IntegerField, Subquery

from accounts.models import User
from cases import law_changes, policy
from door import quarantine
from notifications import presenting


class Number(Subquery):
    """How many rows the query has."""

    output_field = IntegerField()
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"


def waiting_for(user):
    """{what: how many} of open reminders, stories set aside, cases with a change of the law."""
    if not getattr(user, "is_authenticated", False):
        return {}
    asked = {"reminders": presenting.open_today(user)}
    if policy.decides_about_set_aside(user):
        asked["stories"] = quarantine.waiting(user)
    if policy.answers_for_law(user):
        asked["law"] = law_changes.to_apply(user)
    numbers = {name: Number(rows.order_by().values("pk")) for name, rows in asked.items()}
    return User.objects.filter(pk=user.pk).values(**numbers).get()

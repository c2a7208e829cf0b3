"""Whom a date is for: the responsible person; from rung 3 a second one who may see the case.

Answers as `cases.policy.can(person, "work_case", case)` would, for very many cases in a handful of queries.
"""

from collections import defaultdict

from accounts.models import Membership, User
from cases import policy
from cases.models import Admission, Wall
from notifications.rungs import ESCALATE_FROM


class Staff:
    """Everybody whose account is open, with their roles; read once a run."""

    def __init__(self):
        people = User.objects.filter(is_active=True).only("email", "language", "is_network_coordinator")
        self.people = {person.pk: person for person in people.order_by("date_joined", "pk")}
        self.network = [pk for pk, person in self.people.items() if person.is_network_coordinator]
        self.roles = defaultdict(dict)
        running = Membership.objects.filter(ended_on=None, user__is_active=True).order_by("began_on", "id")
        for group_id, user_id, role in running.values_list("group_id", "user_id", "role"):
            self.roles[group_id][user_id] = role


class Circle:
    """Who could be told about a list of dates."""

    def __init__(self, staff, dates, today):
        self.staff = staff
        cases = {due.case_id for due in dates}
        self.admitted = defaultdict(list)
        running = Admission.objects.running(today).filter(case__in=cases, role__in=policy.WORKING)
        for case_id, user_id in running.order_by("from_on", "id").values_list("case_id", "user_id"):
            if user_id in staff.people:
                self.admitted[case_id].append(user_id)
        self.walled = defaultdict(set)
        for case_id, user_id in Wall.objects.filter(case__in=cases).values_list("case_id", "user_id"):
            self.walled[case_id].add(user_id)

    def who(self, due, rung):
        """[(person's id, is_escalation)] for this date at this rung, nobody twice."""
        has_responsible = self._may_work(due.responsible_id, due)
        if has_responsible and rung > ESCALATE_FROM:
            return [(due.responsible_id, False)]
        others = [
            person
            for person in self._team(due)
            if person != due.responsible_id and self._may_work(person, due)
        ]
        seconds = self._seconds(due, others)
        if has_responsible:
            return [(due.responsible_id, False), *((person, True) for person in seconds)]
        return [(person, False) for person in seconds or others]

    def _may_work(self, person, due):
        if person in self.walled.get(due.case_id, ()):
            return False
        if person in self.admitted.get(due.case_id, ()):
            return True
        if due.group_id is None:
            return person in self.staff.network
        return not due.is_restricted and person in self.staff.roles[due.group_id]

    def _team(self, due):
        members = self.staff.network if due.group_id is None else self.staff.roles[due.group_id]
        return dict.fromkeys([*members, *self.admitted.get(due.case_id, ())])

    def _seconds(self, due, others):
        """Who looks after it when the responsible person does not: who leads, else the next admitted."""
        leading = [person for person in others if self._leads(person, due)]
        admitted = self.admitted.get(due.case_id, ())
        return leading or [person for person in others if person in admitted][:1]

    def _leads(self, person, due):
        if due.group_id is None:
            return person in self.staff.network
        return self.staff.roles[due.group_id].get(person) == "coordinator"

"""Which open cases the law of this program would give other dates or sums; --apply works them out."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import LocalGroup
from cases import law_changes
from cases.models import Case


class Command(BaseCommand):
    help = (
        "List open cases whose stored dates or sums differ from those of the running law: rule, old and new day, "
        "versions; claim, old and new sum. "
        "Nothing changes without --apply."
    )

    def add_arguments(self, parser):
        parser.add_argument("--group", help="short code of one group, such as KLN; without it all groups")
        parser.add_argument(
            "--apply", action="store_true", help="work dates and sums out with the running law"
        )

    def handle(self, *, group, apply, **options):
        number = 0
        # A page of cases at a time: a network may have a hundred thousand.
        for case in _cases(group).iterator(chunk_size=law_changes.AT_ONCE):
            changes = law_changes.compare(case)
            if not changes:
                continue
            number += 1
            for change in changes:
                self.stdout.write(f"{case.reference}\t{_line(change)}")
            if apply:
                law_changes.apply(Case.objects.get(pk=case.pk), by=None)
        verb = "worked out anew" if apply else "would change"
        self.stdout.write(f"{number} open {'case' if number == 1 else 'cases'} {verb}.")


def _cases(code):
    """Cases that were compared and differ, and those not compared with this law yet."""
    found = Case.objects.all()
    if code:
        group = LocalGroup.objects.filter(code=code).first()
        if group is None:
            raise CommandError(f"There is no group with the code {code}.")
        found = found.filter(group=group)
    owed = law_changes.waiting(found) | law_changes.differing(found)
    return law_changes.with_facts(owed.distinct()).order_by("reference")


def _line(change):
    if change.is_sum:
        return _sum_line(change)
    what = f"{change.rule_id} {change.subject}".strip()
    days = f"{change.old_on or '-'} -> {change.new_on or '-'}"
    due = f"last day {change.old_due or '-'} -> {change.new_due or '-'}"
    versions = f"version {change.old_version or '-'} -> {change.new_version or '-'}"
    return "\t".join((what, days, due, versions))


def _sum_line(change):
    when = f"{change.week:%G-W%V}" if change.week else f"{change.month:%Y-%m}" if change.month else ""
    what = f"{change.claim_type} {when}".strip()
    due = f"{_or_dash(change.old_due)} -> {_or_dash(change.new_due)} {change.currency}"
    still_open = f"open {_or_dash(change.old_open)} -> {_or_dash(change.new_open)} {change.currency}"
    return "\t".join((what, due, still_open))


def _or_dash(amount):
    return "-" if amount is None else amount

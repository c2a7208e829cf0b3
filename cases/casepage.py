"""Everything the case page shows, read once: who may see what is asked here and not in the template."""

from dataclasses import dataclass
from textwrap import shorten

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

import wording
from cases import law_answers, messaging, nextstep, policy
from cases.contacting import NEVER_CALL
from cases.forms.notes import NoteForm
from cases.models import Case, LawCheck
from cases.presenting import contacting, dates, stages, started, timeline
from cases.statement import statement

CONSENTS_TO_ASK = ("read", "act", "letter")


@dataclass(frozen=True)
class ConsentLine:
    """One kind of consent: given, taken back, or not asked yet."""

    name: str
    consent: object = None


class CasePage:
    """One case as one reader sees it."""

    def __init__(self, case, user, *, note_form=None):
        self.case, self.user = case, user
        self.today = case.today()
        self.actions = policy.actions(user, case)
        self.note_form = note_form or NoteForm(prefix="note")

    @property
    def may_work(self):
        return "work_case" in self.actions

    @property
    def may_change_dates(self):
        """Dates of a closed case rest."""
        return self.may_work and self.case.is_open

    @property
    def sees_person(self):
        return "see_person" in self.actions

    @property
    def called(self):
        """The chosen name, or nothing for people who may not know who the person is."""
        return self.case.worker.called if self.sees_person else ""

    @property
    def language(self):
        return dict(settings.LANGUAGES).get(self.case.worker.language, self.case.worker.language)

    @property
    def contact_rule(self):
        """What to keep in mind before any message, in a few words."""
        worker = self.case.worker
        if worker.safe_to_contact is False:
            return _("Not safe to contact")
        if NEVER_CALL in worker.contact_rules:
            return _("Never call")
        if not self.sees_person:
            return ""
        channel = wording.label("channel", worker.contact_channel)
        return f"{channel}: {shorten(worker.contact_note, 40)}" if worker.contact_note else channel

    @property
    def contact_tone(self):
        worker = self.case.worker
        is_loud = worker.safe_to_contact is False or NEVER_CALL in worker.contact_rules
        return "stop" if is_loud else "warn"

    @property
    def is_unseen(self):
        """Whether the worker's page has not shown our last message yet."""
        return messaging.first_unseen(self.case) is not None

    @cached_property
    def contact_box(self):
        return contacting.box(self.case, sees_person=self.sees_person)

    @cached_property
    def deadlines(self):
        return list(self.case.deadlines.all())

    @cached_property
    def date_cards(self):
        return dates.cards(self.deadlines, self.today, self.started)

    @cached_property
    def started(self):
        return started.listed(self.case)

    @property
    def may_record_events(self):
        return self.may_change_dates and bool(wording.event_groups(self.case.country))

    @property
    def may_answer_for_law(self):
        """Whether some date waits for a fact, or some rule for somebody who asks for it."""
        asks = law_answers.waited_for(self.case) or law_answers.rules_to_ask_for(self.case.country)
        return self.may_change_dates and bool(asks)

    @property
    def misses_region(self):
        return dates.region_is_missed(self.deadlines)

    @property
    def law_differs(self):
        """Whether the running law would give this case other dates; somebody has to say so first."""
        return self.case.is_open and LawCheck.objects.filter(case=self.case, differs=True).exists()

    @cached_property
    def settled_dates(self):
        return dates.settled(self.deadlines)

    @cached_property
    def next_date(self):
        return next((card.deadline for card in self.date_cards if card.on and card.is_ours), None)

    @property
    def number_of_dates(self):
        return sum(1 for one in self.deadlines if one.is_open)

    @property
    def next_step(self):
        return nextstep.next_step(self.case, self.next_date, self.today)

    @property
    def next_day(self):
        """The day of the next date, if what is next is about it."""
        speaks = nextstep.speaks_of_date(self.case, self.next_date, self.today)
        return self.next_date.safe_on if speaks else None

    @property
    def track(self):
        return stages.track(self.case)

    @property
    def place(self):
        return stages.place(self.case)

    @cached_property
    def moves(self):
        return stages.moves(self.case, self.user)

    @property
    def open_moves(self):
        return [move for move in self.moves if not move.blockers]

    @property
    def buttons(self):
        """The usual step and those near it."""
        return [move for move in self.open_moves if move.is_main or move.is_near]

    @property
    def more_moves(self):
        return [move for move in self.open_moves if not (move.is_main or move.is_near)]

    @property
    def blocked_moves(self):
        return [move for move in self.moves if move.blockers]

    @cached_property
    def statement(self):
        return statement(self.case, self.user, actions=self.actions)

    @cached_property
    def consents(self):
        running = {one.kind: one for one in self.case.consents.all() if one.withdrawn_on is None}
        kinds = [*CONSENTS_TO_ASK, *(kind for kind in running if kind not in CONSENTS_TO_ASK)]
        return [ConsentLine(wording.label("consent", kind), running.get(kind)) for kind in kinds]

    @cached_property
    def same_employer(self):
        """How many more open cases of this employer the reader may see."""
        key = self.case.employer.name_key
        if not key:
            return 0
        others = Case.objects.visible_to(self.user).open().exclude(pk=self.case.pk)
        return others.filter(employer__name_key=key).count()

    @cached_property
    def timeline(self):
        return timeline.page(self.case, unfolded=timeline.UNFOLDED)

    @cached_property
    def admissions(self):
        return list(policy.admitted(self.case))

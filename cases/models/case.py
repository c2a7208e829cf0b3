"""One worker against one employer: the case, its stages and the steps between them."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

import wording
from cases import guards, policy
from cases.models.fields import CodeField, identifier


class Stage(models.TextChoices):
    NEW = "new", wording.label("stage", "new")
    CHECKING = "checking", wording.label("stage", "checking")
    CLAIM_READY = "claim_ready", wording.label("stage", "claim_ready")
    DEMAND_SENT = "demand_sent", wording.label("stage", "demand_sent")
    NEGOTIATING = "negotiating", wording.label("stage", "negotiating")
    COLLECTIVE_ACTION = "collective_action", wording.label("stage", "collective_action")
    AT_AUTHORITY = "at_authority", wording.label("stage", "at_authority")
    AT_COURT = "at_court", wording.label("stage", "at_court")
    AGREED = "agreed", wording.label("stage", "agreed")
    CLOSED = "closed", wording.label("stage", "closed")


OPEN_STAGES = [stage for stage in Stage if stage is not Stage.CLOSED]
ACCEPTED_STAGES = [stage for stage in OPEN_STAGES if stage not in (Stage.NEW, Stage.CHECKING)]


class Turn(models.TextChoices):
    """Whose move it is."""

    TEAM = "team", _("us")
    WORKER = "worker", _("the worker")
    EMPLOYER = "employer", _("the employer")
    AUTHORITY = "authority", _("the authority")
    COURT = "court", _("the court")


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cases the user may see. Every list, search and figure starts here."""
        return policy.visible(user, self)

    def open(self):
        return self.exclude(stage=Stage.CLOSED)


class Case(ConcurrentTransitionMixin, models.Model):
    """A worker's case. Its stage moves only through `lifecycle.advance`."""

    id = identifier()
    reference = models.CharField(_("Number"), max_length=20, unique=True)
    group = models.ForeignKey(
        "accounts.LocalGroup", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    stage = FSMField(_("Stage"), choices=Stage.choices, default=Stage.NEW, protected=True)
    turn = models.CharField(max_length=9, choices=Turn.choices, default=Turn.TEAM)
    message_waits = models.BooleanField(_("New message"), default=False)
    is_restricted = models.BooleanField(_("Restricted"), default=False)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cases_in_hand",
    )
    problems = models.JSONField(default=list)
    country = models.CharField(_("Country of work"), max_length=2)
    region = models.CharField(_("Region"), max_length=6, blank=True)
    place = models.CharField(_("Place of work"), max_length=120, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    conflict_checked_on = models.DateField(null=True, blank=True)
    authority_signed_on = models.DateField(_("Power of attorney signed on"), null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    demand_sent_on = models.DateField(null=True, blank=True)
    authority_name = models.CharField(max_length=200, blank=True)
    court_name = models.CharField(max_length=200, blank=True)
    suit_filed_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = CodeField(codes="outcome", blank=True)
    closing_reason = CodeField(codes="decline_reason", blank=True)
    money_result = CodeField(codes="money_result", blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        permissions = [
            ("work_case", "Can work on the case"),
            ("see_person", "Can see who the worker is"),
            ("decide_case", "Can decide about the case"),
            ("admit", "Can admit people to the case"),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="case_newest"),
            models.Index(fields=["stage", "-opened_at", "-id"], name="case_stage_newest"),
            models.Index(fields=["group", "-opened_at", "-id"], name="case_group_newest"),
            # The numbers on the tabs are counted in this index alone.
            models.Index(
                fields=["group", "is_restricted", "stage", "responsible", "id"], name="case_group_count"
            ),
            models.Index(fields=["responsible", "stage"], name="case_responsible"),
            models.Index(fields=["id"], name="case_message", condition=models.Q(message_waits=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="case_stage_known"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:show", args=[self.pk])

    def today(self):
        """The local date where the group works."""
        zone = self.group.time_zone if self.group else settings.TIME_ZONE
        return timezone.now().astimezone(ZoneInfo(zone)).date()

    @property
    def state_fields(self):
        """The field the optimistic lock watches. By itself it looks through all fields, for each row of a list."""
        return [self._meta.get_field("stage")]

    @property
    def is_open(self):
        return self.stage != Stage.CLOSED

    def running_instalments(self):
        """Unsettled instalments of the agreement in force."""
        running = self.agreements.filter(ended_on=None).prefetch_related("instalments__payments").first()
        if running is None:
            return []
        return [instalment for instalment in running.instalments.all() if not instalment.is_settled()]

    # Steps. docs/lifecycle.md shows this machine. `facts` names what a step must be told, `words` which of it
    # are free words that history keeps apart, `early` the stage from which a coordinator must give a reason.

    @transition(stage, source=Stage.NEW, target=Stage.CHECKING, permission=policy.may("work_case"))
    def take(self, *, responsible):
        """A caseworker takes the case and becomes responsible for it."""
        self.responsible = responsible
        self.turn = Turn.TEAM

    @transition(
        stage,
        source=Stage.CHECKING,
        target=Stage.CLAIM_READY,
        conditions=[
            guards.conflict_checked,
            guards.consent_to_act,
            guards.has_responsible,
            guards.trigger_dates_confirmed,
        ],
        permission=policy.may("work_case"),
    )
    def accept(self, *, on):
        """The group takes the case on."""
        self.accepted_on = on
        self.turn = Turn.TEAM

    @transition(
        stage,
        source=[Stage.NEW, Stage.CHECKING],
        target=Stage.CLOSED,
        permission=policy.may("work_case"),
        custom={"facts": {"reason": _("Say why the case is declined.")}},
    )
    def decline(self, *, reason, on):
        """The group does not take the case on."""
        self.closing_reason = reason
        self.closed_on = on

    @transition(
        stage,
        source=OPEN_STAGES,
        target=Stage.CLOSED,
        permission=policy.may("work_case"),
        custom={"facts": {"reason": _("Say why the case is referred.")}},
    )
    def refer(self, *, reason, on):
        """Another body carries on."""
        self.closing_reason = reason
        self.outcome = "referred"
        self.closed_on = on

    @transition(
        stage,
        source=Stage.CLAIM_READY,
        target=Stage.DEMAND_SENT,
        permission=policy.may("work_case"),
        custom={"facts": {"dispatched_on": _("No approved letter has been dispatched yet.")}},
    )
    def send_demand(self, *, dispatched_on):
        """The first demand went out; `documents.dispatching` alone takes this step."""
        self.demand_sent_on = dispatched_on
        self.turn = Turn.EMPLOYER

    @transition(
        stage,
        source=[Stage.DEMAND_SENT, Stage.COLLECTIVE_ACTION, Stage.AT_AUTHORITY, Stage.AT_COURT],
        target=Stage.NEGOTIATING,
        permission=policy.may("work_case"),
    )
    def talk(self):
        """The employer wants to talk."""
        self.turn = Turn.TEAM

    @transition(
        stage, source=ACCEPTED_STAGES, target=Stage.COLLECTIVE_ACTION, permission=policy.may("work_case")
    )
    def start_action(self):
        """The worker acts together with others."""
        self.turn = Turn.TEAM

    @transition(
        stage,
        source=[*ACCEPTED_STAGES, Stage.CHECKING],
        target=Stage.AT_AUTHORITY,
        permission=policy.may("work_case"),
        custom={
            "facts": {"authority": _("Name the authority.")},
            "words": ["authority"],
            "early": Stage.CHECKING,
        },
    )
    def complain(self, *, authority):
        """A complaint goes to a public body."""
        self.authority_name = authority
        self.turn = Turn.AUTHORITY

    @transition(
        stage,
        source=[*ACCEPTED_STAGES, Stage.CHECKING],
        target=Stage.AT_COURT,
        permission=policy.may("work_case"),
        custom={
            "facts": {"court": _("Name the court."), "filed_on": _("Say on which day the suit was filed.")},
            "words": ["court"],
            "early": Stage.CHECKING,
        },
    )
    def file_suit(self, *, court, filed_on):
        """A suit is filed."""
        self.court_name = court
        self.suit_filed_on = filed_on
        self.turn = Turn.COURT

    @transition(
        stage,
        source=ACCEPTED_STAGES,
        target=Stage.AGREED,
        conditions=[guards.agreement_recorded],
        permission=policy.may("work_case"),
    )
    def agree(self):
        """The two sides agree on sums and days; `agreements.agree` takes this step."""
        self.turn = Turn.EMPLOYER

    @transition(
        stage,
        source=Stage.AGREED,
        target=Stage.NEGOTIATING,
        conditions=[guards.instalment_overdue],
        permission=policy.may("work_case"),
    )
    def default(self):
        """The employer did not keep the agreement."""
        self.turn = Turn.TEAM

    @transition(
        stage,
        source=[Stage.CHECKING, *ACCEPTED_STAGES],
        target=Stage.CLOSED,
        conditions=[guards.no_open_legal_deadline, guards.no_unpaid_instalment],
        permission=policy.may("work_case"),
        custom={
            "facts": {
                "outcome": _("Choose how the case ended."),
                "money_result": _("Say what became of the money."),
            }
        },
    )
    def close(self, *, outcome, money_result, on):
        """The case has ended."""
        self.outcome = outcome
        self.money_result = money_result
        self.closed_on = on

    @transition(
        stage,
        source=Stage.CLOSED,
        target=Stage.CHECKING,
        permission=policy.may("work_case"),
        custom={"facts": {"reason": _("Say why the case is opened again.")}, "words": ["reason"]},
    )
    def reopen(self, *, reason):
        """The case comes back; how it ended before stays in its history."""
        self.outcome = self.closing_reason = self.money_result = ""
        self.closed_on = None
        self.turn = Turn.TEAM

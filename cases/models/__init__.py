"""The app's table of contents."""

from cases.models.access import Admission, AdmissionRole, CaseUserObjectPermission, Scope, Wall
from cases.models.agreement import Agreement, Instalment
from cases.models.case import ACCEPTED_STAGES, OPEN_STAGES, Case, Stage, Turn
from cases.models.consent import Consent
from cases.models.deadline import Deadline, DeadlineKind
from cases.models.dispute import Dispute, DisputeDemand, DisputeEntry, DisputeMember
from cases.models.employment import Deduction, Employment, PayPeriod
from cases.models.event import CaseEvent, EventText, HistoryHead, Visibility
from cases.models.feed import CalendarFeed
from cases.models.holiday import LocalHoliday
from cases.models.intake import Intake
from cases.models.law_check import LawCheck
from cases.models.money import Claim, PayeeAccount, Payment, WriteOff
from cases.models.party import Employer, NameToken, Worker
from cases.models.reference import ReferenceCounter
from cases.models.trigger import TriggerDate

__all__ = [
    "ACCEPTED_STAGES",
    "OPEN_STAGES",
    "Admission",
    "AdmissionRole",
    "Agreement",
    "CalendarFeed",
    "Case",
    "CaseEvent",
    "CaseUserObjectPermission",
    "Claim",
    "Consent",
    "Deadline",
    "DeadlineKind",
    "Deduction",
    "Dispute",
    "DisputeDemand",
    "DisputeEntry",
    "DisputeMember",
    "Employer",
    "Employment",
    "EventText",
    "HistoryHead",
    "Instalment",
    "Intake",
    "LawCheck",
    "LocalHoliday",
    "NameToken",
    "PayPeriod",
    "PayeeAccount",
    "Payment",
    "ReferenceCounter",
    "Scope",
    "Stage",
    "TriggerDate",
    "Turn",
    "Visibility",
    "Wall",
    "Worker",
    "WriteOff",
]

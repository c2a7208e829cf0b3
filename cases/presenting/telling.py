"""How each kind of event is told: its icon, its sentence, and what fills it. A new kind needs a row here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cases.presenting import details


@dataclass(frozen=True)
class Telling:
    """One kind of event on the page. `many` is the sentence for a run folded into one entry."""

    icon: str
    sentence: str
    facts: Callable = details.nothing_of
    tone: str = ""
    many: object = None

    def told(self, detail, known):
        return str(self.sentence) % self.facts(detail, known)


TELLINGS = {
    "opened": Telling("hand", _("Case received: %(channel)s"), details.channel_of),
    "note": Telling("sticky-note", _("Note")),
    "call": Telling("phone", "%(what)s", details.call_of),
    "message_to_worker": Telling("message-square", _("Message to the worker"), tone="t-info"),
    "message_from_worker": Telling("message-square", _("Message from the worker"), tone="t-info"),
    "messages_read": Telling("check", _("Message of the worker read: no answer needed")),
    "answer_came": Telling("reply", _("The employer answered on %(day)s"), details.on_of, "t-info"),
    "facts_changed": Telling("pencil", _("Facts of the job changed: %(what)s"), details.facts_of),
    "periods_changed": Telling("pencil", _("Months of work changed")),
    "trigger_confirmed": Telling(
        "badge-check", _("Date confirmed: %(what)s. %(known)s"), details.trigger_of, "t-good"
    ),
    "trigger_recorded": Telling(
        "calendar-plus", _("Event recorded: %(what)s. %(known)s"), details.trigger_of, "t-warn"
    ),
    "trigger_changed": Telling(
        "pencil", _("Event changed: %(what)s. Before: %(old)s"), details.trigger_of, "t-warn"
    ),
    "law_answered": Telling("pencil", _("Facts for the dates changed: %(what)s"), details.answers_of),
    "trigger_removed": Telling("calendar-x", _("Event removed: %(what)s"), details.trigger_of),
    "deadline_computed": Telling(
        "calendar-plus",
        _("Deadline worked out: %(what)s, %(day)s"),
        details.date_of,
        "t-warn",
        ngettext_lazy("%(count)s deadline worked out", "%(count)s deadlines worked out", "count"),
    ),
    "deadline_recomputed": Telling(
        "calendar-clock",
        _("Deadline changed with the facts: %(what)s, now %(day)s"),
        details.date_of,
        "t-warn",
        ngettext_lazy(
            "%(count)s deadline changed with the facts", "%(count)s deadlines changed with the facts", "count"
        ),
    ),
    "holiday_added": Telling(
        "calendar-plus", _("Local holiday on %(day)s added: dates worked out anew"), details.on_of
    ),
    "holiday_removed": Telling(
        "calendar-x", _("Local holiday on %(day)s taken away: dates worked out anew"), details.on_of
    ),
    "law_applied": Telling("scale", _("Dates worked out with the law as it is known now"), tone="t-warn"),
    "deadline_by_new_law": Telling(
        "calendar-clock",
        _(
            "Deadline changed with the law: %(what)s, %(old)s → %(day)s "
            "(version %(old_version)s → %(version)s)"
        ),
        details.date_of,
        "t-warn",
        ngettext_lazy(
            "%(count)s deadline changed with the law", "%(count)s deadlines changed with the law", "count"
        ),
    ),
    "deadline_superseded": Telling(
        "calendar-x",
        _("Deadline no longer applies: %(what)s"),
        details.date_of,
        "",
        ngettext_lazy("%(count)s deadline no longer applies", "%(count)s deadlines no longer apply", "count"),
    ),
    "deadline_set": Telling("calendar-plus", _("Date added: %(what)s, %(day)s"), details.date_of, "t-warn"),
    "deadline_met": Telling("calendar-check", _("Date met on %(met)s: %(what)s"), details.date_of, "t-good"),
    "deadline_moved": Telling(
        "calendar-clock", _("Date moved: %(what)s, now %(day)s"), details.date_of, "t-warn"
    ),
    "deadlines_waived": Telling("calendar-x", _("Dates given up with a reason: %(what)s"), details.dates_of),
    "deadlines_revived": Telling("calendar-plus", _("Dates open again: %(what)s"), details.days_of, "t-warn"),
    "claim_computed": Telling(
        "calculator",
        _("Claim worked out: %(what)s, %(sum)s open"),
        details.claim_of,
        "",
        ngettext_lazy("%(count)s claim worked out", "%(count)s claims worked out", "count"),
    ),
    "claim_dropped": Telling(
        "calculator",
        _("Claim no longer applies: %(what)s"),
        details.claim_of,
        "",
        ngettext_lazy("%(count)s claim no longer applies", "%(count)s claims no longer apply", "count"),
    ),
    "claim_added": Telling("calculator", _("Claim added: %(what)s, %(sum)s"), details.claim_of),
    "payment_recorded": Telling(
        "coins", _("%(sum)s received on %(day)s (%(kind)s)"), details.payment_of, "t-good"
    ),
    "instalments_written_off": Telling("coins", _("Unpaid instalments written off")),
    "claim_changed": Telling("calculator", _("Claim changed: %(what)s, %(sum)s open"), details.claim_of),
    "claim_removed": Telling("calculator", _("Claim taken away: %(what)s, %(sum)s"), details.claim_of),
    "claim_written_off": Telling(
        "coins", _("Written off: %(sum)s of %(what)s. %(reason)s"), details.write_off_of, "t-warn"
    ),
    "write_off_undone": Telling(
        "undo-2", _("Write-off undone: %(sum)s of %(what)s"), details.write_off_of, "t-warn"
    ),
    "deduction_added": Telling("coins", _("Deduction listed: %(what)s, %(sum)s"), details.deduction_of),
    "deduction_removed": Telling(
        "coins", _("Deduction taken off the list: %(what)s, %(sum)s"), details.deduction_of
    ),
    "consent_given": Telling("shield-check", _("Consent given: %(what)s"), details.consent_of, "t-good"),
    "consent_withdrawn": Telling(
        "shield-off", _("Consent taken back: %(what)s"), details.consent_of, "t-stop"
    ),
    "authority_signed": Telling(
        "pen-line", _("Power of attorney signed on %(day)s"), details.on_of, "t-good"
    ),
    "conflict_checked": Telling("search", _("Conflict check done"), tone="t-good"),
    "admitted": Telling("user-plus", _("Admitted to the case: %(who)s, %(role)s"), details.admission_of),
    "released": Telling("user-minus", _("No longer admitted: %(who)s"), details.admission_of),
    "restricted": Telling("lock", _("Case restricted to: %(who)s"), details.people_of),
    "unrestricted": Telling("lock-open", _("Case open to the group again")),
    "wall_built": Telling("shield", _("Kept away from the case: %(who)s"), details.admission_of),
    "wall_removed": Telling("shield-off", _("No longer kept away: %(who)s"), details.admission_of),
    "handed_over": Telling("user-check", _("Responsible now: %(who)s"), details.hand_over_of),
    "returned_to_pool": Telling("undo-2", _("Nobody is responsible now; before: %(who)s"), details.from_of),
    "routed": Telling("route", _("Given to the group %(group)s"), details.group_of),
    "person_changed": Telling("pencil", _("Data of the person changed: %(what)s"), details.facts_of),
    "contact_changed": Telling(
        "shield", _("The worker changed how we may reach them: %(what)s"), details.facts_of, "t-warn"
    ),
    "data_taken": Telling("download", _("The worker took a copy of their data")),
    "data_deleted": Telling(
        "trash-2", _("The worker deleted data that no running claim needs"), tone="t-warn"
    ),
    "code_renewed": Telling("key-round", _("New code for the worker’s page given")),
    "code_voided": Telling("key-round", _("Code of the worker’s page cancelled"), tone="t-warn"),
    "employer_changed": Telling("pencil", _("Data of the employer changed: %(what)s"), details.facts_of),
    "account_added": Telling("banknote", _("Account for payments added")),
    "account_changed": Telling("banknote", _("Account for payments changed"), tone="t-warn"),
    "agreement_recorded": Telling("handshake", _("Sums and days of the agreement recorded"), tone="t-good"),
    "agreement_ended": Telling("handshake", _("The agreement before no longer holds")),
    "letter_drafted": Telling("file-text", _("Letter begun")),
    "letter_changed": Telling("file-text", _("Letter changed")),
    "letter_shown": Telling("eye", _("Letter%(number)s shown on the worker’s page"), details.letter_of),
    "letter_agreed": Telling(
        "shield-check", _("The worker agreed to the letter: %(how)s"), details.agreement_of, "t-good"
    ),
    "letter_change_asked": Telling(
        "message-square", _("The worker asks for a change in the letter"), tone="t-warn"
    ),
    "letter_submitted": Telling("file-text", _("Letter waits for a second reader"), tone="t-warn"),
    "letter_approved": Telling(
        "badge-check", _("Letter%(number)s read and approved"), details.letter_of, "t-good"
    ),
    "letter_sent_back": Telling("undo-2", _("Letter sent back by the second reader"), tone="t-warn"),
    "letter_withdrawn": Telling("file-text", _("Letter%(number)s withdrawn"), details.letter_of),
    "letter_dispatched": Telling(
        "send", _("Letter%(number)s sent on %(day)s: %(channel)s"), details.letter_of, "t-brand"
    ),
    "letter_mailed": Telling(
        "mail", _("The e-mail with letter%(number)s went out"), details.letter_of, "t-good"
    ),
    "letter_failed": Telling(
        "mail", _("The e-mail with letter%(number)s did not go out"), details.letter_of, "t-stop"
    ),
    "letter_unsure": Telling(
        "mail",
        _("The e-mail with letter%(number)s perhaps went out. Ask the employer."),
        details.letter_of,
        "t-warn",
    ),
    "letter_retried": Telling("mail", _("The e-mail with letter%(number)s is sent again"), details.letter_of),
    "evidence_given": Telling("image", _("From the worker: %(what)s"), details.evidence_of, "t-info"),
    "evidence_taken_back": Telling("image", _("Taken back by the worker: %(what)s"), details.evidence_of),
    "evidence_added": Telling("image", _("Photo or paper added: %(what)s"), details.evidence_of),
    "evidence_changed": Telling("pencil", _("Photo or paper described: %(what)s"), details.evidence_of),
    "evidence_removed": Telling(
        "image", _("Photo or paper removed: %(what)s"), details.evidence_of, "t-warn"
    ),
    "dispute_joined": Telling("users", _("Part of a dispute since %(day)s"), details.on_of, "t-brand"),
    "dispute_left": Telling("users", _("No longer part of a dispute")),
    "dispute_member_state": Telling("users", _("In the dispute: %(state)s"), details.dispute_of),
    "dispute_demand": Telling(
        "list-checks", _("Dispute, demand %(number)s: %(state)s"), details.dispute_of, "t-info"
    ),
    "dispute_stage": Telling("flag", _("Dispute, new stage: %(stage)s"), details.dispute_of, "t-brand"),
    "dispute_action": Telling("megaphone", _("Dispute: %(action)s on %(day)s"), details.dispute_of),
    "early_step": Telling(
        "circle-alert", _("Reason for the early step “%(step)s”"), details.step_of, "t-warn"
    ),
    "take": Telling("hand", _("Taken by %(who)s"), details.responsible_of, "t-brand"),
    "accept": Telling("circle-check", _("Case accepted"), tone="t-good"),
    "decline": Telling("circle-x", _("Case declined: %(reason)s"), details.declined_of),
    "refer": Telling("arrow-right", _("Case referred: %(reason)s"), details.referred_of),
    "send_demand": Telling("send", _("Demand sent on %(day)s"), details.on_of, "t-info"),
    "talk": Telling("message-circle", _("Negotiation opened"), tone="t-brand"),
    "start_action": Telling("megaphone", _("Collective action started"), tone="t-warn"),
    "complain": Telling("landmark", _("Complaint to an authority"), tone="t-info"),
    "file_suit": Telling("scale", _("Suit filed on %(day)s"), details.on_of, "t-info"),
    "agree": Telling("handshake", _("Agreement recorded"), tone="t-good"),
    "default": Telling("triangle-alert", _("The employer did not keep the agreement"), tone="t-stop"),
    "close": Telling("circle-check", _("Case closed: %(outcome)s. %(money)s"), details.closed_of),
    "reopen": Telling("rotate-ccw", _("Case opened again"), tone="t-brand"),
}
UNKNOWN = Telling("history", _("Entry"))


def of(kind):
    return TELLINGS.get(kind, UNKNOWN)

"""How an approved letter leaves: by e-mail from the outbox, or on paper with a proof; and what follows.

The first way a letter takes sets the day to wait for. If it is the first demand of the case, the case
moves; later letters and further ways move nothing.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from cases import deadlines, events, lifecycle
from cases.models import Case, DeadlineKind
from documents.drafting import LetterRefused, locked, refusal_of_stage, said
from documents.languages import PRINTERS
from documents.models import NEWS_OF_MAIL, Dispatch, DispatchState, LetterState
from documents.templates_of_letters import words
from outbox import mail as outbox
from outbox.models import State

FRESH_FOR = timedelta(days=7)  # then reply-by and interest no longer fit the day
ON_PAPER = ["registered_post", "post", "hand_over", "messenger", "fax", "bailiff"]
BEFORE_APPROVED = _("The letter was approved after this day. Check the day.")
TOLD = {
    DispatchState.SENT: "letter_mailed",
    DispatchState.FAILED: "letter_failed",
    DispatchState.UNSURE: "letter_unsure",
}


@transaction.atomic
def send_by_email(letter, *, by, to, submission_key) -> Dispatch:
    """Put the frozen PDF into the outbox for the employer. The same form sent twice is one mail."""
    existing = Dispatch.objects.filter(submission_key=submission_key).first()
    if existing:
        return existing
    letter = _ready(letter, letter.case.today())
    dispatch = _record(letter, by, "email", letter.case.today(), "", submission_key, DispatchState.WAITING)
    dispatch.mail = _queue(letter, dispatch, to)
    dispatch.state = NEWS_OF_MAIL[dispatch.mail.state]
    dispatch.save()
    _follow(letter, dispatch, by)
    _tell(dispatch)
    return dispatch


@transaction.atomic
def record_on_paper(letter, *, by, channel, sent_on, proof, submission_key) -> Dispatch:
    """Record a way outside the program: post, fax, hand-over, bailiff. The same form twice is one way."""
    existing = Dispatch.objects.filter(submission_key=submission_key).first()
    if existing:
        return existing
    letter = _ready(letter, sent_on)
    dispatch = _record(letter, by, channel, sent_on, proof, submission_key, DispatchState.SENT)
    _follow(letter, dispatch, by)
    return dispatch


@transaction.atomic
def retry(dispatch, *, by) -> bool:
    """Send the mail of a failed dispatch again, because a person decided so."""
    done = bool(dispatch.mail) and outbox.retry(dispatch.mail)
    if done:
        dispatch.state = DispatchState.WAITING
        dispatch.save()
        events.record(dispatch.letter.case, "letter_retried", by=by, detail=_said(dispatch))
    return done


@transaction.atomic
def settle(dispatch, *, by) -> bool:
    """Take a perhaps sent mail as sent, because a person knows that it arrived."""
    done = bool(dispatch.mail) and outbox.settle(dispatch.mail)
    if done:
        dispatch.state = DispatchState.SENT
        dispatch.save()
        events.record(dispatch.letter.case, "letter_mailed", by=by, detail=_said(dispatch))
    return done


def tell_news() -> int:
    """Bring dispatches in line with their mail, and history too. Run again, it finds nothing new."""
    waiting = Dispatch.objects.filter(state=DispatchState.WAITING, mail__isnull=False).exclude(
        mail__state__in=[State.QUEUED, State.SENDING]
    )
    return sum(_news(dispatch_id) for dispatch_id in list(waiting.values_list("pk", flat=True)))


def kept_dates(letter):
    """Open legal dates that the letter's arrival may have kept: offered, never taken by itself."""
    if letter.state != LetterState.DISPATCHED:
        return []
    months = {one["month"][:7] for one in letter.facts.get("claims", [])}
    open_dates = letter.case.deadlines.open().legal().filter(rule_id__in=letter.template.meets)
    return [deadline for deadline in open_dates if not deadline.subject or deadline.subject in months]


def first_sent_on(letter):
    """The day the letter first left; None before that."""
    return letter.dispatches.aggregate(first=Min("sent_on"))["first"]


@transaction.atomic
def keep_dates(letter, *, by, deadlines_kept, on):
    """The letter arrived in time for these dates."""
    allowed = {deadline.pk for deadline in kept_dates(letter)}
    for deadline in deadlines_kept:
        if deadline.pk in allowed:
            deadlines.meet(deadline, by=by, on=on)


def _ready(letter, sent_on):
    letter = locked(letter, LetterState.APPROVED, LetterState.DISPATCHED)
    refusal = refusal_of_stage(letter.case)
    if refusal:
        raise LetterRefused([refusal])
    if not letter.case.consents.filter(kind="act", withdrawn_on=None).exists():
        raise LetterRefused([_("The worker has taken back the consent. The letter stays here.")])
    if sent_on > letter.case.today():
        raise LetterRefused([_("This day is still to come. Write the day the letter left.")])
    if sent_on < letter.approved_on:
        raise LetterRefused([BEFORE_APPROVED])
    if sent_on - letter.dated_on > FRESH_FOR:
        raise LetterRefused(
            [_("The letter is older than seven days. Withdraw it and write a new one: its days have moved.")]
        )
    return letter


def _record(letter, by, channel, sent_on, proof, submission_key, state):
    return Dispatch.objects.create(
        letter=letter,
        channel=channel,
        sent_on=sent_on,
        proof=proof,
        by=by,
        state=state,
        submission_key=submission_key,
    )


def _queue(letter, dispatch, to):
    said_in = words(letter.template.language)["mail"]
    post_follows = said_in["post_follows"] if letter.delivery == "registered_post_email" else ""
    facts = letter.facts["values"]
    is_group = letter.sender == "group"
    body = said_in["body"].format(
        day=PRINTERS[letter.template.language].day(letter.dated_on),
        number=letter.reference,
        post_follows=post_follows,
        sender=f"{facts['adviser_name']}, {facts['group_name']}" if is_group else facts["claimant_name"],
    )
    return outbox.queue(
        to=to,
        subject=said_in["subject"].format(number=letter.reference),
        body=body,
        kind="letter",
        reply_to=letter.case.group.email if letter.case.group else "",
        unique_key=f"letter:{dispatch.pk}",
        attachments=[
            (said_in["file_name"].format(number=letter.reference), letter.pdf_id, "application/pdf")
        ],
        about=("documents.Letter", letter.pk),
    )


def _follow(letter, dispatch, by):
    """What the first way brings: the day to wait for, and with the first demand the next stage."""
    case = letter.case
    is_first = letter.state == LetterState.APPROVED
    events.record(
        case, "letter_dispatched", by=by, detail=_said(dispatch), text=dispatch.proof, visibility="worker"
    )
    if not is_first:
        return
    letter.state = LetterState.DISPATCHED
    letter.save()
    deadlines.set_date(
        case,
        by=by,
        kind=DeadlineKind.REPLY,
        on=letter.reply_by,
        about_id=letter.pk,
        trigger_on=dispatch.sent_on,
        steps=[{"code": "letter_sent", "facts": {"on": dispatch.sent_on.isoformat()}}],
    )
    case = Case.objects.select_for_update().get(pk=case.pk)
    if letter.template.step and case.stage in lifecycle.sources(letter.template.step):
        lifecycle.advance(case, letter.template.step, by=by, dispatched_on=dispatch.sent_on)


def _news(dispatch_id):
    with transaction.atomic():
        dispatch = (
            Dispatch.objects.select_for_update(of=("self",))
            .select_related("mail", "letter__case")
            .get(pk=dispatch_id)
        )
        if dispatch.state != DispatchState.WAITING or dispatch.mail is None:
            return 0
        dispatch.state = NEWS_OF_MAIL[dispatch.mail.state]
        if dispatch.state == DispatchState.WAITING:
            return 0
        dispatch.save()
        _tell(dispatch)
        return 1


def _tell(dispatch):
    if dispatch.state in TOLD:
        events.record(dispatch.letter.case, TOLD[dispatch.state], by=None, detail=_said(dispatch))


def _said(dispatch):
    problem = dispatch.mail.last_error if dispatch.mail else ""
    return {
        **said(dispatch.letter),
        "dispatch": dispatch.pk,
        "channel": dispatch.channel,
        "on": dispatch.sent_on,
        "problem": problem,
    }

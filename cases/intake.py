"""A story becomes a case: parties, facts, claims, deadlines and the first event, in one transaction."""

from datetime import date, time
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import groups
from cases import consents, events, facts, references, search
from cases.models import Case, Employer, Employment, Intake, PayPeriod, Worker
from security import blind
from security.clean import one_line
from wording import places


def open_case(*, given, channel, by, submission_key, received_at=None):
    """Open a case from what was given; equal posts (same key) get the case that is already there.

    `given` has the shape of the import format (docs/import.md): plain JSON values, dates as ISO text, amounts
    as text with a point. It is kept beside the case as it was given.
    """
    existing = Intake.objects.filter(submission_key=submission_key).select_related("case").first()
    if existing:
        return existing.case
    try:
        with transaction.atomic():
            return _open(given, channel, by, submission_key, received_at or timezone.now())
    except IntegrityError:
        # An equal post won the race; anything else is a fault that must show.
        equal = Intake.objects.filter(submission_key=submission_key).select_related("case").first()
        if equal is None:
            raise
        return equal.case


def external_key(external_id):
    """Keyed hash of the name a case has in the system it comes from, by which it is known again."""
    return blind.token("external_id", external_id) if external_id else None


def _open(given, channel, by, submission_key, received_at):
    # A case lies in a region of the list; the intake keeps the subdivision that was given.
    region = places.region_of(given.get("region") or "")
    group = groups.group_for(given["country"], region)
    case = Case(
        group=group,
        country=given["country"],
        region=region,
        place=given.get("place") or "",
        problems=given["problems"],
        opened_at=received_at,
    )
    case.reference = references.next_reference(group, case.today().year)
    case.save(force_insert=True)
    Intake.objects.create(
        case=case,
        channel=channel,
        given=given,
        story=given.get("story") or "",
        entered_by=by,
        received_at=received_at,
        submission_key=submission_key,
        external_key=external_key(given.get("external_id")),
    )
    _worker(case, given)
    _employer(case, given.get("employer") or {})
    _employment(case, given)
    events.record(case, "opened", by=by, detail={"channel": channel}, visibility="worker", at=received_at)
    _consents(case, given.get("consent") or {}, given["language"], by)
    facts.sync_triggers(case, known_by=(given.get("dismissal") or {}).get("known_by"))
    facts.recompute(case, by=by)
    return case


def _worker(case, given):
    person = given.get("person") or {}
    contact = person.get("contact") or {}
    Worker.objects.create(
        case=case,
        alias=person.get("alias") or "",
        name=person.get("name") or "",
        passport_name=person.get("passport_name") or "",
        address=person.get("address") or "",
        language=given["language"],
        contact_channel=contact.get("channel") or "none",
        contact_value=contact.get("value") or "",
        safe_to_contact=person.get("safe_to_contact"),
        contact_note=person.get("contact_note") or "",
        contact_rules=person.get("contact_rules") or [],
        contact_times=person.get("contact_times") or [],
        contact_days=person.get("contact_days") or [],
        contact_from=_time(person.get("contact_from")),
        contact_until=_time(person.get("contact_until")),
        known_as=person.get("known_as") or "",
        callback_words=person.get("callback_words") or "",
    )
    search.index(case)


def _employer(case, employer):
    Employer.objects.create(
        case=case,
        name=employer.get("name") or "",
        name_key=search.employer_key(employer.get("name") or ""),
        represented_by=employer.get("represented_by") or "",
        street=employer.get("street") or one_line(employer.get("address")),
        postal_code=employer.get("postal_code") or "",
        town=employer.get("town") or "",
        email=employer.get("email") or "",
        register_number=employer.get("register_number") or "",
    )


def _employment(case, given):
    job, dismissal = given.get("employment") or {}, given.get("dismissal") or {}
    pay, clause = given.get("pay") or {}, given.get("clause") or {}
    pay_day = pay.get("pay_day") or {}
    Employment.objects.create(
        case=case,
        job_title=job.get("job_title") or "",
        first_day=_day(job.get("from")),
        last_day=_day(job.get("until")),
        dismissal_form=dismissal.get("form") or "",
        dismissal_dated=_day(dismissal.get("dated")),
        dismissal_received_on=_day(dismissal.get("received_on")),
        pay_kind=pay.get("kind") or "",
        pay_amount=_sum(pay.get("amount")),
        pay_currency=pay.get("currency") or "EUR",
        hours_per_unit=_sum(pay.get("hours_per_unit")),
        pay_day=pay_day.get("day"),
        pay_months_after=pay_day.get("months_after", 1),
        clause_months=clause.get("months"),
        clause_signed_on=_day(clause.get("contract_signed")),
        clause_exempts_minimum_wage=clause.get("exempts_minimum_wage"),
    )
    periods = [_period(case, period) for period in given.get("periods") or []]
    PayPeriod.objects.bulk_create(periods)


def _period(case, period):
    return PayPeriod(
        case=case,
        month=_day(f"{period['month']}-01"),
        hours=_sum(period.get("hours")),
        units=_sum(period.get("units")),
        paid=_sum(period.get("paid")) or Decimal(0),
        paid_kind=period.get("paid_kind") or "gross",
    )


def _consents(case, consent, language, by):
    """What the person agreed to, in the language it was explained in: their own if nothing else was said."""
    for kind in ("read", "act"):
        if consent.get(kind):
            consents.give(
                case, by=by, kind=kind, given_on=case.today(), language=consent.get("language") or language
            )


def _day(text):
    return date.fromisoformat(text) if text else None


def _time(text):
    return time.fromisoformat(text) if text else None


def _sum(text):
    return Decimal(str(text)) if text not in (None, "") else None

"""The demo world, case by case: each function tells what the team did with one story."""

from datetime import date, time, timedelta
from decimal import Decimal

from django.utils import timezone

from cases import (
    admissions,
    agreements,
    closing,
    deadlines,
    facts,
    holidays,
    ledger,
    lifecycle,
    notes,
    triggers,
)
from cases.models import DeadlineKind, LocalHoliday
from demo import evidence, letters, money, paris, people, receipt, stories
from demo.clock import days_ago
from demo.steps import enter, prepare, take
from lawpack.counting import month_end
from notifications import reminders


def build():
    """Groups, staff and cases at every stage."""
    staff = people.build()
    today = timezone.localdate()
    for number, tell in enumerate(STORIES):
        tell(today, staff, f"demo-{number}")
    paris.build(today, staff)
    local_holiday(today, staff)
    remind()
    return staff


def local_holiday(today, staff):
    """A day of rest of one town only, as a coordinator adds it."""
    group = staff["ayla"].memberships.get().group
    feast = LocalHoliday(
        group=group,
        name="Stadtfeiertag (erfunden)",
        on=date(today.year, 8, 8),
        is_yearly=True,
        country=group.country,
        region="DE-NW",
        place="Köln",
    )
    holidays.add(feast, by=staff["ayla"])


def remind():
    """Yesterday's messages, so that the pages have some whenever the demo is started."""
    with days_ago(1, 21):
        reminders.write()


def demand(case, *, by, reader, days, channel="registered_post"):
    with days_ago(days, 20, 30):
        letters.send_demand(case, by=by, reader=reader, channel=channel)
    case.refresh_from_db()


def newcomer(today, staff, key):
    enter(stories.new_case(today), by=staff["tomasz"], key=key, days=1)


def dismissed_by_message(today, staff, key):
    case = enter(stories.checking_spoken(today), by=staff["lena"], key=key, days=5)
    take(case, by=staff["lena"], days=5)
    with days_ago(4):
        notes.log_call(case, by=staff["lena"], reached=False, text="Nur geschrieben, nicht angerufen.")


def hotel_cleaner(today, staff, key):
    case = prepare(stories.claim_ready(today), by=staff["lena"], key=key, days=6)
    receipt.give(case)
    with days_ago(2):
        notes.write(
            case, by=staff["lena"], for_worker=True, text="Ми порахували вашу зарплату. Лист ще не надіслано."
        )
        evidence.hand_in(case, by=staff["lena"])
    with days_ago(1):
        letters.wait_for_reader(case, by=staff["lena"])


def builder(today, staff, key):
    case = prepare(stories.demand_sent(today), by=staff["lena"], key=key, days=15)
    demand(case, by=staff["lena"], reader=staff["tomasz"], days=10)


def picker(today, staff, key):
    case = prepare(stories.negotiating(today), by=staff["tomasz"], key=key, days=40)
    demand(case, by=staff["tomasz"], reader=staff["lena"], days=30, channel="email")
    with days_ago(17):
        deadlines.answer_came(case, by=staff["tomasz"], on=case.today())
        case.refresh_from_db()
        lifecycle.advance(case, "talk", by=staff["tomasz"])
        for period in case.periods.all()[:2]:
            money.deduction(case, by=staff["tomasz"], month=period.month, amount="280.00")
        deadlines.set_date(
            case, by=staff["tomasz"], kind=DeadlineKind.TASK, title="Angebot nachfragen", on=today
        )


def warehouse(today, staff, key):
    case = prepare(stories.collective(today), by=staff["lena"], key=key, days=25)
    demand(case, by=staff["lena"], reader=staff["ayla"], days=20)
    with days_ago(6):
        deadlines.answer_came(case, by=staff["lena"], on=case.today())
        case.refresh_from_db()
        lifecycle.advance(case, "start_action", by=staff["lena"])
        claim = money.overtime(case, by=staff["lena"])
        money.given_up(claim, by=staff["lena"], amount="14.20")


def office_cleaner(today, staff, key):
    case = prepare(stories.at_authority(today), by=staff["tomasz"], key=key, days=35)
    with days_ago(30):
        first = case.periods.first().month
        money.typical_week(case, by=staff["tomasz"], first=first, last=month_end(first))
    with days_ago(28):
        lifecycle.advance(
            case, "complain", by=staff["tomasz"], authority="Finanzkontrolle Schwarzarbeit, Köln"
        )


def carer(today, staff, key):
    case = prepare(stories.at_court(today), by=staff["lena"], key=key, days=30)
    with days_ago(20):
        lifecycle.advance(
            case, "file_suit", by=staff["lena"], court="Arbeitsgericht Köln", filed_on=case.today()
        )
        for deadline in case.deadlines.open().legal().filter(trigger_event="dismissal_received"):
            deadlines.meet(deadline, by=staff["lena"], on=case.today())
    with days_ago(9):
        decision = triggers.record(
            case, by=staff["lena"], event="decision_notified", on=_back(today, 11), known_by="postmark"
        )
        facts.confirm(decision, by=staff["lena"], known_by="postmark")
    with days_ago(8):
        deadlines.set_date(
            case,
            by=staff["lena"],
            kind=DeadlineKind.APPOINTMENT,
            title="Gütetermin",
            on=_ahead(today, 6),
            at_time=time(10, 30),
            place="Arbeitsgericht Köln, Saal 7",
            interpreter="Russisch, vom Gericht bestellt",
        )


def shop_assistant(today, staff, key):
    case = prepare(stories.agreed(today), by=staff["lena"], key=key, days=80)
    demand(case, by=staff["lena"], reader=staff["tomasz"], days=75, channel="email")
    with days_ago(62):
        deadlines.answer_came(case, by=staff["lena"], on=case.today())
        case.refresh_from_db()
    with days_ago(50):
        agreement = agreements.agree(
            case,
            by=staff["lena"],
            agreed_on=case.today(),
            instalments=[
                (_back(today, 33), Decimal("700.00")),
                (_back(today, 3), Decimal("700.00")),
                (_ahead(today, 27), Decimal("700.00")),
            ],
        )
    with days_ago(33):
        agreements.pay(
            agreement.instalments.first(),
            by=staff["lena"],
            received_on=case.today(),
            amount=Decimal("700.00"),
            kind="gross",
            submission_key=f"{key}-first",
        )


def paid_in_full(today, staff, key):
    case = prepare(stories.closed_paid(today), by=staff["tomasz"], key=key, days=110)
    demand(case, by=staff["tomasz"], reader=staff["lena"], days=105, channel="email")
    with days_ago(90):
        ledger.record_payment(
            case,
            by=staff["tomasz"],
            received_on=case.today(),
            amount=Decimal("611.60"),
            currency="EUR",
            kind="gross",
            submission_key=f"{key}-all",
        )
        deadlines.answer_came(case, by=staff["tomasz"], on=case.today())
        case.refresh_from_db()
        closing.close(
            case,
            by=staff["tomasz"],
            outcome="employer_complied",
            money_result="paid_full",
            waive_reason="Alles ist bezahlt.",
        )


def not_ours(today, staff, key):
    case = enter(stories.to_decline(today), by=staff["ayla"], key=key, days=12)
    with days_ago(11):
        closing.decline(case, by=staff["ayla"], reason="not_labour")


def hamburg_kitchen(today, staff, key):
    enter(stories.hamburg_new(today), by=staff["hanna"], key=key, days=2)


def hamburg_last_pay(today, staff, key):
    case = prepare(stories.hamburg_demand(today), by=staff["hanna"], key=key, days=22)
    demand(case, by=staff["hanna"], reader=staff["pavlo"], days=16)
    with days_ago(4):
        triggers.record(
            case,
            by=staff["hanna"],
            event="insolvency",
            on=_back(today, 12),
            latest_on=_back(today, 7),
            known_by="witness",
        )


def welder(today, staff, key):
    case = prepare(stories.hamburg_restricted(today), by=staff["hanna"], key=key, days=9)
    with days_ago(8):
        admissions.restrict(
            case,
            by=staff["pavlo"],
            people=[staff["hanna"], staff["pavlo"]],
            purpose="Bedrohung durch den Arbeitgeber",
        )
        admissions.admit(
            case,
            by=staff["pavlo"],
            user=staff["ayla"],
            role="observer",
            scope="case",
            purpose="Erfahrung mit Arbeitsunfällen",
            until_on=_ahead(today, 60),
        )
    with days_ago(3):
        letters.begin(case, by=staff["hanna"], opening="Bitte antworten Sie nur schriftlich.")


def bavarian(today, staff, key):
    enter(stories.unrouted(today), by=staff["nora"], key=key, days=3)


def polish(today, staff, key):
    """Polish law on screen: 21 days against the dismissal, three years for each month, the minimum of the month."""
    case = prepare(stories.polish_warehouse(today), by=staff["nora"], key=key, days=4)
    with days_ago(2):
        facts.change(case, by=staff["nora"], employment={"contract_kind": "employment"})
        money.polish_overtime(case, by=staff["nora"])


STORIES = [
    newcomer,
    dismissed_by_message,
    hotel_cleaner,
    builder,
    picker,
    warehouse,
    office_cleaner,
    carer,
    shop_assistant,
    paid_in_full,
    not_ours,
    hamburg_kitchen,
    hamburg_last_pay,
    welder,
    bavarian,
    polish,
]


def _ahead(today, days):
    return today + timedelta(days=days)


def _back(today, days):
    return today - timedelta(days=days)

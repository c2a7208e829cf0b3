"""One message a person and day with everything owed, at eight, once, whatever happens in between."""

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, connections

from accounts.models import LocalGroup, Membership
from cases import closing, deadlines
from cases.models import Deadline, Stage
from notifications import message, reminders
from notifications.models import Notice, Reminder
from outbox.models import Mail, State
from tests.cast import build
from tests.remind import BERLIN, TODAY, at, bare_case, dated_case, in_days, mails, run, rungs, told


def test_one_message_holds_every_date_that_is_owed(cast):
    cases = [dated_case(cast.lena, days) for days in (30, 14, 7)]
    run()
    (text,) = mails(cast.lena)
    assert text.startswith("3 dates need you")
    assert all(case.reference in text for case in cases)
    assert Notice.objects.filter(user=cast.lena).count() == 1
    assert sorted(rungs(cast.lena)) == [7, 14, 30]


def test_the_lines_say_which_case_what_when_and_how_far(cast):
    case = dated_case(cast.lena, 7)
    run()
    (text,) = mails(cast.lena)
    assert f"{case.reference}: Our own date, 2 December 2026 (in 7 days)." in text
    assert "http://localhost:8000/cases/" in text


def test_the_message_is_in_the_persons_language(cast):
    cast.tomasz.language = "de"
    cast.tomasz.save()
    dated_case(cast.tomasz, 7)
    run()
    (text,) = mails(cast.tomasz)
    assert "2. Dezember 2026" in text


def test_a_message_names_nobody_and_repeats_no_words_of_the_team(cast):
    case = dated_case(cast.lena, 7)
    with at(-1):
        deadlines.set_date(
            case, by=cast.lena, kind="appointment", on=in_days(7), title="Гутетермин с Ольгой", place="Saal 7"
        )
    run()
    (text,) = mails(cast.lena)
    for word in ("Ольг", "Oserna", "Озерна", "Wellerau", "Saal 7", "333444", "Гутетермин"):
        assert word not in text


def test_a_message_belongs_to_its_notice_and_waits_in_the_outbox(cast):
    dated_case(cast.lena, 7)
    run()
    mail, notice = Mail.objects.get(kind="reminder"), Notice.objects.get()
    assert (mail.about_model, mail.about_id) == ("notifications.Notice", notice.pk)
    assert mail.state == State.QUEUED


@pytest.mark.parametrize(("hour", "minute", "written"), [(7, 59, 0), (8, 0, 1), (23, 59, 1)])
def test_nothing_is_written_before_eight_in_the_groups_own_time(cast, hour, minute, written):
    dated_case(cast.lena, 7)
    assert run(hour=hour, minute=minute) == written


@pytest.mark.parametrize(("hour", "written"), [(7, 0), (8, 1)])
def test_eight_is_counted_where_the_group_is(cast, hour, written):
    LocalGroup.objects.filter(pk=cast.koeln.pk).update(time_zone="Asia/Tbilisi")
    dated_case(cast.lena, 7)
    assert run(hour=hour, zone=ZoneInfo("Asia/Tbilisi")) == written


def test_the_day_is_the_groups_own_too(cast):
    LocalGroup.objects.filter(pk=cast.koeln.pk).update(time_zone="Pacific/Auckland")
    dated_case(cast.lena, 7)
    with at(-1, hour=21):  # in Auckland it is nine in the morning of TODAY
        assert reminders.write() == 1
    assert rungs(cast.lena) == [7]
    assert Notice.objects.get().day == TODAY


def test_who_works_in_two_time_zones_gets_one_message_at_the_first_hour(cast):
    LocalGroup.objects.filter(pk=cast.hamburg.pk).update(time_zone="Europe/Lisbon")
    Membership.objects.create(user=cast.lena, group=cast.hamburg, role="caseworker", began_on=in_days(-50))
    dated_case(cast.lena, 7)
    dated_case(cast.lena, 0, region="DE-HH")
    dated_case(cast.hanna, 7, region="DE-HH")
    assert run() == 1  # Lena, for both of her groups
    assert sorted(rungs(cast.lena)) == [0, 7]
    assert rungs(cast.hanna) == []
    run(hour=9)
    assert rungs(cast.hanna) == [7]
    assert len(mails(cast.lena)) == 1


def test_on_the_days_when_clocks_change_there_is_one_message_at_eight(cast):
    """25 October 2026: the night has an hour more; 28 March 2027: an hour less."""
    for change in (date(2026, 10, 25), date(2027, 3, 28)):
        days = (change - TODAY).days
        with at(days - 20):
            case = bare_case(cast.lena)
            deadlines.set_date(case, by=cast.lena, kind="task", on=change + timedelta(days=7))
        Notice.objects.all().delete()
        start = datetime(change.year, change.month, change.day, tzinfo=BERLIN).astimezone(UTC)
        written = []
        for half_hours in range(50):
            with time_machine.travel(start + timedelta(minutes=30 * half_hours), tick=False):
                if reminders.write():
                    written.append(datetime.now(BERLIN).hour)
        assert written[0] == 8
        assert Notice.objects.filter(user=cast.lena, day=change).count() == 1
        Deadline.objects.all().update(met_on=change)


def test_again_run_on_the_same_day_nothing_is_written(cast):
    dated_case(cast.lena, 7)
    assert [run(), run(hour=9), run(hour=20)] == [1, 0, 0]


def test_a_rung_is_said_once_and_the_next_one_on_its_day(cast):
    dated_case(cast.lena, 14)
    for days in range(15):
        run(days)
    assert rungs(cast.lena) == [14, 7, 3, 1, 0]


def test_late_dates_come_back_once_a_week(cast):
    dated_case(cast.lena, 0)
    for days in range(23):
        run(days)
    assert rungs(cast.lena) == [0, -1, -2, -3, -4]


def test_days_on_which_nothing_ran_are_caught_up_with_the_rung_that_holds_now(cast):
    dated_case(cast.lena, 14)
    run(0)
    run(12)  # the server was away for eleven days; two days are left
    assert rungs(cast.lena) == [14, 3]
    assert "in 2 days" in mails(cast.lena)[1]


def test_what_came_after_the_days_message_is_said_the_next_day(cast):
    dated_case(cast.lena, 7)
    run()
    dated_case(cast.lena, 3)
    assert run(hour=12) == 1  # Ayla, who had no message today
    assert rungs(cast.lena) == [7]
    run(1)
    assert sorted(rungs(cast.lena)) == [3, 7]


def test_a_moved_date_starts_anew(cast):
    case = dated_case(cast.lena, 7)
    run()
    with at(1):
        deadlines.move(case.deadlines.get(), by=cast.lena, to=in_days(8), reason="Verschoben")
    run(1)
    assert rungs(cast.lena) == [7, 7]


def test_a_date_that_is_met_or_waived_is_not_reminded_of(cast):
    met, waived = dated_case(cast.lena, 7), dated_case(cast.lena, 7)
    with at(-1):
        deadlines.meet(met.deadlines.get(), by=cast.lena, on=TODAY)
        deadlines.waive(waived, by=cast.lena, deadlines=waived.deadlines.all(), reason="Erledigt")
    assert run() == 0


def test_a_date_the_facts_have_taken_away_is_not_reminded_of(cast):
    case = dated_case(cast.lena, 7)
    case.deadlines.update(superseded_on=TODAY)
    assert run() == 0


def test_a_closed_case_is_quiet_and_a_reopened_one_speaks(cast):
    case = dated_case(cast.lena, 7)
    with at(-1):
        closing.decline(case, by=cast.lena, reason="not_labour")
    assert run() == 0
    type(case).objects.filter(pk=case.pk).update(stage=Stage.CHECKING)
    assert run() == 1


def test_what_the_employer_must_do_is_no_date_of_ours(cast):
    case = dated_case(cast.lena, 7)
    case.deadlines.update(actor="employer")
    assert run() == 0


def test_a_legal_date_without_a_day_is_no_reminder_and_no_fault(cast):
    case = bare_case(cast.lena)
    Deadline.objects.create(case=case, kind="legal", rule_id="DE_KSCHG_4", no_date_reason={"code": "spoken"})
    assert run() == 0


def test_a_date_more_than_thirty_days_away_waits(cast):
    dated_case(cast.lena, 31)
    assert run() == 0
    assert run(1) == 1


def test_limitation_dates_of_one_trigger_are_one_line_with_the_first(cast):
    case = bare_case(cast.lena)
    facts = {"trigger_event": "dismissal_received", "trigger_on": in_days(-10), "is_limitation": True}
    for rule, days in (("DE_KSCHG_4", 7), ("DE_BGB_174", 5)):
        Deadline.objects.create(case=case, kind="legal", rule_id=rule, safe_on=in_days(days), **facts)
    run()
    (text,) = mails(cast.lena)
    assert text.count(case.reference) == 1
    assert Reminder.objects.get(user=cast.lena).deadline.rule_id == "DE_BGB_174"


def test_a_wage_date_says_its_month(cast):
    case = bare_case(cast.lena)
    Deadline.objects.create(
        case=case, kind="legal", rule_id="DE_AUSSCHLUSSFRIST_CONTRACT", subject="2026-09", safe_on=in_days(7)
    )
    run()
    assert "2026-09" in mails(cast.lena)[0]


def test_the_legal_dates_of_a_real_case_reach_its_caseworker(cast):
    """A dismissal received on 12 November: three weeks to go to court."""
    from tests.cast import taken_case

    with at(-12):
        case = taken_case(cast.lena)
    due = case.deadlines.open().get(rule_id="DE_KSCHG_4").safe_on
    run((due - TODAY).days - 7)
    assert (case.reference, 7, False) in told(cast.lena)


def test_a_wrong_address_loses_no_reminder(cast):
    cast.lena.email = "lena"
    cast.lena.save()
    dated_case(cast.lena, 7)
    run()
    assert rungs(cast.lena) == [7]
    assert Mail.objects.get(kind="reminder").state == State.FAILED


def test_the_database_itself_keeps_a_rung_single(cast):
    dated_case(cast.lena, 7)
    run()
    row = Reminder.objects.get()
    row.pk = None
    row._state.adding = True
    with pytest.raises(IntegrityError):
        Reminder.objects.create(
            notice=row.notice, deadline=row.deadline, user=row.user, safe_on=row.safe_on, rung=row.rung
        )


def test_a_crash_in_the_middle_leaves_nothing_half_done_and_the_next_run_does_it(cast, monkeypatch):
    dated_case(cast.lena, 7)
    dated_case(cast.tomasz, 7)

    def crash(*_):
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(reminders.message, "mail", crash)
    with pytest.raises(RuntimeError):
        run()
    assert not Notice.objects.exists()
    assert not Reminder.objects.exists()
    monkeypatch.undo()
    assert run() == 2


def test_very_many_dates_take_no_more_queries_for_each(cast, django_assert_max_num_queries):
    case = bare_case(cast.lena)
    day = {"case": case, "kind": "task", "actor": "team"}
    Deadline.objects.bulk_create(Deadline(safe_on=in_days(index % 30), **day) for index in range(900))
    with django_assert_max_num_queries(30):
        run()
    assert Reminder.objects.filter(user=cast.lena).count() == 900


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_write_each_message_once():
    cast = build()
    for days in (7, 3, 1):
        for person in (cast.lena, cast.tomasz, cast.hanna):
            dated_case(person, days, region="DE-HH" if person == cast.hanna else "DE-NW")
    written, start = [], threading.Barrier(2)

    def one():
        start.wait()
        try:
            written.append(reminders.write())
        finally:
            connections.close_all()

    with at(0):
        threads = [threading.Thread(target=one) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    people = {cast.lena, cast.tomasz, cast.hanna, cast.ayla, cast.pavlo}
    assert sum(written) == len(people)
    assert Notice.objects.count() == Mail.objects.filter(kind="reminder").count() == len(people)
    assert Reminder.objects.filter(is_escalation=False).count() == 9
    assert Reminder.objects.filter(is_escalation=True).count() == 6


@pytest.mark.parametrize(
    ("days", "words"),
    [(30, "in 30 days"), (1, "in 1 day"), (0, "today"), (-1, "1 day late"), (-9, "9 days late")],
)
def test_how_far_away_a_day_is(days, words):
    assert message.left(days) == words

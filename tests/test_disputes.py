"""Disputes: members and cases, demands and the journal, and what the histories of the cases say of them."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, connections, transaction

from cases import admissions, disputes, events, ledger
from cases.disputepage import DisputePage, listed
from cases.models import Dispute, DisputeEntry, DisputeMember
from cases.presenting import timeline
from tests.cast import accepted_case, open_case, told

DAY = date(2026, 10, 23)


def strike(cast, **more):
    facts = {"name": "Streik", "employer_name": "Hotelbetrieb Wellerau GmbH", "began_on": DAY, **more}
    return disputes.start(group=cast.koeln, by=cast.lena, **facts)


def kinds(case):
    return [kind for kind in case.events.values_list("kind", flat=True) if kind.startswith("dispute")]


def journal(dispute):
    return list(reversed([entry.kind for entry in dispute.entries.order_by("-at", "-id")]))


def test_a_dispute_has_a_number_beside_those_of_the_cases(cast):
    first, case, second = strike(cast), open_case(cast.lena), strike(cast)
    year = first.today().year
    assert (first.reference, second.reference) == (f"KLN-C-{year}-01", f"KLN-C-{year}-02")
    assert case.reference == f"KLN-{year}-0001"
    assert (first.stage, journal(first)) == ("preparing", ["started"])


def test_the_same_form_sent_twice_is_one(cast):
    key = "0f3c2a52-6f4e-4f0d-9f5c-3a8b9a3f1d11"
    assert strike(cast, submission_key=key) == strike(cast, submission_key=key)
    dispute, case = strike(cast), open_case(cast.lena)
    acts = [
        lambda: disputes.add_member(dispute, by=cast.lena, name="Ира", joined_on=DAY, submission_key=key),
        lambda: disputes.raise_demand(dispute, by=cast.lena, words="Lohn", on=DAY, submission_key=key),
        lambda: disputes.write(dispute, by=cast.lena, kind="rally", on=DAY, submission_key=key),
    ]
    for act in acts:
        assert act().pk == act().pk
    other = "0f3c2a52-6f4e-4f0d-9f5c-3a8b9a3f1d12"
    for _again in range(2):
        disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY, submission_key=other)
    assert (dispute.members.count(), dispute.demands.count()) == (2, 1)
    assert journal(dispute) == ["started", "member_joined", "demand", "action", "case_joined"]
    assert kinds(case) == ["dispute_joined"]


def test_a_case_is_in_one_dispute_at_most(cast):
    dispute, other, case = strike(cast), strike(cast), open_case(cast.lena)
    disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY)
    member = disputes.add_member(other, by=cast.lena, joined_on=DAY)
    with pytest.raises(ValidationError):
        disputes.add_case(other, by=cast.lena, case=case, joined_on=DAY)
    with pytest.raises(ValidationError):
        disputes.member_gets_case(member, by=cast.lena, case=case)
    assert DisputeMember.objects.filter(case=case).count() == 1


def test_a_member_gets_a_case_which_alone_says_who_it_is(cast):
    dispute, case = strike(cast), open_case(cast.lena)
    member = disputes.add_member(dispute, by=cast.lena, name="Ира", joined_on=DAY)
    disputes.member_gets_case(member, by=cast.lena, case=case)
    disputes.member_gets_case(member, by=cast.lena, case=case)
    member = dispute.members.get()
    assert (member.number, member.name, member.case) == (1, "", case)
    assert journal(dispute) == ["started", "member_joined", "got_case"]
    assert kinds(case) == ["dispute_joined"]
    with pytest.raises(ValidationError):
        disputes.member_gets_case(member, by=cast.lena, case=open_case(cast.lena))


def test_what_concerns_everybody_stands_in_the_history_of_each_case(cast):
    dispute, cases = strike(cast), [open_case(cast.lena), open_case(cast.lena)]
    for case in cases:
        disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY)
    demand = disputes.raise_demand(dispute, by=cast.lena, words="Schriftliche Verträge", on=DAY)
    disputes.change_demand(demand, by=cast.lena, state="refused", on=DAY, words="Lachend")
    disputes.move_on(dispute, by=cast.lena, stage="action", on=DAY)
    disputes.move_on(dispute, by=cast.lena, stage="action", on=DAY)
    disputes.write(dispute, by=cast.lena, kind="rally", on=DAY, words="Vor dem Laden, mit Мариною")
    for case in cases:
        said = ["dispute_action", "dispute_stage", "dispute_demand", "dispute_demand", "dispute_joined"]
        assert kinds(case) == said
        events.verify(case)
        words = str(list(case.events.values_list("detail", "text_id")))
        assert "Verträge" not in words and "Lachend" not in words and "Laden" not in words
    told_lines = [entry.sentence for entry in timeline.page(cases[0]).entries][:5]
    assert told_lines == [
        "Dispute: Rally on 23 October 2026",
        "Dispute, new stage: Action",
        "Dispute, demand 1: Refused",
        "Dispute, demand 1: Raised",
        "Part of a dispute since 23 October 2026",
    ]


def test_the_state_of_a_member_stands_in_the_member_s_case_only(cast):
    dispute, one, other = strike(cast), open_case(cast.lena), open_case(cast.lena)
    member = disputes.add_case(dispute, by=cast.lena, case=one, joined_on=DAY)
    disputes.add_case(dispute, by=cast.lena, case=other, joined_on=DAY)
    disputes.change_member(member, by=cast.lena, state="settled_alone", on=DAY)
    disputes.change_member(member, by=cast.lena, state="settled_alone", on=DAY)
    assert kinds(one) == ["dispute_member_state", "dispute_joined"]
    assert kinds(other) == ["dispute_joined"]
    assert timeline.page(one).entries[0].sentence == "In the dispute: Settled separately"


def test_a_case_taken_out_goes_with_its_member_and_may_join_again(cast):
    dispute, case = strike(cast), open_case(cast.lena)
    disputes.take_case_out(disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY), by=cast.lena)
    assert not dispute.members.exists()
    assert kinds(case) == ["dispute_left", "dispute_joined"]
    disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY)
    page = DisputePage(dispute, cast.lena)
    assert "Joined with a case: somebody who is no longer here" in [line.sentence for line in page.journal]


def test_a_deleted_case_leaves_a_member_without_a_name(cast):
    from cases import append_only

    dispute, case = strike(cast), open_case(cast.lena)
    disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY)
    with append_only.suspended(connection):
        case.delete()
    (line,) = DisputePage(dispute, cast.lena).members
    assert (line.called, line.case, line.is_hidden) == ("Member 1", None, False)


def test_names_story_demands_and_words_are_not_readable_in_the_database(cast):
    dispute = strike(cast, story="Тринадцять годин щодня")
    disputes.add_member(dispute, by=cast.lena, name="Ярина", joined_on=DAY)
    disputes.raise_demand(dispute, by=cast.lena, words="Розрахункові листки", on=DAY)
    disputes.write(dispute, by=cast.lena, kind="rally", on=DAY, words="Біля крамниці")
    with connection.cursor() as cursor:
        found = ""
        for table in ("dispute", "disputemember", "disputedemand", "disputeentry"):
            cursor.execute(f"SELECT * FROM cases_{table}")
            found += str(cursor.fetchall())
    for words in ("Тринадцять", "Ярина", "листки", "крамниці"):
        assert words not in found
    assert Dispute.objects.get(pk=dispute.pk).story == "Тринадцять годин щодня"


# --- What a reader sees of it ------------------------------------------------------------------


def restricted(cast, **changes):
    case = open_case(cast.lena, **changes)
    admissions.restrict(case, by=cast.ayla, people=[cast.lena, cast.ayla], purpose="Drohung")
    return case


def test_only_members_of_the_group_see_a_dispute(cast):
    dispute = strike(cast)
    for name in ("lena", "tomasz", "ayla"):
        assert list(Dispute.objects.visible_to(getattr(cast, name))) == [dispute]
    for name in ("hanna", "pavlo", "nora", "otto", "dora"):
        assert not Dispute.objects.visible_to(getattr(cast, name)).exists()


def test_a_case_somebody_does_not_see_is_a_number_and_nothing_else(cast):
    dispute = strike(cast)
    disputes.add_member(dispute, by=cast.lena, name="Ира", joined_on=DAY)
    case = restricted(cast)
    member = disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY, state="hesitating")
    disputes.change_member(member, by=cast.lena, state="joined", on=DAY)
    line = DisputePage(dispute, cast.lena).members[1]
    assert (line.called, line.case, line.open_sums) == ("Ольга", case, [(Decimal("3475.00"), "EUR")])
    page = DisputePage(dispute, cast.tomasz)
    hidden = page.members[1]
    assert (hidden.called, hidden.case, hidden.state, hidden.open_sums) == ("Member 2", None, "", [])
    assert (page.states, page.totals, page.left_out, page.dates) == (["Taking part: 1"], [], 1, [])
    assert not any("Ольга" in line.sentence for line in page.journal)


def test_an_admitted_member_of_the_group_without_the_name_sees_the_case_and_a_number(cast):
    dispute, case = strike(cast), restricted(cast)
    disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY)
    admissions.admit(case, by=cast.ayla, user=cast.tomasz, role="observer", scope="case", purpose="Lernt")
    (line,) = DisputePage(dispute, cast.tomasz).members
    assert (line.called, line.case, line.has_name) == ("Member 1", case, False)


def test_sums_add_up_by_currency_and_gross_is_never_mixed_with_net(cast):
    dispute = strike(cast)
    first = accepted_case(cast.lena)
    second = accepted_case(cast.lena, pay={**told()["pay"], "currency": "PLN", "amount": "40.00"})
    for case in (first, second):
        disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY)
    for number, (kind, amount) in enumerate([("gross", "475.00"), ("net", "100.00"), ("cash", "50.00")]):
        ledger.record_payment(
            first, by=cast.lena, received_on=first.today(), amount=Decimal(amount), currency="EUR",
            kind=kind, submission_key=f"pay-{number}",
        )  # fmt: skip
    euro, zloty = DisputePage(dispute, cast.lena).totals
    assert (euro.currency, euro.claimed, euro.paid_gross, euro.paid_net, euro.open_gross) == (
        "EUR", Decimal("3475.00"), Decimal("475.00"), Decimal("150.00"), Decimal("3000.00"),
    )  # fmt: skip
    assert (zloty.currency, zloty.claimed, zloty.paid_gross) == ("PLN", Decimal("10000.00"), Decimal("0.00"))


@pytest.mark.parametrize(("number", "is_counted"), [(4, False), (5, True)])
def test_cases_that_are_not_seen_count_only_where_there_are_five(number, is_counted, cast):
    dispute = strike(cast)
    disputes.add_case(dispute, by=cast.lena, case=open_case(cast.lena), joined_on=DAY)
    other = cast.people["mira"] = _coordinator(cast)
    for _case in range(number):
        disputes.add_case(dispute, by=cast.lena, case=restricted(cast), joined_on=DAY)
    page = DisputePage(dispute, other)
    counted = 1 + number if is_counted else 1
    assert page.totals[0].claimed == counted * Decimal("3475.00")
    assert page.left_out == (0 if is_counted else number)
    # A caseworker counts what is seen, however much there is.
    assert DisputePage(dispute, cast.tomasz).totals[0].claimed == Decimal("3475.00")


def _coordinator(cast):
    from tests import cast as people

    return people._person("Mira Stern", cast.koeln, role="coordinator")


def test_the_page_asks_as_often_for_many_members_as_for_few(cast, django_assert_max_num_queries):
    dispute = strike(cast)
    for _case in range(12):
        disputes.add_case(dispute, by=cast.lena, case=open_case(cast.lena), joined_on=DAY)
        disputes.add_member(dispute, by=cast.lena, name="Ира", joined_on=DAY)
    page = DisputePage(dispute, cast.lena)
    with django_assert_max_num_queries(14):
        assert len(page.members) == 24
        assert page.journal and page.totals and page.dates
        assert page.demands == []


def test_the_list_asks_once_for_fifty(cast, django_assert_max_num_queries):
    for number in range(50):
        disputes.add_member(strike(cast, name=f"Streik {number}"), by=cast.lena, joined_on=DAY)
    with django_assert_max_num_queries(3):
        found = list(listed(cast.lena))
    assert (len(found), found[0].number_of_members, found[0].number_of_cases) == (50, 1, 0)
    assert list(listed(cast.hanna)) == []


@pytest.mark.servers
@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_once_get_two_numbers(cast):
    dispute, start = strike(cast), threading.Barrier(4)

    def add(number):
        start.wait()
        disputes.add_member(dispute, by=cast.lena, name=str(number), joined_on=DAY)
        connections.close_all()

    threads = [threading.Thread(target=add, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(dispute.members.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert DisputeEntry.objects.filter(dispute=dispute).count() == 5


def test_the_database_refuses_to_change_or_remove_a_line_of_the_journal(cast):
    dispute = strike(cast)
    disputes.write(dispute, by=cast.lena, kind="rally", on=DAY, words="Vor dem Laden")
    lines = DisputeEntry.objects.filter(dispute=dispute, kind="action")
    for change in (
        lambda: lines.update(on=DAY.replace(day=1)),
        lambda: lines.update(kind="meeting"),
        lambda: lines.update(detail={}),
        lambda: lines.update(by=cast.tomasz),
        lines.delete,
        dispute.delete,
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert lines.get().on == DAY


def test_the_words_of_a_line_can_be_sealed_anew(cast):
    dispute = strike(cast)
    disputes.write(dispute, by=cast.lena, kind="rally", on=DAY, words="Vor dem Laden")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_disputeentry SET words = words")
    assert dispute.entries.get(kind="action").words == "Vor dem Laden"

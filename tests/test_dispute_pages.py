"""The pages of a dispute: what is asked, what is refused, and what each reader sees of it."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cases import admissions, disputes
from cases.models import Case, Dispute, DisputeMember
from security.models import AccessEntry
from tests.cast import open_case
from tests.test_access_matrix import comparable

DAY = date(2026, 10, 23)
PARTS = ("case", "member", "demand", "entry", "stage", "edit")


def as_(person):
    client = Client()
    client.force_login(person)
    return client


def on(name, day=DAY):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def address(dispute, part="", **more):
    return reverse(f"cases:dispute_{part}" if part else "cases:dispute", args=[dispute.pk, *more.values()])


@pytest.fixture
def dispute(cast):
    return disputes.start(
        group=cast.koeln, by=cast.lena, name="Streik im Hotel", began_on=DAY,
        employer_name="Hotelbetrieb Wellerau GmbH", story="Dreizehn Stunden am Tag.",
    )  # fmt: skip


# --- Opening and changing ----------------------------------------------------------------------


def test_a_caseworker_opens_a_dispute_once(cast):
    client = as_(cast.lena)
    assert client.get(reverse("cases:dispute_new")).status_code == 200
    key = str(uuid.uuid4())
    told = {"group": "KLN", "name": "Streik", "employer_name": "Wellerau", "submission_key": key}
    for _again in range(2):
        answer = client.post(reverse("cases:dispute_new"), {**told, **on("began_on"), "story": "Lohn"})
        assert answer.status_code == 302
    dispute = Dispute.objects.get()
    assert answer["Location"] == address(dispute)
    assert (dispute.group, dispute.began_on, dispute.story) == (cast.koeln, DAY, "Lohn")
    assert dispute.entries.count() == 1


def test_only_for_one_s_own_group(cast):
    told = {"group": "HAM", "name": "Streik", "employer_name": "Wellerau", **on("began_on")}
    answer = as_(cast.lena).post(reverse("cases:dispute_new"), told)
    assert answer.status_code == 422
    assert not Dispute.objects.exists()


@pytest.mark.parametrize("name", ["nora", "otto"])
def test_who_belongs_to_no_group_opens_none(name, cast):
    client = as_(getattr(cast, name))
    assert client.get(reverse("cases:dispute_new")).status_code == 403
    page = client.get(reverse("cases:disputes"))
    assert "you are in none" in page.content.decode()
    assert reverse("cases:dispute_new") not in page.content.decode()


def test_every_form_does_what_it_says(cast, dispute):
    client, case = as_(cast.lena), open_case(cast.lena)
    sent = {
        "case": {"reference": f" {case.reference.lower()} ", "state": "joined", **on("joined_on")},
        "member": {"name": "Ярина", "state": "hesitating", **on("joined_on")},
        "demand": {"words": "Schriftliche Verträge", **on("on")},
        "entry": {"kind": "rally", "words": "Vor dem Hotel", **on("on")},
        "stage": {"stage": "action", "words": "Alle sind dafür", **on("on")},
        "edit": {"name": "Streik", "employer_name": "Wellerau", "story": "Neu", **on("began_on")},
    }
    for part, told in sent.items():
        assert client.get(address(dispute, part)).status_code == 200
        answer = client.post(address(dispute, part), told)
        assert (answer.status_code, answer["Location"]) == (302, address(dispute)), part
    with_case, member = dispute.members.all()
    demand = dispute.demands.get()
    answer = client.post(
        address(dispute, "demand_edit", demand=demand.pk),
        {"state": "offered", "words": "20 Stunden im Monat", **on("on")},
    )
    assert answer.status_code == 302
    answer = client.post(
        address(dispute, "member_edit", member=member.pk), {"name": "Яра", "state": "joined", **on("on")}
    )
    assert answer.status_code == 302
    page = client.get(address(dispute)).content.decode()
    for words in ("Ольга", "Яра", "Schriftliche Verträge", "20 Stunden im Monat", "Vor dem Hotel", "Neu"):
        assert words in page
    assert "Ярина" not in page
    assert "Offer made" in page and case.reference in page and "€3,475.00" in page
    second = open_case(cast.lena)
    answer = client.post(address(dispute, "member_case", member=member.pk), {"reference": second.reference})
    assert answer.status_code == 302
    assert client.get(address(dispute, "member_case", member=member.pk)).status_code == 302
    assert dispute.members.get(pk=member.pk).case == second
    assert client.post(address(dispute, "case_out", member=with_case.pk)).status_code == 302
    assert client.post(address(dispute, "case_out", member=with_case.pk)).status_code == 404
    assert list(dispute.members.values_list("case", flat=True)) == [second.pk]


BAD = [
    ("case", {"reference": "", **on("joined_on")}, "Write the number of the case."),
    ("case", {"reference": "XXX-2026-0001", **on("joined_on")}, "You see no case with this number."),
    ("case", {"reference": "x\0y" * 90}, "joined_on"),
    ("member", {"name": "Ярина", "joined_on_day": "40"}, "Write the day as a number from 1 to 31."),
    ("member", {"name": "Ярина", **on("joined_on", date(2090, 1, 1))}, "This day is still to come."),
    ("member", {"name": "Ярина", "state": "boss", **on("joined_on")}, "Choose one of the answers."),
    ("member", {"name": "Я" * 81, **on("joined_on")}, "80"),
    ("demand", {"words": "  \u202e ", **on("on")}, "Write what the members ask for."),
    ("demand", {"words": "Lohn"}, "Write the day, the month and the year."),
    ("entry", {"kind": "", "words": "Vor dem Hotel", **on("on")}, "Choose one of the answers."),
    ("stage", {"stage": "won", **on("on")}, "Choose one of the answers."),
    ("edit", {"name": "", "employer_name": "Wellerau", **on("began_on")}, "Write how the team calls"),
    ("edit", {"name": "Streik", "employer_name": "", **on("began_on")}, "Write the name of the employer."),
]


@pytest.mark.parametrize(("part", "told", "sentence"), BAD)
def test_what_cannot_be_used_is_said_at_its_field_and_stays(part, told, sentence, cast, dispute):
    answer = as_(cast.lena).post(address(dispute, part), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    for value in told.values():
        if isinstance(value, str) and value.strip() and value.isprintable() and value not in ("boss", "won"):
            assert value in page
    assert not DisputeMember.objects.exists() and not dispute.demands.exists()


def test_a_case_of_another_dispute_or_one_only_looked_at_does_not_join(cast, dispute):
    client, case = as_(cast.hanna), open_case(cast.lena)
    own = disputes.start(group=cast.hamburg, by=cast.hanna, name="B", employer_name="C", began_on=DAY)
    told = {"reference": case.reference, "state": "joined", **on("joined_on")}
    unseen = client.post(address(own, "case"), told).content.decode()
    assert "You see no case with this number." in unseen
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="observer", purpose="Lernt")
    assert "not change it" in client.post(address(own, "case"), told).content.decode()
    admissions.admit(case, by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Hilft")
    disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY)
    page = client.post(address(own, "case"), told).content.decode()
    assert "already part of a dispute" in page
    assert not own.members.exists()


def test_cases_against_the_same_employer_are_offered_to_those_who_see_them(cast, dispute):
    case = open_case(cast.lena)
    other = open_case(cast.lena, employer={"name": "Anderswo GmbH"})
    hidden = open_case(cast.lena)
    admissions.restrict(hidden, by=cast.ayla, people=[cast.lena, cast.ayla], purpose="Drohung")
    page = as_(cast.tomasz).get(address(dispute, "case")).content.decode()
    assert case.reference in page
    assert other.reference not in page and hidden.reference not in page


# --- Who sees what -----------------------------------------------------------------------------


@pytest.fixture
def two_cases(cast, dispute):
    """An open case, and one only Lena and Ayla are admitted to."""
    seen, hidden = open_case(cast.lena), open_case(cast.lena, person={"alias": "Таня"})
    admissions.restrict(hidden, by=cast.ayla, people=[cast.lena, cast.ayla], purpose="Drohung")
    members = [disputes.add_case(dispute, by=cast.lena, case=case, joined_on=DAY) for case in (seen, hidden)]
    return seen, hidden, members


def test_the_insider_sees_all_and_a_colleague_what_is_open_to_the_group(cast, dispute, two_cases):
    seen, hidden, (_first, second) = two_cases
    page = as_(cast.lena).get(address(dispute)).content.decode()
    assert "Таня" in page and hidden.reference in page and "€6,950.00" in page
    page = as_(cast.tomasz).get(address(dispute)).content.decode()
    assert seen.reference in page and "Ольга" in page and "Person 2" in page
    assert "1 Fall, den Sie nicht sehen, ist nicht mitgezählt." in page
    for secret in ("Таня", hidden.reference, str(hidden.pk), "6.950,00"):
        assert secret not in page
    client = as_(cast.tomasz)
    for part in ("member_edit", "member_case", "case_out"):
        answer = client.post(address(dispute, part, member=second.pk), {"state": "joined", **on("on")})
        assert answer.status_code == 404
    assert AccessEntry.objects.filter(kind="refused", user_id=cast.tomasz.pk, case_id=hidden.pk).exists()


def test_who_is_admitted_to_one_case_sees_the_case_and_no_dispute(cast, dispute, two_cases):
    seen, _hidden, _members = two_cases
    admissions.admit(seen, by=cast.ayla, user=cast.hanna, role="caseworker", purpose="Hilft")
    client = as_(cast.hanna)
    page = client.get(seen.get_absolute_url()).content.decode()
    assert "Part of a dispute since" in page
    assert dispute.name not in page and str(dispute.pk) not in page and dispute.reference not in page
    assert client.get(address(dispute)).status_code == 404


@pytest.mark.parametrize("name", ["hanna", "pavlo", "nora", "otto"])
def test_strangers_get_what_does_not_exist(name, cast, dispute, two_cases):
    client = as_(getattr(cast, name))
    missing = client.get(reverse("cases:dispute", args=[uuid.uuid4()]))
    answer = client.get(address(dispute))
    assert answer.status_code == 404
    assert comparable(answer) == comparable(missing)
    listed = client.get(reverse("cases:disputes")).content.decode()
    assert dispute.name not in listed and dispute.reference not in listed
    for part in PARTS:
        assert client.post(address(dispute, part), {}).status_code == 404
    assert dispute.entries.count() == 3


def test_who_left_the_group_sees_no_dispute_any_more(cast, dispute):
    cast.tomasz.memberships.update(ended_on=DAY)
    assert as_(cast.tomasz).get(address(dispute)).status_code == 404


def test_reading_is_logged_once(cast, dispute):
    client = as_(cast.lena)
    for _again in range(2):
        client.get(address(dispute))
    assert AccessEntry.objects.filter(kind="reading", case_id=dispute.pk).count() == 1


def test_a_member_or_demand_of_another_dispute_is_not_there(cast, dispute):
    other = disputes.start(group=cast.hamburg, by=cast.hanna, name="B", employer_name="C", began_on=DAY)
    member = disputes.add_member(other, by=cast.hanna, name="Петро", joined_on=DAY)
    demand = disputes.raise_demand(other, by=cast.hanna, words="Lohn", on=DAY)
    client = as_(cast.lena)
    assert client.get(address(dispute, "member_edit", member=member.pk)).status_code == 404
    assert client.get(address(dispute, "demand_edit", demand=demand.pk)).status_code == 404


# --- Where else a dispute shows ----------------------------------------------------------------


def test_the_case_page_leads_to_its_dispute_and_the_bar_to_all(cast, dispute, two_cases):
    seen, _hidden, _members = two_cases
    client = as_(cast.tomasz)
    page = client.get(seen.get_absolute_url()).content.decode()
    assert f'href="{address(dispute)}"' in page and "Streik im Hotel" in page
    assert reverse("cases:disputes") in page
    other = open_case(cast.lena)
    assert "Streik im Hotel" not in client.get(other.get_absolute_url()).content.decode()
    assert reverse("cases:disputes") not in as_(cast.otto).get(reverse("accounts:profile")).content.decode()


def test_the_list_shows_numbers_and_turns_its_pages(cast, dispute, two_cases, django_assert_max_num_queries):
    for number in range(55):
        disputes.start(group=cast.koeln, by=cast.lena, name=f"N{number}", employer_name="C", began_on=DAY)
    client = as_(cast.lena)
    client.get(reverse("cases:disputes"))
    with django_assert_max_num_queries(8):
        page = client.get(reverse("cases:disputes")).content.decode()
    assert page.count("KLN-C-") == 50 and "?page=2" in page
    for asked in ("2", "99", "x", "-1", "9" * 50, "\0"):
        assert client.get(reverse("cases:disputes"), {"page": asked}).status_code == 200


@pytest.mark.parametrize("language", ["de", "fr", "ru", "uk", "pl", "en"])
def test_every_page_in_every_language(language, cast, dispute, two_cases):
    _seen, _hidden, (member, _second) = two_cases
    demand = disputes.raise_demand(dispute, by=cast.lena, words="Lohn", on=DAY)
    cast.lena.language = language
    cast.lena.save()
    client = as_(cast.lena)
    pages = [reverse("cases:disputes"), reverse("cases:dispute_new"), address(dispute)]
    pages += [address(dispute, part) for part in PARTS]
    pages += [address(dispute, "member_edit", member=member.pk), address(dispute, "demand_edit", d=demand.pk)]
    for page in pages:
        assert client.get(page).status_code == 200, page


# --- The guides' strike ------------------------------------------------------------------------


def test_the_guides_strike_of_the_demo(db):
    from demo import world

    staff = world.build()
    dispute = Dispute.objects.get()
    assert (dispute.name, dispute.reference, dispute.began_on) == (
        "La grève des guides", "PAR-C-2024-01", date(2024, 10, 23),
    )  # fmt: skip
    assert dispute.members.count() == 7
    assert dispute.members.filter(member_state="joined").count() == 5
    assert dispute.members.exclude(case=None).count() == 3
    page = as_(staff["ines"]).get(address(dispute), headers={"accept-language": "en"}).content.decode()
    for words in ("671,50", "560,80", "Руслан", "Микола", "Ліза"):
        assert words in page
    guide = Case.objects.get(intake__submission_key="demo-paris-r")
    assert [str(claim.open_gross) for claim in guide.claims.all()] == ["398.00", "162.80"]
    assert guide.opened_at.date() == date(2024, 12, 3)
    cook = Case.objects.get(intake__submission_key="demo-paris-cook")
    assert sum(claim.open_gross for claim in cook.claims.all()) == 4 * Decimal("126.96")
    due = cook.deadlines.get(rule_id="FR_L1471_1_RUPTURE")
    assert (due.due_on, due.safe_on) == (date(2027, 6, 5), date(2027, 6, 4))

"""The rows of the access matrix: what each address asks of a person. `test_access_matrix.py` reads them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.utils import timezone

from cases import consents, deadlines, disputes, triggers
from cases.models import LocalHoliday
from demo import letters, money
from door import quarantine
from evidence.checking.check import check
from evidence.places import of_case
from evidence.taking import take
from tests.hostile.photos import written

OPEN = "open"  # answers everybody, signed in or not
SIGNED_IN = "signed in"  # answers everybody who is signed in; `refused` names the kinds that get a 403 or 404
NOTHING = {"unknown": "field"}


@dataclass(frozen=True)
class Row:
    """`need` holds for GET and POST, unless POST asks for more; several actions must all be held."""

    need: str | frozenset
    post: frozenset | None = None
    refused: dict = field(default_factory=dict)
    arguments: Callable = lambda objects: {}


def on_case(*actions, post=(), **more):
    names = {"pk": "case", **more}
    return Row(
        need=frozenset(actions or {"view_case"}),
        post=frozenset(post) or None,
        arguments=lambda objects: {name: getattr(objects, source, source) for name, source in names.items()},
    )


def on_letter(*actions, post=(), **more):
    return on_case(
        "see_person", *actions, post={"see_person", *post} if post else (), letter_id="letter", **more
    )


def on_item(*actions, **more):
    return on_case("see_person", *actions, item_id="evidence", **more)


def signed_in(*, refused=None, **arguments):
    return Row(
        need=SIGNED_IN,
        refused=refused or {},
        arguments=lambda objects: {
            name: getattr(objects, source, source) for name, source in arguments.items()
        },
    )


def open_to_all(**arguments):
    return Row(need=OPEN, arguments=lambda objects: {n: getattr(objects, s, s) for n, s in arguments.items()})


def objects(cast, case):
    """One of everything an address can name."""
    letter = letters.draft(case, by=cast.lena)
    trigger = case.triggers.first()
    consent = consents.give(case, by=cast.lena, kind="read", given_on=case.today(), language="uk")
    deadline = deadlines.set_date(case, by=cast.lena, kind="task", title="Anrufen", on=case.today())
    dispute = disputes.start(
        group=cast.koeln, by=cast.lena, name="Streik", employer_name="Wellerau", began_on=case.today()
    )
    member = disputes.add_member(dispute, by=cast.lena, name="Галя", joined_on=case.today())
    claim = money.overtime(case, by=cast.lena)
    case_member = disputes.add_case(dispute, by=cast.lena, case=case, joined_on=case.today())
    demand = disputes.raise_demand(dispute, by=cast.lena, words="Lohn", on=case.today())
    return SimpleNamespace(
        dispute=dispute.pk,
        member=member.pk,
        case_member=case_member.pk,
        demand=demand.pk,
        claim=claim.pk,
        write_off=money.given_up(claim, by=cast.lena).pk,
        deduction=money.deduction(case, by=cast.lena).pk,
        case=case.pk,
        held=quarantine.hold(case.intake.given, key="held", reasons=["fast"], digits="0" * 16).pk,
        letter=letter.pk,
        trigger=trigger.pk,
        consent=consent.pk,
        deadline=deadline.pk,
        nobody=uuid.uuid4(),
        wall=getattr(case.walls.first(), "pk", None),
        hanna=cast.hanna.pk,
        koeln=cast.koeln.code,
        event=triggers.record(case, by=cast.lena, event="insolvency", on=case.today()).pk,
        holiday=LocalHoliday.objects.create(
            group=cast.koeln, name="Stadtfest", on=case.today(), country="DE", region="DE-NW"
        ).pk,
        membership=cast.lena.memberships.get().pk,
        evidence=take(written("PNG"), place=of_case(case), look=check).pk,
        today=timezone.localdate(),
    )


COORDINATORS_OF_ANOTHER = {
    "own_group": {403},
    "walled": {403},
    "admitted": {404},
    "observer": {404},
    "other_group": {404},
    "network": {404},
    "auditor": {404},
}
WHO_COORDINATES_NOTHING = {
    kind: {404} for kind in ("own_group", "admitted", "other_group", "walled", "auditor")
}
NOBODY_BUT_COORDINATORS = {kind: {404} for kind in COORDINATORS_OF_ANOTHER}
OUTSIDE_THE_GROUP = {kind: {404} for kind in ("admitted", "observer", "other_group", "network", "auditor")}
WORK, PERSON, ADMIT = "work_case", "see_person", "admit"

ROWS = {
    # The installation, and the door
    "start": open_to_all(),
    "healthz": open_to_all(),
    "set_language": open_to_all(),
    "imprint": open_to_all(),
    "privacy": open_to_all(),
    "accounts:imprint": open_to_all(code="koeln"),
    "accounts:privacy": open_to_all(code="koeln"),
    "accounts:accept_invitation": open_to_all(token="nobodys-token"),
    "cases:feed": open_to_all(token="nobodys-token"),
    # The worker's door
    "door:step": open_to_all(number="1"),
    "door:another": open_to_all(),
    "door:later": open_to_all(),
    "door:check": open_to_all(),
    "door:photos": open_to_all(),
    "door:photos_piece": open_to_all(),
    "door:photos_of_case": open_to_all(),
    "door:photos_of_case_piece": open_to_all(),
    "door:sent": open_to_all(),
    "door:sheet": open_to_all(),
    "door:waiting": open_to_all(),
    "door:call": open_to_all(),
    "door:code": open_to_all(),
    "door:status": open_to_all(),
    "door:reach": open_to_all(),
    "door:away": open_to_all(),
    "door:leave": open_to_all(),
    "door:traces": open_to_all(),
    "door:language": open_to_all(language="de"),
    # A person's own pages
    "accounts:profile": signed_in(),
    "accounts:end_other_sign_ins": signed_in(),
    "accounts:end_sign_in": signed_in(number="0"),
    "notifications:list": signed_in(),
    "outbox:list": signed_in(),
    "outbox:show": signed_in(letter_id="nobody"),
    "outbox:attachment": signed_in(letter_id="nobody", number="0"),
    "cases:mine": signed_in(),
    "cases:search": signed_in(),
    "cases:calendar": signed_in(),
    "cases:reports": signed_in(),
    "cases:reports_csv": signed_in(),
    "cases:reports_xlsx": signed_in(),
    "cases:new": signed_in(refused={"auditor": {403}}),
    # A group's pages
    "accounts:members": signed_in(code="koeln", refused=COORDINATORS_OF_ANOTHER),
    "accounts:invite": signed_in(code="koeln", refused=COORDINATORS_OF_ANOTHER),
    "accounts:texts": signed_in(code="koeln", refused=COORDINATORS_OF_ANOTHER),
    "accounts:contact": signed_in(code="koeln", refused=COORDINATORS_OF_ANOTHER),
    "accounts:withdraw_invitation": signed_in(pk="nobody", refused=NOBODY_BUT_COORDINATORS),
    "cases:end_membership": signed_in(pk="membership", refused=NOBODY_BUT_COORDINATORS),
    "cases:holidays": signed_in(code="koeln", refused=COORDINATORS_OF_ANOTHER),
    "cases:holiday_remove": signed_in(code="koeln", pk="holiday", refused=COORDINATORS_OF_ANOTHER),
    "cases:law_changes": signed_in(refused=WHO_COORDINATES_NOTHING),
    # Stories set aside at the door
    "door:held": signed_in(),
    "door:held_story": signed_in(pk="held", refused=NOBODY_BUT_COORDINATORS),
    "door:held_open": signed_in(pk="held", refused=NOBODY_BUT_COORDINATORS),
    "door:held_away": signed_in(pk="held", refused=NOBODY_BUT_COORDINATORS),
    # A group's disputes. A case of theirs opens none, and a dispute opens no case
    "cases:disputes": signed_in(),
    "cases:dispute_new": signed_in(refused={"network": {403}, "auditor": {403}}),
    "cases:dispute": signed_in(pk="dispute", refused=OUTSIDE_THE_GROUP),
    "cases:dispute_edit": signed_in(pk="dispute", refused=OUTSIDE_THE_GROUP),
    "cases:dispute_stage": signed_in(pk="dispute", refused=OUTSIDE_THE_GROUP),
    "cases:dispute_case": signed_in(pk="dispute", refused=OUTSIDE_THE_GROUP),
    "cases:dispute_member": signed_in(pk="dispute", refused=OUTSIDE_THE_GROUP),
    "cases:dispute_member_edit": signed_in(pk="dispute", member="member", refused=OUTSIDE_THE_GROUP),
    "cases:dispute_member_case": signed_in(pk="dispute", member="member", refused=OUTSIDE_THE_GROUP),
    "cases:dispute_case_out": signed_in(
        pk="dispute", member="case_member", refused={**OUTSIDE_THE_GROUP, "walled": {404}}
    ),
    "cases:dispute_demand": signed_in(pk="dispute", refused=OUTSIDE_THE_GROUP),
    "cases:dispute_demand_edit": signed_in(pk="dispute", demand="demand", refused=OUTSIDE_THE_GROUP),
    "cases:dispute_entry": signed_in(pk="dispute", refused=OUTSIDE_THE_GROUP),
    # A case
    "cases:show": on_case(),
    "cases:history": on_case(),
    "cases:intake": on_case(PERSON),
    "cases:facts": on_case(WORK),
    "cases:confirm_date": on_case(WORK, trigger="trigger"),
    "cases:event_new": on_case(WORK),
    "cases:event_edit": on_case(WORK, trigger="event"),
    "cases:event_remove": on_case(WORK, trigger="event"),
    "cases:law_change": on_case(WORK),
    "cases:law_answers": on_case(WORK),
    "cases:person": on_case(PERSON),
    "cases:person_edit": on_case(WORK, PERSON),
    "cases:employer": on_case(WORK),
    "cases:step": on_case(WORK, step="talk"),
    "cases:note": on_case(WORK),
    "cases:read": on_case(WORK),
    "cases:call": on_case(WORK),
    "cases:conflict": on_case(WORK, PERSON),
    "cases:consent": on_case(WORK),
    "cases:consent_end": on_case(WORK, consent="consent"),
    "cases:consent_withdraw": on_case(WORK, consent="consent"),
    "cases:authority": on_case(WORK),
    "cases:deadline_new": on_case(WORK),
    "cases:answer": on_case(WORK),
    "cases:deadline": on_case(WORK, deadline="deadline", act="meet"),
    "cases:access": on_case(),
    "cases:hand_over": on_case(WORK),
    "cases:admit": on_case(ADMIT),
    "cases:release": on_case(ADMIT, user="hanna"),
    "cases:restrict": on_case(ADMIT),
    "cases:unrestrict": on_case(ADMIT),
    "cases:wall": on_case(ADMIT),
    "cases:wall_end": on_case(ADMIT, wall="wall"),
    "cases:route": on_case("decide_case"),
    "door:renew": on_case(WORK, PERSON),
    "door:void": on_case(WORK, PERSON),
    "door:together": on_case(WORK, PERSON),
    # Its money
    "cases:money": on_case(),
    "cases:claim_new": on_case(WORK),
    "cases:payment_new": on_case(WORK),
    "cases:agreement_new": on_case(WORK),
    "cases:write_off": on_case(WORK),
    "cases:account": on_case(WORK, PERSON),
    "cases:months": on_case(WORK),
    "cases:months_paste": on_case(WORK),
    "cases:months_week": on_case(WORK),
    "cases:claim_kind": on_case(WORK, kind="overtime"),
    "cases:claim": on_case(WORK, claim="claim"),
    "cases:claim_remove": on_case(WORK, claim="claim"),
    "cases:claim_give_up": on_case(WORK, claim="claim"),
    "cases:write_off_undo": on_case(WORK, write_off="write_off"),
    "cases:deduction_new": on_case(WORK),
    "cases:deduction_remove": on_case(WORK, deduction="deduction"),
    # Its photos and papers
    "evidence:add": on_case(WORK, PERSON),
    "evidence:show": on_item(),
    "evidence:edit": on_item(WORK),
    "evidence:remove": on_item(WORK),
    "evidence:picture": on_item(number="1"),
    "evidence:copy": on_item(),
    # Its letters
    "documents:calculation": on_case(),
    "documents:new": on_case(WORK, PERSON),
    "documents:show": on_letter(),
    "documents:agree": open_to_all(),
    "mydata:overview": open_to_all(),
    "mydata:act": open_to_all(what="delete"),
    "documents:show_worker": on_letter(WORK),
    "documents:edit": on_letter(WORK),
    "documents:approve": on_letter(),
    "documents:send_back": on_letter(),
    "documents:withdraw": on_letter(WORK),
    "documents:page": on_letter(number="1"),
    "documents:pdf": on_letter(),
    "documents:send_email": on_letter(WORK),
    "documents:send_paper": on_letter(WORK),
    "documents:retry": on_letter(WORK, dispatch="nobody"),
    "documents:settle": on_letter(WORK, dispatch="nobody"),
    "documents:kept": on_letter(WORK),
}

# Addresses that answer 404 even to those who may, because the thing they name is not there in this world.
NOT_THERE = {
    "accounts:end_sign_in", "accounts:withdraw_invitation", "documents:retry", "documents:settle",
    "outbox:show", "outbox:attachment", "cases:route", "documents:pdf", "door:together",
}  # fmt: skip


def is_allauth(name):
    """allauth's own addresses have a test of their own: `test_allauth_pages.py`."""
    return name.startswith(("account_", "mfa_", "usersessions_"))

"""Every page of Poruch in the demo world: who opens it, and at which addresses.

`PAGES` and `NO_PAGE` name each route once; a new route without a row fails in test_axe_all_pages.py.
"""

from dataclasses import dataclass

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import get_resolver, reverse

from accounts import invitations
from accounts.models import LocalGroup, Membership
from cases import lifecycle
from cases.forms import claims
from cases.models import Case, Claim, Consent, Deadline, Dispute, LawCheck, LocalHoliday, TriggerDate
from cases.worklist import Worklist
from demo import readable, world
from documents import drafting
from documents.models import Letter
from door import quarantine
from door.models import Held
from evidence.models import Evidence
from tests.signing_in import give_app

NOBODY = None


@dataclass
class World:
    staff: dict
    token: str

    def case(self, stage, group="KLN"):
        return Case.objects.filter(stage=stage, group__code=group).order_by("reference").first()

    def cases(self):
        return list(Case.objects.filter(group__code="KLN").order_by("reference"))

    def letters(self):
        return list(Letter.objects.filter(case__group__code="KLN").order_by("case__reference", "saved_at"))


def build():
    """The demo world, and what no story of it has: a draft, an invitation, an app."""
    staff = world.build()
    talks = Case.objects.get(stage="negotiating", group__code="KLN")
    drafting.start(talks, by=staff["lena"], submission_key="every-page")
    invited = invitations.invite(
        by=staff["ayla"],
        email="irene@example.org",
        name="Irene Falk",
        group=LocalGroup.objects.get(code="KLN"),
        role="caseworker",
    )
    quarantine.hold(talks.intake.given, key="every-page", reasons=["trap", "fast"], digits="1" * 16)
    an_older_law(Case.objects.filter(stage="claim_ready", group__code="KLN").order_by("reference").first())
    give_app(staff["nora"])
    return World(staff, invited.link.rstrip("/").rpartition("/")[2])


def an_older_law(case):
    """The dates of the case look as if another version of the law had given them."""
    older = {"due_on": case.today(), "safe_on": case.today(), "rule_version": "2025-01-01"}
    Deadline.objects.filter(case=case, rule_id="DE_KSCHG_4").update(**older)
    LawCheck.objects.filter(case=case).update(differs=True)


def routes(resolver=None, namespace=""):
    """The name of each route."""
    for entry in (resolver or get_resolver("config.urls")).url_patterns:
        if hasattr(entry, "url_patterns"):
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, inside)
        else:
            yield f"{namespace}{entry.name}"


def plain(name):
    return lambda world: [reverse(name)]


def of_case(name, stage="claim_ready"):
    return lambda world: [reverse(name, args=[world.case(stage).pk])]


def of_group(name):
    return lambda world: [reverse(name, args=["KLN"])]


def each_case(world):
    return [reverse("cases:show", args=[case.pk]) for case in world.cases()]


def each_step(world):
    """Each step once, at the first case that offers it."""
    case_of = {}
    for case in world.cases():
        for step in lifecycle.offered(case, world.staff["ayla"]):
            case_of.setdefault(step, case)
    return [reverse("cases:step", args=[case.pk, step]) for step, case in case_of.items() if step != "agree"]


def each_act(world):
    found = []
    for case in (world.case("claim_ready"), world.case("at_court")):
        deadline = case.deadlines.open().legal().first() or case.deadlines.open().first()
        found += [reverse("cases:deadline", args=[case.pk, deadline.pk, act]) for act in ("meet", "waive")]
    movable = (
        Deadline.objects.open().filter(rule_id="", case__group__code="KLN").exclude(kind="instalment").first()
    )
    return [*found, reverse("cases:deadline", args=[movable.case_id, movable.pk, "move"])]


def each_letter(world):
    return [reverse("documents:show", args=[letter.case_id, letter.pk]) for letter in world.letters()]


def each_thing(world):
    found = Evidence.objects.filter(case__group__code="KLN")
    return [reverse("evidence:show", args=[item.case_id, item.pk]) for item in found]


def a_trigger(world):
    trigger = world.case("checking").triggers.first()
    return [reverse("cases:confirm_date", args=[trigger.case_id, trigger.pk])]


def an_event(world):
    event = TriggerDate.objects.filter(case__group__code="KLN", event_code="decision_notified").first()
    return [reverse("cases:event_edit", args=[event.case_id, event.pk])]


def a_holiday(world):
    return [reverse("cases:holiday_remove", args=["KLN", LocalHoliday.objects.first().pk])]


def each_kind(world):
    case = world.case("claim_ready")
    kinds = [*claims.kinds(case.country), "other", "lump_sum"]
    return [reverse("cases:claim_kind", args=[case.pk, kind]) for kind in kinds]


def a_claim(name):
    """A claim somebody added to a case that is open."""

    def addresses(world):
        claim = Claim.objects.filter(case__group__code="KLN", inputs__isnull=False).first()
        return [reverse(name, args=[claim.case_id, claim.pk])]

    return addresses


def a_consent(world):
    consent = Consent.objects.filter(case=world.case("claim_ready")).first()
    return [reverse("cases:consent_end", args=[consent.case_id, consent.pk])]


def a_membership(world):
    membership = Membership.objects.get(user=world.staff["tomasz"])
    return [reverse("cases:end_membership", args=[membership.pk])]


def a_reset_link(world):
    user = world.staff["lena"]
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return [f"/account/password/reset/key/{key}/"]


def a_mail(world):
    return [reverse("outbox:show", args=[mail.id]) for mail in readable.letters(world.staff["lena"])[:1]]


def searches(world):
    return [
        reverse("cases:search"),
        *(reverse("cases:search") + f"?q={words}" for words in ("Wellerau", "KLN", "xyzzy")),
    ]


def lists(world):
    return [f"{reverse('cases:mine')}?list={tab.key}" for tab in Worklist(world.staff["lena"]).tabs]


def of_dispute(name, *parts):
    """A page of the guides' strike; `parts` name what else stands in the address."""

    def addresses(world):
        dispute = Dispute.objects.get()
        found = {"member": dispute.members.filter(case=None).first(), "demand": dispute.demands.first()}
        return [reverse(name, args=[dispute.pk, *(found[part].pk for part in parts)])]

    return addresses


def each_kind_of_member(world):
    dispute = Dispute.objects.get()
    shown = [dispute.members.filter(case=None).first(), dispute.members.exclude(case=None).first()]
    return [reverse("cases:dispute_member_edit", args=[dispute.pk, member.pk]) for member in shown]


PAGES = {
    "start": (NOBODY, plain("start")),
    "door:step": (NOBODY, lambda world: [reverse("door:step", args=[1])]),
    "door:call": (NOBODY, plain("door:call")),
    "door:another": (NOBODY, plain("door:another")),
    "door:held": ("ayla", plain("door:held")),
    "door:held_story": (
        "ayla",
        lambda world: [reverse("door:held_story", args=[Held.objects.get().pk])],
    ),
    "door:together": ("lena", of_case("door:together")),
    "door:code": (NOBODY, plain("door:code")),
    "door:away": (NOBODY, plain("door:away")),
    "door:traces": (NOBODY, plain("door:traces")),
    "door:renew": ("lena", of_case("door:renew")),
    "imprint": (NOBODY, plain("imprint")),
    "privacy": (NOBODY, plain("privacy")),
    "account_login": (NOBODY, plain("account_login")),
    "account_reset_password": (NOBODY, plain("account_reset_password")),
    "account_reset_password_done": (NOBODY, plain("account_reset_password_done")),
    "account_reset_password_from_key": (NOBODY, a_reset_link),
    "account_reset_password_from_key_done": (NOBODY, plain("account_reset_password_from_key_done")),
    "account_logout": ("lena", plain("account_logout")),
    "account_reauthenticate": ("lena", plain("account_reauthenticate")),
    "account_change_password": ("lena", plain("account_change_password")),
    "mfa_index": ("nora", plain("mfa_index")),
    "mfa_reauthenticate": ("nora", plain("mfa_reauthenticate")),
    "mfa_activate_totp": ("lena", plain("mfa_activate_totp")),
    "mfa_deactivate_totp": ("nora", plain("mfa_deactivate_totp")),
    "mfa_view_recovery_codes": ("nora", plain("mfa_view_recovery_codes")),
    "mfa_generate_recovery_codes": ("nora", plain("mfa_generate_recovery_codes")),
    "accounts:accept_invitation": (
        NOBODY,
        lambda world: [reverse("accounts:accept_invitation", args=[world.token])],
    ),
    "accounts:profile": ("lena", plain("accounts:profile")),
    "accounts:imprint": (NOBODY, of_group("accounts:imprint")),
    "accounts:privacy": (NOBODY, of_group("accounts:privacy")),
    "accounts:texts": ("ayla", of_group("accounts:texts")),
    "accounts:contact": ("ayla", of_group("accounts:contact")),
    "accounts:members": ("ayla", of_group("accounts:members")),
    "accounts:invite": ("ayla", of_group("accounts:invite")),
    "cases:end_membership": ("ayla", a_membership),
    "cases:holidays": ("ayla", of_group("cases:holidays")),
    "cases:holiday_remove": ("ayla", a_holiday),
    "cases:law_changes": ("ayla", plain("cases:law_changes")),
    "cases:mine": ("lena", lists),
    "cases:search": ("lena", searches),
    "cases:calendar": ("lena", plain("cases:calendar")),
    "cases:reports": ("ayla", plain("cases:reports")),
    "cases:new": ("lena", plain("cases:new")),
    "cases:disputes": ("ines", plain("cases:disputes")),
    "cases:dispute_new": ("ines", plain("cases:dispute_new")),
    "cases:dispute": ("ines", of_dispute("cases:dispute")),
    "cases:dispute_edit": ("ines", of_dispute("cases:dispute_edit")),
    "cases:dispute_stage": ("ines", of_dispute("cases:dispute_stage")),
    "cases:dispute_case": ("ines", of_dispute("cases:dispute_case")),
    "cases:dispute_member": ("ines", of_dispute("cases:dispute_member")),
    "cases:dispute_member_edit": ("ines", each_kind_of_member),
    "cases:dispute_member_case": ("ines", of_dispute("cases:dispute_member_case", "member")),
    "cases:dispute_demand": ("ines", of_dispute("cases:dispute_demand")),
    "cases:dispute_demand_edit": ("ines", of_dispute("cases:dispute_demand_edit", "demand")),
    "cases:dispute_entry": ("ines", of_dispute("cases:dispute_entry")),
    "cases:show": ("lena", each_case),
    "cases:step": ("ayla", each_step),
    "cases:intake": ("lena", of_case("cases:intake")),
    "cases:facts": ("lena", of_case("cases:facts")),
    "cases:confirm_date": ("lena", a_trigger),
    "cases:event_new": ("lena", of_case("cases:event_new")),
    "cases:event_edit": ("lena", an_event),
    "cases:law_answers": ("lena", of_case("cases:law_answers")),
    "cases:law_change": ("lena", of_case("cases:law_change")),
    "cases:person": ("lena", of_case("cases:person")),
    "cases:person_edit": ("lena", of_case("cases:person_edit")),
    "cases:employer": ("lena", of_case("cases:employer")),
    "cases:history": ("lena", of_case("cases:history", "agreed")),
    "cases:call": ("lena", of_case("cases:call")),
    "cases:conflict": ("lena", of_case("cases:conflict", "checking")),
    "cases:consent": ("lena", of_case("cases:consent")),
    "cases:consent_end": ("lena", a_consent),
    "cases:authority": ("lena", of_case("cases:authority")),
    "cases:deadline_new": ("lena", of_case("cases:deadline_new")),
    "cases:answer": ("lena", of_case("cases:answer", "demand_sent")),
    "cases:deadline": ("ayla", each_act),
    "cases:access": ("ayla", of_case("cases:access")),
    "cases:route": (
        "nora",
        lambda world: [reverse("cases:route", args=[Case.objects.filter(group=None).first().pk])],
    ),
    "cases:money": ("lena", of_case("cases:money", "agreed")),
    "cases:claim_new": ("lena", of_case("cases:claim_new")),
    "cases:payment_new": ("lena", of_case("cases:payment_new", "agreed")),
    "cases:agreement_new": ("lena", of_case("cases:agreement_new", "negotiating")),
    "cases:write_off": ("ayla", of_case("cases:write_off", "agreed")),
    "cases:account": ("lena", of_case("cases:account")),
    "cases:months": ("lena", of_case("cases:months")),
    "cases:months_paste": ("lena", of_case("cases:months_paste")),
    "cases:months_week": ("lena", of_case("cases:months_week")),
    "cases:claim_kind": ("lena", each_kind),
    "cases:claim": ("lena", a_claim("cases:claim")),
    "cases:claim_remove": ("lena", a_claim("cases:claim_remove")),
    "cases:claim_give_up": ("lena", a_claim("cases:claim_give_up")),
    "cases:deduction_new": ("lena", of_case("cases:deduction_new")),
    "evidence:add": ("lena", of_case("evidence:add")),
    "evidence:show": ("lena", each_thing),
    "documents:new": ("lena", of_case("documents:new")),
    "documents:show": ("lena", each_letter),
    "notifications:list": ("lena", plain("notifications:list")),
    "outbox:list": ("lena", plain("outbox:list")),
    "outbox:show": ("lena", a_mail),
}
NO_PAGE = {
    "door:check": "in the middle of a story: test_door_browser",
    "door:photos": "in the middle of a story: test_door_browser",
    "door:photos_of_case": "opened with a code: test_door_photos_browser",
    "door:photos_piece": "only taken as a piece of a file",
    "door:photos_of_case_piece": "only taken as a piece of a file",
    "door:sent": "in the middle of a story: test_door_browser",
    "door:status": "opened with a code: test_door_browser",
    "door:reach": "opened with a code: test_door_behind_browser",
    "door:later": "only taken as a form",
    "door:sheet": "in the middle of a story: test_door_browser",
    "door:waiting": "opened with the code of a story set aside: test_door_browser",
    "door:held_open": "only taken as a form",
    "door:held_away": "only taken as a form",
    "door:language": "leads on to another page",
    "door:leave": "leads away",
    "door:void": "only taken as a form",
    "cases:event_remove": "only taken as a form",
    "cases:wall_end": "only taken as a form",
    "healthz": "plain text",
    "set_language": "only taken as a form",
    "mfa_authenticate": "in the middle of signing in: test_second_step",
    "accounts:end_other_sign_ins": "only taken as a form",
    "accounts:end_sign_in": "only taken as a form",
    "accounts:withdraw_invitation": "only taken as a form",
    "cases:dispute_case_out": "only taken as a form",
    "cases:read": "only taken as a form",
    "cases:note": "only taken as a form",
    "cases:consent_withdraw": "only taken as a form",
    "cases:hand_over": "only taken as a form",
    "cases:admit": "only taken as a form",
    "cases:release": "only taken as a form",
    "cases:restrict": "only taken as a form",
    "cases:unrestrict": "only taken as a form",
    "cases:wall": "only taken as a form",
    "cases:feed": "a calendar",
    "cases:reports_csv": "a file",
    "cases:reports_xlsx": "a file",
    "cases:write_off_undo": "only taken as a form",
    "cases:deduction_remove": "only taken as a form",
    "mydata:overview": "opened with a code: test_door_behind_browser",
    "mydata:act": "opened with a code: test_door_behind_browser",
    "documents:agree": "opened with a code: test_door_behind_browser",
    "documents:show_worker": "only taken as a form",
    "evidence:edit": "only taken as a form",
    "evidence:remove": "only taken as a form",
    "evidence:picture": "a picture",
    "evidence:copy": "a file",
    "documents:edit": "only taken as a form",
    "documents:approve": "only taken as a form",
    "documents:send_back": "only taken as a form",
    "documents:withdraw": "only taken as a form",
    "documents:calculation": "a file",
    "documents:page": "a picture",
    "documents:pdf": "a file",
    "documents:send_email": "only taken as a form",
    "documents:send_paper": "only taken as a form",
    "documents:retry": "only taken as a form",
    "documents:settle": "only taken as a form",
    "documents:kept": "only taken as a form",
    "outbox:attachment": "a file",
}
# What people see most, with every kind of part: enough for the dark theme.
MAIN = [
    "account_login",
    "accounts:profile",
    "accounts:members",
    "cases:mine",
    "cases:search",
    "cases:reports",
    "cases:new",
    "cases:dispute",
    "cases:show",
    "cases:step",
    "cases:money",
    "cases:access",
    "cases:deadline_new",
    "documents:show",
    "notifications:list",
]

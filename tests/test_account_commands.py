"""The commands that make a new installation usable, and those for lost phones and stolen passwords."""

import builtins
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts import asking
from accounts.models import GroupText, Invitation, LocalGroup, User
from outbox.models import Mail
from tests.signing_in import forget_tries, give_app, sign_in

pytestmark = pytest.mark.django_db

GROUP = {
    "name": "Leipzig",
    "code": "LPZ",
    "country": "de",
    "regions": "DE-SN, de-st",
    "languages": "de uk",
    "street": "Beispielweg 3",
    "postal_code": "04109",
    "town": "Leipzig",
    "email": "post@leipzig.example",
    "legal_supervisor": "Rechtsanwalt B. Beispiel",
}


@pytest.fixture(autouse=True)
def nobody_at_the_keyboard(db, monkeypatch):
    monkeypatch.setattr(asking, "is_possible", lambda: False)
    forget_tries()


@pytest.fixture
def typed(monkeypatch):
    """Answers of somebody at the keyboard, in order; answers the questions they were asked."""

    def type_in(*answers):
        waiting, questions = list(answers), []

        def answer(question):
            questions.append(question)
            if not waiting:
                raise EOFError
            return waiting.pop(0)

        monkeypatch.setattr(asking, "is_possible", lambda: True)
        monkeypatch.setattr(builtins, "input", answer)
        return questions

    return type_in


def run(command, /, *args, **options):
    out = StringIO()
    call_command(command, *args, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_a_group_from_options():
    said = run("create_group", **GROUP)
    group = LocalGroup.objects.get(code="LPZ")
    assert (group.country, group.languages, group.letterhead_name) == ("DE", ["de", "uk"], "Leipzig")
    assert sorted(region.region for region in group.regions.all()) == ["DE-SN", "DE-ST"]
    assert "invite_coordinator --group LPZ" in said


def test_a_group_without_regions_answers_for_the_country():
    run("create_group", **{**GROUP, "regions": ""})
    assert [str(region) for region in LocalGroup.objects.get().regions.all()] == ["DE"]


def test_a_group_with_its_public_texts(tmp_path):
    (tmp_path / "impressum.txt").write_text("Gruppe Leipzig, Beispielweg 3", encoding="utf-8")
    run("create_group", **GROUP, imprint=[["de", str(tmp_path / "impressum.txt")]])
    text = GroupText.objects.get()
    assert (text.kind, text.language, text.body) == ("imprint", "de", "Gruppe Leipzig, Beispielweg 3")


def test_everything_is_asked_for_when_nothing_is_given(typed):
    questions = typed(
        "Leipzig", "LPZ", "DE", "DE-SN", "de", "", "", "Beispielweg 3", "04109", "Leipzig", "",
        "post@leipzig.example", "Rechtsanwalt B. Beispiel",
    )  # fmt: skip
    run("create_group")
    assert LocalGroup.objects.get().town == "Leipzig" and len(questions) == 13


def test_after_a_refusal_the_answers_are_kept(typed):
    typed(
        "Leipzig", "L1", "DE", "DE-SN", "de", "", "", "Beispielweg 3", "04109", "Leipzig", "",
        "post@leipzig.example", "Rechtsanwalt B. Beispiel",
        "", "LPZ", *[""] * 11,
    )  # fmt: skip
    said = run("create_group")
    assert "two to five letters" in said and LocalGroup.objects.get().code == "LPZ"


def test_only_what_is_missing_is_asked_for(typed):
    questions = typed("Leipzig")
    run("create_group", **{**GROUP, "town": ""})
    assert questions == ["Town: "] and LocalGroup.objects.get().town == "Leipzig"


def test_whoever_stops_leaves_nothing_behind(typed):
    typed("Leipzig", "LPZ")
    with pytest.raises(CommandError, match="Nothing was changed"):
        run("create_group")
    assert not LocalGroup.objects.exists()


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"code": "LEIPZIG"}, "two to five letters"),
        ({"country": "Germany"}, "two letters, such as DE"),
        ({"regions": "NW"}, "NW is not a region of DE"),
        ({"email": "post"}, "email:"),
        ({"languages": "german"}, "german is not a language"),
        ({"time_zone": "Europe/Leipzig"}, "like Europe/Berlin"),
        ({"town": "", "street": ""}, "Say more: --street, --town"),
        ({"imprint": [["xx", "nowhere"]]}, "xx is not a language of this site"),
        ({"imprint": [["de", "/nowhere/at/all"]]}, "cannot be read"),
    ],
)
def test_refusals_are_sentences(changes, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("create_group", **{**GROUP, **changes})
    assert not LocalGroup.objects.exists()


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"name": "köln", "code": "XYZ", "regions": "DE-BW"}, "already is a group named"),
        ({"code": "kln", "regions": "DE-BW"}, "already belongs to Köln"),
        ({"regions": "DE-BW, DE-NW"}, "Köln already answers for DE-NW"),
    ],
)
def test_nothing_is_given_twice(cast, changes, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("create_group", **{**GROUP, **changes})
    assert LocalGroup.objects.count() == 2


def test_an_invitation_prints_its_link_once(cast):
    said = run(
        "invite_coordinator", group="KLN", email="mila@poruch.example", name="Mila Sokol", language="de"
    )
    link = next(line for line in said.splitlines() if line.startswith("http"))
    answer = Client().get("/" + link.split("/", 3)[3])
    assert answer.status_code == 200
    invitation = Invitation.objects.get()
    assert (invitation.group, invitation.role, invitation.invited_by) == (cast.koeln, "coordinator", None)
    assert Mail.objects.get(kind="invitation").to == "mila@poruch.example"


def test_with_one_group_there_is_nothing_to_choose():
    run("create_group", **GROUP)
    run("invite_coordinator", email="mila@poruch.example", name="Mila")
    assert Invitation.objects.get().group.code == "LPZ"


def test_the_invitation_is_asked_for_too(cast, typed):
    questions = typed("ham", "Mila Sokol", "mila@poruch.example", "uk")
    run("invite_coordinator")
    invitation = Invitation.objects.get()
    assert (invitation.group, invitation.language) == (cast.hamburg, "uk") and len(questions) == 4


@pytest.mark.parametrize("option, mark", [("network", "is_network_coordinator"), ("auditor", "is_auditor")])
def test_people_for_all_groups_are_invited_here(cast, option, mark):
    run("invite_coordinator", email="mila@poruch.example", name="Mila", **{option: True})
    invitation = Invitation.objects.get()
    assert getattr(invitation, mark) and invitation.group is None and invitation.role == ""


@pytest.mark.parametrize(
    "options, sentence",
    [
        ({"group": "XXX", "email": "m@x.example", "name": "M"}, "There is no group XXX. There are: HAM, KLN"),
        ({"group": "KLN", "email": "m", "name": "M"}, "m is not an e-mail address"),
        ({"group": "KLN", "name": "M"}, "Say more: --email"),
        ({"email": "m@x.example", "name": "M"}, "Say more: --group"),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said(cast, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("invite_coordinator", **options)
    assert not Invitation.objects.exists()


def test_without_a_group_it_says_what_comes_first():
    with pytest.raises(CommandError, match="create_group"):
        run("invite_coordinator", email="m@x.example", name="M")


def test_an_account_is_closed_at_once(client, cast):
    sign_in(client, cast.lena)
    run("disable_user", cast.lena.email.upper())
    assert client.get(reverse("accounts:profile")).status_code == 302
    assert not User.objects.get(pk=cast.lena.pk).is_active
    for email, sentence in ((cast.lena.email, "closed already"), ("nobody@x.example", "There is no account")):
        with pytest.raises(CommandError, match=sentence):
            run("disable_user", email)


def test_a_lost_phone_is_taken_away(cast):
    with pytest.raises(CommandError, match="no second step"):
        run("reset_second_factor", cast.lena.email)
    give_app(cast.lena)
    run("reset_second_factor", cast.lena.email)
    assert not cast.lena.authenticator_set.exists()


def test_the_first_page_says_what_to_do(client):
    assert "create_group" in client.get("/").content.decode()
    run("create_group", **GROUP)
    assert "invite_coordinator" in client.get("/").content.decode()

"""Paris: the guides' strike of 2024 as a dispute of seven, and one case of its own. Their dates stay what they are."""

from datetime import date
from decimal import Decimal

from cases import deadlines, disputes, ledger, lifecycle
from demo.clock import days_ago
from demo.steps import enter, prepare, take
from demo.stories import firm, somebody, told

FROM, UNTIL = date(2024, 10, 23), date(2024, 12, 2)
PARIS = {"region": "FR-IDF", "place": "Paris", "country": "FR"}

BALADES = {
    **firm("Balades du Fleuve SAS", "8 quai de l’Exemple", "75004", "Paris", "bureau@balades.example"),
    "represented_by": "",
}
TABLE = {
    **firm("La Table d’Essai SARL", "3 rue du Modèle", "75010", "Paris", "contact@table-essai.example"),
    "represented_by": "",
}
STORY = """\
Visites à vélo et location. Le magasin a ouvert au printemps 2024. Le propriétaire dirige tout depuis un autre \
pays, le gérant officiel a 19 ans.

Sept personnes travaillent ici, russophones et ukrainophones, sans contrat, sans fiche de paie, sans \
déclaration. Une visite de trois heures est payée de 20 à 30 euros, jusqu’à 40 avec plus de 20 touristes. Le \
mécanicien travaille sept jours sur sept.

Cinq personnes font grève depuis le 23 octobre, deux hésitent."""

WITHOUT_CASE = [("Олег", "joined"), ("Тимур", "joined"), ("Ліза", "joined"), ("", "hesitating")]
DEMANDS = ["Des contrats écrits", "Au moins le SMIC", "Des fiches de paie", "Le rappel des salaires"]
JOURNAL = [
    (date(2024, 10, 23), "strike", "Début de la grève, cinq personnes."),
    (date(2024, 10, 25), "union_contact", "Premier entretien avec un syndicat."),
    (date(2024, 10, 28), "threat", "La direction parle d’un signalement pour « pourboires non déclarés »."),
    (date(2024, 10, 30), "replacement", "D’autres personnes guident les visites."),
    (date(2024, 10, 31), "rally", "Rassemblement devant le magasin."),
    (date(2024, 11, 15), "occupation", "Le local est occupé."),
    (date(2024, 11, 22), "rally", "Manifestation à vélo, puis soirée de soutien."),
]


def build(today, staff):
    """The dispute with its members, its cases and its journal; then the cook."""
    ines = staff["ines"]
    with on(today, date(2024, 10, 25)):
        dispute = _open(staff["bastien"].memberships.get().group, ines)
    _journal(today, dispute, ines)
    _mechanic(today, dispute, ines)
    _guide_on_strike(today, dispute, ines)
    _guide_r(today, dispute, ines)
    _talks(today, dispute, ines)
    _cook(today, ines)


def on(today, day, hour=19):
    """Everything inside happens on that day, which stays the same whenever the demo is built."""
    return days_ago((today - day).days, hour)


def _open(group, by):
    dispute = disputes.start(
        group=group,
        by=by,
        name="La grève des guides",
        employer_name=BALADES["name"],
        place="Paris",
        began_on=FROM,
        story=STORY,
    )
    for name, state in WITHOUT_CASE:
        disputes.add_member(dispute, by=by, name=name, joined_on=FROM, state=state)
    for words in DEMANDS:
        disputes.raise_demand(dispute, by=by, words=words, on=FROM)
    disputes.move_on(dispute, by=by, stage="action", on=FROM)
    return dispute


def _journal(today, dispute, by):
    for day, kind, words in JOURNAL:
        with on(today, max(day, date(2024, 10, 25)), 20):
            disputes.write(dispute, by=by, kind=kind, on=day, words=words)
    contracts, minimum, _payslips, back_pay = dispute.demands.all()
    with on(today, date(2024, 11, 6)):
        offer = "Des CDD de 20 heures par mois. Les membres refusent."
        disputes.change_demand(contracts, by=by, state="offered", on=date(2024, 11, 6), words=offer)
        for demand in (minimum, back_pay):
            disputes.change_demand(demand, by=by, state="refused", on=date(2024, 11, 6))


def _mechanic(today, dispute, by):
    """A member from the first day who got a case later."""
    with on(today, date(2024, 10, 25), 20):
        member = disputes.add_member(dispute, by=by, name="Микола", joined_on=FROM)
    case = _prepared(today, _told_mechanic(), by, "demo-paris-mechanic", date(2024, 11, 4))
    with on(today, date(2024, 11, 5)):
        disputes.member_gets_case(member, by=by, case=case)
    with on(today, date(2024, 12, 18)):
        court = "Conseil de prud’hommes de Paris"
        lifecycle.advance(case, "file_suit", by=by, court=court, filed_on=case.today())
        for deadline in case.deadlines.open().legal():
            deadlines.meet(deadline, by=by, on=case.today())


def _guide_on_strike(today, dispute, by):
    case = _prepared(today, _told_guide(), by, "demo-paris-guide", date(2024, 11, 7))
    with on(today, date(2024, 11, 8), 20):
        disputes.add_case(dispute, by=by, case=case, joined_on=FROM)
        lifecycle.advance(case, "start_action", by=by)


def _guide_r(today, dispute, by):
    """Goes on working during the strike, and asks for the rest of the wages."""
    case = _prepared(today, _told_r(), by, "demo-paris-r", date(2024, 12, 3))
    with on(today, date(2024, 12, 5)):
        disputes.add_case(dispute, by=by, case=case, joined_on=FROM, state="hesitating")


def _talks(today, dispute, by):
    with on(today, UNTIL):
        words = "Entretiens par vidéo avec le propriétaire."
        disputes.move_on(dispute, by=by, stage="talks", on=UNTIL, words=words)
    with on(today, date(2024, 12, 9)):
        words = "Les entretiens n’ont rien donné."
        disputes.move_on(dispute, by=by, stage="action", on=date(2024, 12, 9), words=words)


def _cook(today, by):
    """One case without a dispute: a dismissal by letter, and overtime claimed by hand."""
    days = (today - date(2026, 6, 10)).days
    case = enter(_told_cook(), by=by, key="demo-paris-cook", days=days)
    take(case, by=by, days=days)
    with on(today, date(2026, 6, 12)):
        for deadline in case.deadlines.open().filter(rule_id="FR_R1232_13_REASONS"):
            deadlines.meet(deadline, by=by, on=case.today())
        ledger.add_claim(
            case,
            by=by,
            claim_type="overtime",
            amount=Decimal("144.24"),
            currency="EUR",
            month=date(2026, 4, 1),
            note="4 semaines : 8 h à 25 % et 2 h à 50 % de 12,02 € en plus",
        )


def _prepared(today, given, by, key, day):
    return prepare(given, by=by, key=key, days=(today - day).days)


def _paid(month, units, paid):
    return {"month": month, "units": units, "paid": paid, "paid_kind": "gross"}


def _tours(amount):
    pay = {"kind": "piece", "amount": amount, "currency": "EUR", "hours_per_unit": "3"}
    return {**pay, "pay_day": None}


def _told(person, employer=BALADES, **more):
    return told(None, person=person, employer=employer, **PARIS, **more)


def _somebody(*names, **more):
    return {**somebody(*names, **more), "address": "5 rue du Modèle, 75011 Paris"}


def _told_mechanic():
    return _told(
        _somebody("Микола", "Микола Гайдук", "Mykola Haiduk", "signal", "+33 0 00 00 01 01", "Після 20:00"),
        language="uk",
        problems=["unpaid_wages", "below_minimum_wage", "no_contract", "working_time"],
        employment={"from": "2024-05-06", "until": None, "job_title": "Mécanicien vélo"},
        pay={**_tours("70.00"), "kind": "daily", "hours_per_unit": "9"},
        periods=[_paid("2024-09", "30", "2100"), _paid("2024-10", "22", "1540")],
        story="Працюю без вихідних, по 7–10 годин. Договору немає.",
    )


def _told_guide():
    return _told(
        _somebody("Вера", "Вера Лаптева", "Vera Lapteva", "telegram", "@vera_example", "Только писать"),
        language="ru",
        problems=["below_minimum_wage", "no_contract"],
        employment={"from": "2024-04-15", "until": None, "job_title": "Guide"},
        pay=_tours("25.00"),
        periods=[_paid("2024-10", "30", "750")],
        story="За трёхчасовую экскурсию платят 25 евро. Договора и расчётных листков нет.",
    )


def _told_r():
    """R. of the case shapes: 398.00 for September and 162.80 for November."""
    return _told(
        _somebody("Руслан", "Руслан Крылов", "Ruslan Krylov", "whatsapp", "+33 0 00 00 02 02", "Утром"),
        language="ru",
        problems=["below_minimum_wage", "no_contract"],
        employment={"from": "2024-06-03", "until": None, "job_title": "Guide"},
        pay=_tours("25.00"),
        periods=[_paid("2024-09", "40", "1000"), _paid("2024-11", "20", "550")],
        story="Я пока не бастую. Хочу получить хотя бы минимальную оплату за экскурсии.",
    )


def _told_cook():
    """C. of the case shapes: 45 hours a week at 12.02, 450 paid, for four weeks."""
    return _told(
        _somebody("Chedli", "Chedli Mansour", "Chedli Mansour", "phone", "+33 0 00 00 03 03", "L’après-midi"),
        TABLE,
        language="fr",
        problems=["unpaid_wages", "working_time", "dismissal"],
        employment={"from": "2025-09-01", "until": "2026-06-05", "job_title": "Cuisinier"},
        dismissal={
            "form": "written",
            "dated": "2026-06-03",
            "received_on": "2026-06-05",
            "known_by": "postmark",
        },
        pay={"kind": "hourly", "amount": "12.02", "currency": "EUR", "hours_per_unit": None, "pay_day": None},
        periods=[{"month": "2026-04", "hours": "180", "paid": "1800", "paid_kind": "gross"}],
        story="45 heures par semaine, 450 euros. J’ai demandé mes heures, j’ai reçu une lettre.",
    )

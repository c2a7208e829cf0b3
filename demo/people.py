"""Groups and staff of the demo world."""

from django.utils import timezone

from accounts.models import GroupText, LocalGroup, Membership, Region, User

PASSWORD = "wir stehen dir bei"  # noqa: S105 - printed for everybody who tries the demo

GROUPS = [
    {
        "name": "Köln",
        "code": "KLN",
        "country": "DE",
        "languages": ["de", "ru", "uk", "en"],
        "letterhead_name": "Gruppe Köln",
        "letterhead_line": "Solidarische Lohnberatung",
        "street": "Beispielweg 1",
        "postal_code": "50667",
        "town": "Köln",
        "phone": "0221 0000 123",
        "email": "post@gruppe-koeln.example",
        "legal_supervisor": "Rechtsanwältin M. Muster, Köln",
        "regions": ["DE-NW", "DE-RP"],
    },
    {
        "name": "Hamburg",
        "code": "HAM",
        "country": "DE",
        "languages": ["de", "ru", "uk", "pl", "en"],
        "letterhead_name": "Gruppe Hamburg",
        "letterhead_line": "Beratung für Beschäftigte",
        "street": "Musterkai 5",
        "postal_code": "20457",
        "town": "Hamburg",
        "phone": "040 0000 456",
        "email": "post@gruppe-hamburg.example",
        "legal_supervisor": "Rechtsanwalt J. Probe, Hamburg",
        "regions": ["DE-HH", "DE-SH"],
    },
    {
        "name": "Paris",
        "code": "PAR",
        "country": "FR",
        "time_zone": "Europe/Paris",
        "languages": ["fr", "ru", "uk", "en"],
        "letterhead_name": "Groupe de Paris",
        "letterhead_line": "Entraide pour les salaires",
        "street": "12 rue de l’Exemple",
        "postal_code": "75011",
        "town": "Paris",
        "phone": "01 00 00 07 89",
        "email": "post@groupe-paris.example",
        "legal_supervisor": "Maître C. Exemple, Paris",
        "regions": [""],
    },
]

STAFF = [
    # e-mail name, name, language, group code, role, marks
    ("lena", "Lena Kramer", "en", "KLN", "caseworker", {}),
    ("tomasz", "Tomasz Bielak", "de", "KLN", "caseworker", {}),
    ("ayla", "Ayla Demir", "de", "KLN", "coordinator", {}),
    ("hanna", "Hanna Petersen", "de", "HAM", "caseworker", {}),
    ("pavlo", "Pavlo Hrynko", "uk", "HAM", "coordinator", {}),
    ("ines", "Inès Marchal", "fr", "PAR", "caseworker", {}),
    ("bastien", "Bastien Aubry", "fr", "PAR", "coordinator", {}),
    ("nora", "Nora Lind", "en", None, None, {"is_network_coordinator": True}),
    ("otto", "Otto Falk", "de", None, None, {"is_auditor": True}),
]

IMPRINT = {
    "de": "{name}, {street}, {postal_code} {town}. Demo: Diese Gruppe ist erfunden.",
    "en": "{name}, {street}, {postal_code} {town}. Demo: this group is invented.",
    "fr": "{name}, {street}, {postal_code} {town}. Démonstration : ce groupe est inventé.",
    "pl": "{name}, {street}, {postal_code} {town}. Demonstracja: ta grupa jest wymyślona.",
    "ru": "{name}, {street}, {postal_code} {town}. Пример: эта группа вымышлена.",
    "uk": "{name}, {street}, {postal_code} {town}. Приклад: цю групу вигадано.",
}
PRIVACY = {
    "de": "Wir speichern nur, was für den Fall nötig ist, und geben nichts ohne Einwilligung weiter.",
    "en": "We keep only what the case needs, and pass nothing on without consent.",
    "fr": "Nous gardons seulement ce que le dossier exige et ne transmettons rien sans accord.",
    "pl": "Przechowujemy tylko to, co jest potrzebne w sprawie, i bez zgody nic nie przekazujemy.",
    "ru": "Мы храним только то, что нужно для дела, и ничего не передаём без согласия.",
    "uk": "Ми зберігаємо лише те, що потрібно для справи, і нічого не передаємо без згоди.",
}
# The same evenings everywhere: an invented group needs no more.
HOURS = {
    "de": "Dienstag und Donnerstag, 18 bis 20 Uhr",
    "en": "Tuesday and Thursday, 18:00 to 20:00",
    "fr": "mardi et jeudi, de 18 h à 20 h",
    "pl": "wtorek i czwartek, 18:00–20:00",
    "ru": "вторник и четверг, с 18:00 до 20:00",
    "uk": "вівторок і четвер, з 18:00 до 20:00",
}


def address(name):
    return f"{name}@poruch.example"


def build():
    """Make groups and staff; returns {name: User}."""
    groups = {facts["code"]: _group(facts) for facts in GROUPS}
    return {name: _person(groups, name, *rest) for name, *rest in STAFF}


def _group(facts):
    facts = dict(facts)
    regions = facts.pop("regions")
    group = LocalGroup.objects.create(**facts)
    for region in regions:
        Region.objects.create(group=group, country=group.country, region=region)
    for kind, texts in (("imprint", IMPRINT), ("privacy", PRIVACY), ("hours", HOURS)):
        for language, body in texts.items():
            words = body.format(
                name=group.letterhead_name,
                street=group.street,
                postal_code=group.postal_code,
                town=group.town,
            )
            GroupText.objects.create(group=group, kind=kind, language=language, body=words)
    return group


def _person(groups, name, full_name, language, code, role, marks):
    user = User.objects.create_user(address(name), PASSWORD, name=full_name, language=language, **marks)
    if code:
        Membership.objects.create(user=user, group=groups[code], role=role, began_on=timezone.localdate())
    return user

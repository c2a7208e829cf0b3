"""What the invented workers told us, in the shape of the import format; days count back from today."""

from datetime import date, timedelta
from decimal import Decimal


def day(today, days_ago):
    return (today - timedelta(days=days_ago)).isoformat()


def month(today, back):
    """'YYYY-MM' of the month that many months before today's."""
    index = today.year * 12 + today.month - 1 - back
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def first_of(today, back):
    return date.fromisoformat(f"{month(today, back)}-01").isoformat()


def hours(today, *worked, paid="0", paid_kind="gross"):
    """Periods for the last months, oldest first; the newest is last month."""
    count = len(worked)
    return [
        {
            "month": month(today, count - index),
            "hours": str(Decimal(value)),
            "paid": paid,
            "paid_kind": paid_kind,
        }
        for index, value in enumerate(worked)
    ]


def told(today, *, person, employer, problems, region="DE-NW", place="Köln", language="ru", **more):
    """A whole intake with what the demo leaves out filled in."""
    return {
        "language": language,
        "country": "DE",
        "region": region,
        "place": place,
        "problems": problems,
        "employer": employer,
        "person": person,
        "consent": {"read": True, "act": True},
        "story": "",
        **more,
    }


def firm(name, street, postal_code, town, email=""):
    return {
        "name": name,
        "represented_by": "vertreten durch die Geschäftsführung",
        "street": street,
        "postal_code": postal_code,
        "town": town,
        "email": email,
    }


def somebody(alias, name, passport_name, channel="none", value="", note="", safe=True, words=""):
    return {
        "alias": alias,
        "name": name,
        "passport_name": passport_name,
        "safe_to_contact": safe,
        "contact": {"channel": channel, "value": value},
        "contact_note": note,
        "known_as": words,
        "address": "Musterstraße 7, 50667 Köln",
    }


def hourly(amount, pay_day=15):
    pay = {"kind": "hourly", "amount": amount, "currency": "EUR", "hours_per_unit": None}
    return {**pay, "pay_day": {"day": pay_day, "months_after": 1} if pay_day else None}


WELLERAU = firm(
    "Hotelbetrieb Wellerau GmbH", "Am Beispielufer 12", "50667", "Köln", "personal@wellerau.example"
)
RHEINTAL = firm("Rheintal Montage GmbH", "Werkstraße 3", "50739", "Köln", "buero@rheintal-montage.example")
NORDKAI = firm("Nordkai Logistik GmbH", "Am Rheinkai 40", "50735", "Köln", "hr@nordkai.example")
SAUBER = firm("Sauberwerk Gebäudedienste GmbH", "Besenallee 9", "50823", "Köln")
BIRKENHOF = firm("Haus Birkenhof Pflege GmbH", "Birkenweg 2", "51103", "Köln", "leitung@birkenhof.example")
BROTKORB = firm("Brotkorb Filialen KG", "Mühlengasse 1", "50676", "Köln", "lohn@brotkorb.example")
FELDER = firm("Felderhof Ernte GmbH", "Hofweg 1", "50997", "Köln", "buero@felderhof.example")
ELBKANTE = firm("Elbkante Küchen GmbH", "Hafenstieg 8", "20457", "Hamburg", "kontor@elbkante.example")
WERFT = firm("Werftservice Nord GmbH", "Dockstraße 4", "20457", "Hamburg", "post@werftservice.example")


def new_case(today):
    return told(
        today,
        language="uk",
        problems=["unpaid_wages", "no_contract"],
        employer=SAUBER,
        person=somebody(
            "Дарина",
            "Дарина Левченко",
            "Daryna Levchenko",
            "telegram",
            "@daryna_example",
            "Лише писати, після 18:00",
            safe=True,
            words="Вітання від Оксани з бібліотеки",
        ),
        employment={"from": first_of(today, 2), "until": None, "job_title": "Reinigungskraft"},
        pay=hourly("11.50", None),
        periods=hours(today, 88),
        story="Я прибирала офіси два місяці. Гроші обіцяли 15-го числа, але їх немає.",
        consent={"read": True, "act": False},
    )


def checking_spoken(today):
    return told(
        today,
        problems=["dismissal", "unpaid_wages"],
        employer=WELLERAU,
        person=somebody(
            "Марина",
            "Марина Соколова",
            "Marina Sokolova",
            "whatsapp",
            "+49 000 111222",
            "Телефон общий с соседкой",
            safe=False,
        ),
        employment={"from": first_of(today, 8), "until": None, "job_title": "Reinigungskraft"},
        dismissal={"form": "electronic", "received_on": day(today, 6), "known_by": "message_time"},
        pay=hourly("13.90"),
        periods=hours(today, 140),
        story="Начальник написал в мессенджере: завтра не приходи.",
    )


def claim_ready(today):
    return told(
        today,
        language="uk",
        problems=["unpaid_wages", "dismissal", "below_minimum_wage"],
        employer=WELLERAU,
        person=somebody("Ольга", "Ольга Озерна", "Olha Oserna", "signal", "+49 000 333444", "Після 18:00"),
        employment={"from": first_of(today, 2), "until": None, "job_title": "Reinigungskraft"},
        dismissal={
            "form": "written",
            "dated": day(today, 13),
            "received_on": day(today, 12),
            "known_by": "postmark",
        },
        pay=hourly("12.00"),
        periods=hours(today, 120, 130),
        clause={"months": 3, "contract_signed": first_of(today, 2), "exempts_minimum_wage": False},
        story="Мене звільнили листом. За два місяці не заплатили нічого.",
    )


def demand_sent(today):
    return told(
        today,
        language="pl",
        problems=["unpaid_wages", "below_minimum_wage"],
        employer=RHEINTAL,
        person=somebody("Marek W.", "Marek Wierzba", "Marek Wierzba", "phone", "+49 000 555666", "Wieczorem"),
        employment={"from": first_of(today, 5), "until": None, "job_title": "Bauhelfer"},
        pay=hourly("10.00"),
        periods=hours(today, 120, 130, 125, 110, paid="1000"),
        story="Płacili po 10 euro za godzinę, a za nadgodziny nic.",
    )


def negotiating(today):
    return told(
        today,
        problems=["unpaid_wages", "housing"],
        employer=FELDER,
        person=somebody(
            "Кирилл", "Кирилл Пахомов", "Kirill Pakhomov", "phone", "+49 000 777888", "С 12 до 13"
        ),
        employment={"from": first_of(today, 4), "until": day(today, 70), "job_title": "Erntehelfer"},
        pay=hourly("13.90"),
        periods=hours(today, 190, 188, 0, paid="450", paid_kind="net"),
        story="42 дня по девять часов. За жильё вычитали 10 евро в день.",
    )


def collective(today):
    return told(
        today,
        problems=["unpaid_wages", "working_time"],
        employer=NORDKAI,
        person=somebody(
            "Оксана Г.", "Оксана Гнатюк", "Oksana Hnatiuk", "signal", "+49 000 999000", "После 18:00"
        ),
        employment={"from": first_of(today, 7), "until": None, "job_title": "Kommissioniererin"},
        pay=hourly("14.20"),
        periods=hours(today, 62, 148),
        story="Нас двенадцать человек на складе, сверхурочные не платят никому.",
    )


def at_authority(today):
    return told(
        today,
        language="en",
        problems=["below_minimum_wage", "no_contract"],
        employer=SAUBER,
        person=somebody(
            "Tariel", "Tariel Beridze", "Tariel Beridze", "email", "tariel@example.org", "Any time"
        ),
        employment={"from": first_of(today, 6), "until": day(today, 40), "job_title": "Reinigungskraft"},
        pay=hourly("9.00"),
        periods=hours(today, 160, 0, paid="500", paid_kind="cash"),
        story="Nine euros in cash, no papers. The foreman keeps the list of hours.",
    )


def at_court(today):
    return told(
        today,
        problems=["dismissal", "unpaid_wages"],
        employer=BIRKENHOF,
        person=somebody(
            "Светлана Д.", "Светлана Дорош", "Svitlana Dorosh", "sms", "+49 000 121212", "Только SMS"
        ),
        employment={"from": first_of(today, 14), "until": None, "job_title": "Pflegehelferin"},
        dismissal={
            "form": "written",
            "dated": day(today, 33),
            "received_on": day(today, 32),
            "known_by": "handed_over",
        },
        pay=hourly("15.50"),
        periods=hours(today, 150),
        story="Уволили через неделю после того, как я попросила график.",
    )


def agreed(today):
    return told(
        today,
        problems=["unpaid_wages"],
        employer=BROTKORB,
        person=somebody(
            "Дильноза Р.", "Дильноза Рахимова", "Dilnoza Rakhimova", "telegram", "@dilnoza_example", "Вечером"
        ),
        employment={"from": first_of(today, 10), "until": day(today, 95), "job_title": "Verkäuferin"},
        pay=hourly("14.00"),
        periods=[{"month": month(today, 4), "hours": "150", "paid": "0", "paid_kind": "gross"}],
        story="За последний месяц не заплатили.",
    )


def closed_paid(today):
    return told(
        today,
        language="fr",
        problems=["unpaid_wages"],
        employer=BROTKORB,
        person=somebody("Amira B.", "Amira Benali", "Amira Benali", "whatsapp", "+49 000 343434", "Le matin"),
        employment={"from": first_of(today, 12), "until": day(today, 120), "job_title": "Verkäuferin"},
        pay=hourly("13.90"),
        periods=[{"month": month(today, 5), "hours": "44", "paid": "0", "paid_kind": "gross"}],
        story="Le dernier mois n’a pas été payé.",
    )


def to_decline(today):
    return told(
        today,
        problems=["benefits"],
        employer={},
        person=somebody("", "", "", "phone", "+49 000 565656"),
        story="Вопрос о пособии, работы в Германии ещё не было.",
    )


def hamburg_new(today):
    return told(
        today,
        region="DE-HH",
        place="Hamburg",
        language="uk",
        problems=["unpaid_wages"],
        employer=ELBKANTE,
        person=somebody("Назар", "Назар Коваль", "Nazar Koval", "telegram", "@nazar_example"),
        employment={"from": first_of(today, 3), "until": None, "job_title": "Küchenhilfe"},
        pay=hourly("12.50"),
        periods=hours(today, 170, 165, paid="900"),
        story="Платять менше, ніж домовлялися.",
    )


def hamburg_demand(today):
    return told(
        today,
        region="DE-HH",
        place="Hamburg",
        language="pl",
        problems=["unpaid_wages"],
        employer=ELBKANTE,
        person=somebody("Ewa", "Ewa Lipska", "Ewa Lipska", "phone", "+49 000 787878", "po 17"),
        employment={"from": first_of(today, 6), "until": day(today, 45), "job_title": "Küchenhilfe"},
        pay=hourly("13.00"),
        periods=hours(today, 155, 40, paid="800"),
        story="Ostatnia wypłata była niepełna.",
    )


def hamburg_restricted(today):
    return told(
        today,
        region="DE-HH",
        place="Hamburg",
        problems=["unpaid_wages", "accident"],
        employer=WERFT,
        person=somebody(
            "Игорь",
            "Игорь Мельник",
            "Ihor Melnyk",
            "signal",
            "+49 000 909090",
            "Никогда не звонить",
            safe=False,
        ),
        employment={"from": first_of(today, 9), "until": None, "job_title": "Schweißer"},
        pay=hourly("16.00"),
        periods=hours(today, 180, 176, paid="1500"),
        story="После несчастного случая мне угрожают.",
    )


def unrouted(today):
    return told(
        today,
        region="DE-BY",
        place="Augsburg",
        problems=["unpaid_wages"],
        employer=firm("Lechtal Verpackung GmbH", "Industriering 2", "86150", "Augsburg"),
        person=somebody("Андрей", "Андрей Волков", "Andrei Volkov", "email", "andrei@example.org"),
        employment={"from": first_of(today, 4), "until": None, "job_title": "Packhelfer"},
        pay=hourly("13.90"),
        periods=hours(today, 100),
        story="Не платят второй месяц.",
    )


def polish_warehouse(today):
    """A contract of employment in Poland; no group there yet, so the network keeps the case."""
    return told(
        today,
        country="PL",
        region="PL-02",
        place="Wrocław",
        language="uk",
        problems=["unpaid_wages", "dismissal"],
        employer={
            **firm(
                "Magazyn Odrzański sp. z o.o.", "ul. Przykładowa 5", "50-001", "Wrocław", "kadry@odra.example"
            ),
            "represented_by": "reprezentowany przez zarząd",
        },
        person=somebody(
            "Оксана", "Оксана Гнатюк", "Oksana Hnatiuk", "telegram", "@oksana_example", "після 17"
        ),
        employment={"from": first_of(today, 7), "until": None, "job_title": "pakowaczka"},
        dismissal={
            "form": "written",
            "dated": day(today, 6),
            "received_on": day(today, 5),
            "known_by": "handed_over",
        },
        pay={
            "kind": "monthly",
            "amount": "5200.00",
            "currency": "PLN",
            "hours_per_unit": None,
            "pay_day": {"day": 10, "months_after": 1},
        },
        periods=hours(today, 176, 168, 172, paid="2600"),
        story="Заплатили половину за три місяці, потім звільнили листом.",
    )

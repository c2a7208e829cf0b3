"""Names are found in any common spelling, and the hashes tell nothing without the key."""

import pytest

from security import blind, keyfile

SPELLINGS = """
Иванов Ivanov Iwanow Ivanoff Ivanow Iwanoff
Шевченко Schewtschenko Szewczenko Chevtchenko Shevchenko Ševčenko
Щербаков Schtscherbakow Shcherbakov Szczerbakow Chtcherbakov Scherbakov
Пётр Petr Piotr Pjotr
Юрий Yuri Juri Jurij Iouri Yuriy Yury Youri
Жуков Zhukov Żukow Schukow Joukov Žukov
Хрущёв Khrushchev Chruschtschow Chruszczow Khrouchtchev Hruščev
Кузнецов Kuznetsov Kusnezow Kuzniecow Kouznetsov
Цветаева Tsvetaeva Zwetajewa Cwietajewa Tsvetaïeva
Яковенко Yakovenko Jakowenko Iakovenko
Ковальчук Kovalchuk Kowaltschuk Kowalczuk Kovaltchouk
Олександр Oleksandr Ołeksandr Olexandr
Соловьёв Solovyov Solowjow Sołowjow Soloviev Solovyev
Євген Yevhen Jewhen Ievhen Jewgen
Евгений Yevgeny Jewgenij Ievgueni Evgeni Jewgienij
Гончаренко Honcharenko Hontscharenko Gontcharenko
Ганна Ganna Hanna
Сергей Sergei Sergey Sergej Serguei Siergiej
Сергій Serhii Serhiy
Михаил Mikhail Michail Mihail Mikhaïl
Мюллер Müller Mueller MULLER
Юлия Julia Yulia Yuliya Iouliia
Екатерина Ekaterina Jekaterina Yekaterina Iekaterina
Наталья Natalia Natalja Natalya Natal'ya
Ткаченко Tkachenko Tkatschenko Tkaczenko Tkatchenko
Чайковский Tchaikovsky Tschaikowski Czajkowski Tchaïkovski
Ющенко Yushchenko Juschtschenko Juszczenko Iouchtchenko
Зеленський Zelenskyy Selenskyj Zełenski Zelensky
O'Brien O’Brien OBrien o'brien
Nguyễn Nguyen NGUYEN
İlker ilker ILKER
""".strip().splitlines()
DIFFERENT = (
    "Иванов Петров Shevchenko Kovalchuk Nguyen O'Brien Müller Meier Olena Oksana Ion Vasile Amira Dilnoza"
).split()


@pytest.mark.parametrize("line", SPELLINGS)
def test_all_spellings_of_a_name_meet(line):
    first, *others = line.split()
    for other in others:
        assert set(blind.fold(first)) & set(blind.fold(other)), other
        assert set(blind.tokens(first)) & set(blind.tokens(other)), other


def test_different_names_do_not_meet():
    folded = [word for name in DIFFERENT for word in {blind.fold(name)[0]}]
    assert len(set(folded)) == len(DIFFERENT)


@pytest.mark.parametrize(
    "text",
    ["فاطمه علی‌زاده", "राम कुमार", "ნინო ბერიძე", "李小龍", "עברית", "ไทย", "Αλέξης", "አበበ", "Җәлил", "Հայկ"],
)
def test_any_script_keeps_words_of_its_own(text):
    assert blind.fold(text)
    assert blind.fold(text) == blind.fold(f"  {text} ")


@pytest.mark.parametrize("text", ["", None, " -- ", "\u200b", "\x00", "\ud800", "...", "🙂"])
def test_nothing_to_find_gives_no_tokens(text):
    assert blind.tokens(text) == []


def test_order_case_accents_and_joiners_do_not_matter():
    assert blind.fold("IVANOV, Pétr") == blind.fold("petr ivanov")
    assert blind.fold("علی‌زاده") == blind.fold("علیزاده")


def test_one_typo_is_near_and_two_names_are_not():
    assert set(blind.near_tokens("Kovalchuk")) & set(blind.near_tokens("Kovalcuk"))
    assert set(blind.near_tokens("Oksana")) & set(blind.near_tokens("Oxsana"))
    assert set(blind.near_tokens("Oksana")) & set(blind.near_tokens("Oksanna"))
    assert not set(blind.near_tokens("Oksana")) & set(blind.near_tokens("Dilnoza"))


def test_a_hash_needs_the_key_and_its_purpose(settings, tmp_path):
    here = blind.token("name", "ivanov")
    assert here != blind.token("phone", "ivanov")
    settings.PORUCH_KEYS_FILE = tmp_path / "other.json"
    keyfile.create(settings.PORUCH_KEYS_FILE)
    assert blind.token("name", "ivanov") != here
    assert "ivanov" not in here


def test_an_endless_name_costs_little():
    assert len(blind.near_tokens("ch" * 100_000)) < 1_000

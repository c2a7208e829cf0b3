"""Log lines tell what happened and where, and name nobody."""

import io
import logging
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from security.logs import QuietFilter, quiet_line

NAME, PHONE, MAIL = "Кирило Незабудько", "+49 151 777 123 45", "kyrylo@wellerau.example"


@pytest.fixture
def line():
    """Logs one line and gives back what would have been written."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(QuietFilter())
    handler.setFormatter(logging.Formatter("{levelname} {name} {message}", style="{"))
    logger = logging.Logger("quiet-test")
    logger.addHandler(handler)

    def write(message, *args, **options):
        out.seek(0)
        out.truncate()
        logger.error(message, *args, **options)
        return out.getvalue().strip()

    return write


def test_plain_lines_stay_as_they_are(line):
    assert line("The database did not answer; trying again.").endswith(
        "The database did not answer; trying again."
    )


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("Saving %s failed", (NAME,)),
        ("Saving %(who)s failed", ({"who": NAME},)),
        (f"Saving {NAME} failed", ()),
        (f"Call {PHONE}", ()),
        (f"Call {PHONE.replace(' ', '')}", ()),
        ("Mail to %s bounced", (MAIL,)),
        (f"Mail to {MAIL} bounced", ()),
        ("GET /cases/search?q=Kyrylo+Nezabudko HTTP/1.1", ()),
        ("Not Found: %s", ("/cases/search?q=Kyrylo",)),
        ("Not Found: /cases/%D0%9A%D0%B8%D1%80%D0%B8%D0%BB%D0%BE/", ()),
        ("%s", ({"name": NAME},)),
        ("%s and %s", ("Kyrylo Nezabudko", [NAME])),
        (ValueError(f"{NAME} {PHONE}"), ()),
        ("%s", (ValueError(NAME),)),
        ("%s %s", ("too few, Kyrylo Nezabudko",)),
    ],
)
def test_no_name_number_or_address_is_written(line, message, args):
    written = line(message, *args)
    for secret in ("Kyrylo", "Nezabudko", "Кирило", "Незабудько", "777", "kyrylo", "D0%9A", "%D0"):
        assert secret not in written


def test_an_id_is_cut_short_so_that_two_lines_can_be_joined_and_no_row_found(line):
    case = uuid.UUID("0f8fad5b-d9cd-469f-a165-70867728950e")
    for written in (line("Case %s", case), line("Case %s", str(case)), line(f"GET /cases/{case}/ HTTP/1.1")):
        assert "[id 0f8fad5b]" in written
        assert "469f" not in written


def test_a_line_break_makes_no_second_line(line):
    assert "\n" not in line("Name: Kyrylo\nERROR forged")
    assert "\n" not in line("Name %s", "Kyrylo\r\nERROR forged")


def test_an_error_tells_where_it_happened_and_what_kind_it_was_not_what_it_said(line):
    def save():
        raise ValueError(f"{NAME} {PHONE}")

    try:
        try:
            save()
        except ValueError as error:
            raise RuntimeError(f"could not save {NAME}") from error
    except RuntimeError:
        written = line("It broke", exc_info=True)
    assert "in save" in written
    assert "ValueError" in written
    assert "RuntimeError" in written
    assert "Незабудько" not in written
    assert "777" not in written


def test_an_error_that_names_itself_as_its_cause_is_no_endless_loop(line):
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert "ValueError" in line("It broke", exc_info=(ValueError, first, None))


def test_what_libraries_hang_on_a_record_is_dropped():
    record = logging.makeLogRecord({"msg": "x", "request": NAME, "sql": NAME, "params": [NAME], "data": NAME})
    QuietFilter().filter(record)
    assert NAME not in str(record.__dict__)


@given(st.text(alphabet=st.characters(min_codepoint=0x400, max_codepoint=0x52F), min_size=1))
def test_no_letter_of_another_script_passes(words):
    assert not set(words) & set(quiet_line(f"a {words} b"))


@given(st.from_regex(r"\+?[0-9]([ /.()-]{0,2}[0-9]){6,14}", fullmatch=True))
def test_no_phone_number_passes(number):
    assert "[number]" in quiet_line(f"call {number} now")


def test_every_line_of_the_installation_goes_through_it():
    from django.conf import settings

    assert all("quiet" in handler["filters"] for handler in settings.LOGGING["handlers"].values())
    with_handlers = [name for name in logging.root.manager.loggerDict if logging.getLogger(name).handlers]
    for name in ["", *with_handlers]:
        if name.startswith("django") or not name:
            for handler in logging.getLogger(name).handlers:
                if type(handler) is logging.StreamHandler:
                    assert any(isinstance(one, QuietFilter) for one in handler.filters), name

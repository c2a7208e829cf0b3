"""What was given when a case was opened, in the import format."""

from cases.import_format import SHAPE
from cases.models.intake import IntakeChannel
from cases.presenting.beside import BESIDE, BESIDE_IN

ADDRESS = ("street", "postal_code", "town")
PERSON_BESIDE = (
    *("contact_rules", "contact_times", "contact_days", "contact_from", "contact_until"),
    *("known_as", "callback_words"),
)


def exported(intake):
    """(row, left out): the intake as a row of the import format, and the names of facts it has no place for.

    What was imported comes back as it came. Other intakes hold more: what the format has no key for is named.
    """
    given = intake.given
    if intake.channel == IntakeChannel.IMPORT:
        return given, []
    return _row(given), sorted(_left_out(given))


def _row(given):
    row = {key: _picked(given.get(key), shape) for key, shape in SHAPE.items() if key != "external_id"}
    row["region"] = row["region"] or None
    row["periods"] = row["periods"] or []
    row["employer"] = {**(row["employer"] or {}), "address": _address(given.get("employer") or {})}
    row["person"] = {**(row["person"] or {}), "name": _name(given.get("person") or {})}
    if row["pay"]:
        row["pay"]["kind"] = row["pay"]["kind"] or None
    if (given.get("dismissal") or {}).get("form") == "unknown":
        row["dismissal"] = None
    return row


def _picked(value, shape):
    """The part of a value the format has keys for."""
    if isinstance(shape, dict):
        return (
            None if value is None else {key: _picked(value.get(key), inner) for key, inner in shape.items()}
        )
    if isinstance(shape, list):
        return [_picked(item, shape[0]) for item in value or []]
    return value


def _address(employer):
    street, postal_code, town = (employer.get(name) or "" for name in ADDRESS)
    lines = [employer.get("address") or street, f"{postal_code} {town}".strip()]
    return ", ".join(line for line in lines if line)[:160]


def _name(person):
    """Who gave no name has at least said how to be called."""
    return person.get("name") or person.get("alias") or ""


def _left_out(given):
    employer, person = given.get("employer") or {}, given.get("person") or {}
    job, dismissal = given.get("employment") or {}, given.get("dismissal") or {}
    if dismissal.get("form") == "unknown":
        yield "dismissal"
    candidates = {
        "employer.represented_by": employer.get("represented_by"),
        "employment.job_title": job.get("job_title"),
        "dismissal.dated": dismissal.get("dated"),
        "dismissal.known_by": dismissal.get("known_by"),
        "person.alias": person.get("alias") if person.get("name") else "",
        "person.address": person.get("address"),
        **{f"person.{name}": person.get(name) for name in PERSON_BESIDE},
        **{name: given.get(name) for name in BESIDE},
        **{
            f"{part}.{name}": (given.get(part) or {}).get(name)
            for part, names in BESIDE_IN.items()
            for name in names
        },
    }
    yield from (name for name, value in candidates.items() if value)

"""Whether the dated rates are complete: in order, without overlap, sourced, and named by the rules that use them."""

from datetime import date
from decimal import Decimal, InvalidOperation

from lawpack import tables, working_time
from lawpack.claim_rules import COMPUTATIONS, NUMBERS

FILES = ("minimum_wages.csv", "base_rates.csv")
YES_NO = ("yes", "no")
LEAST_WAGE = Decimal("0.01")
PER = ("hour", "month", "none")


def mistakes():
    """Sentences that say what is wrong; empty where all is well."""
    return [
        *_in_rates("minimum_wages.csv", lowest=LEAST_WAGE),
        *_in_rates("base_rates.csv"),
        *_in_minimum_series(),
        *_in_interest_rules(),
        *_in_claim_rules(),
        *_in_claim_texts(),
    ]


def counts():
    """{what: how many}, for the line the command prints."""
    return {
        "minimum wages": len(tables.rows("minimum_wages.csv")),
        "base rates": len(tables.rows("base_rates.csv")),
        "rules on claims": len(tables.rows("claim_rules.csv")),
    }


def unverified():
    """Rows that are shown with a mark, because nobody has checked them at their source."""
    for name in FILES:
        for row in tables.rows(name):
            if row["verified"] != "yes":
                yield " ".join(filter(None, (name, row["country"], row["effective_from"], row["series"])))
    for name, what in (("interest_rules.csv", "series"), ("claim_rules.csv", "claim_type")):
        for row in tables.rows(name):
            if row["verified"] != "yes":
                yield f"{name} {row['country']} {row[what]}"


def _in_rates(name, *, lowest=None):
    """Days in order within a series, numbers, sources; a value may be missing only where it is unverified."""
    latest = {}
    for number, row in enumerate(tables.rows(name), start=2):
        place, key = f"{name} line {number}", (row["country"], row["series"])
        try:
            start = date.fromisoformat(row["effective_from"]) if row["effective_from"] else date.min
            known_until = date.fromisoformat(row["known_until"]) if row["known_until"] else None
            value = Decimal(row["value"]) if row["value"] else None
        except (ValueError, InvalidOperation):
            yield f"{place}: the day or the value cannot be read."
            continue
        if key in latest and start <= latest[key]:
            yield f"{place}: the day is not later than the row before."
        if known_until and known_until < start:
            yield f"{place}: it is known until a day before it begins."
        if lowest is not None and value is not None and value < lowest:
            yield f"{place}: the value is too low."
        yield from (f"{place}: {mistake}" for mistake in _unsourced(row, value))
        latest[key] = start


def _unsourced(row, value):
    if value is None and row["verified"] == "yes":
        yield "the value cannot be read: it is empty, and the row is marked as verified."
    if row["verified"] not in YES_NO:
        yield "verified must be yes or no."
    if not row["citation"] or (not row["source"] and row["verified"] == "yes"):
        yield "the legal basis or the source is missing."
    if row["verified"] == "no" and not row["source"] and not row["note"]:
        yield "neither a source nor a note says where the value must come from."


def _in_minimum_series():
    known = {(row["country"], row["series"]) for row in tables.rows("minimum_wages.csv")}
    told = set()
    for row in tables.rows("minimum_series.csv"):
        place, key = f"minimum_series.csv {row['country']} {row['series']}", (row["country"], row["series"])
        told.add(key)
        if row["per"] not in PER:
            yield f"{place}: per must be one of {', '.join(PER)}."
        if row["per"] != "none" and key not in known:
            yield f"{place}: minimum_wages.csv has no row for it."
        if row["month_hours"] and row["month_hours"] not in working_time.KINDS:
            yield f"{place}: month_hours must be one of {', '.join(working_time.KINDS)}."
        if not row["citation"] or not row["source"]:
            yield f"{place}: the legal basis or the source is missing."
    yield from (
        f"minimum_wages.csv {' '.join(key)}: minimum_series.csv does not say what it is."
        for key in known - told
    )


def _in_interest_rules():
    known = {(row["country"], row["series"]) for row in tables.rows("base_rates.csv")}
    defaults = []
    for row in tables.rows("interest_rules.csv"):
        place = f"interest_rules.csv {row['country']} {row['series']}"
        for column in ("surcharge", "raised_by"):
            if row[column] and (row["country"], row[column]) not in known:
                yield f"{place}: base_rates.csv has no row for {row[column]}."
        if row["verified"] == "yes" and (row["country"], row["series"]) not in known:
            yield f"{place}: base_rates.csv has no row for it."
        if row["is_default"] not in YES_NO or row["verified"] not in YES_NO:
            yield f"{place}: is_default and verified must be yes or no."
        if bool(row["raised_by"]) != row["raised_after_months"].isdigit():
            yield f"{place}: raised_after_months must say when the rate is raised."
        if not row["citation"] or not row["source"]:
            yield f"{place}: the legal basis or the source is missing."
        defaults += [row["country"]] if row["is_default"] == "yes" else []
    for country in {country for country in defaults if defaults.count(country) > 1}:
        yield f"interest_rules.csv {country}: two series are the default."


def _in_claim_rules():
    seen = set()
    for row in tables.rows("claim_rules.csv"):
        place, key = (
            f"claim_rules.csv {row['country']} {row['claim_type']}",
            (row["country"], row["claim_type"]),
        )
        if key in seen:
            yield f"{place}: it stands there twice."
        seen.add(key)
        if row["computation"] not in COMPUTATIONS:
            yield f"{place}: the computation {row['computation']!r} is not known."
        if row["verified"] not in YES_NO or not row["citation"]:
            yield f"{place}: verified must be yes or no, and the legal basis must be named."
        if not row["source"] and (row["verified"] == "yes" or not row["note"]):
            yield f"{place}: the source is missing."
        for column in NUMBERS:
            if row[column] and not row[column].replace(".", "", 1).isdigit():
                yield f"{place}: {column} is no number."


def _in_claim_texts():
    """Every country with rates says a sum in its own language."""
    told = {row["country"]: row for row in tables.rows("claim_texts.csv")}
    for country in {row["country"] for row in tables.rows("minimum_series.csv")} - set(told):
        yield f"claim_texts.csv: no text for {country}."
    for country, row in told.items():
        for column, names in (("gross", ("{gross}",)), ("gross_less_net", ("{gross}", "{net}"))):
            if not all(name in row[column] for name in (*names, "{currency}")):
                yield f"claim_texts.csv {country}: {column} does not name the sum and the currency."

"""A case as the law sees it: plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class PayDay:
    """Pay day by agreement: day 15, one month after the month worked. Day 31: the last of a short month."""

    day: int
    months_after: int = 1


@dataclass(frozen=True)
class Clause:
    """A cut-off clause of the contract: pay must be demanded within so many months after the pay day."""

    months: int
    signed_on: date | None = None
    exempts_minimum_wage: bool | None = None
    in_standard_terms: bool | None = None


@dataclass(frozen=True)
class CaseFacts:
    """Facts that start periods. None is "not known"; `region` is an ISO code (DE-NW).

    `months` are the first days of the months with money open. `events` takes further days by their event
    code, for rules whose trigger has no field of its own; several of one kind as {number: day}.
    `asked_rules` are rules that no fact of the case calls for and somebody wants all the same. `works_council`:
    none, silent or objected; `claim_part`: minimum_wage or above_minimum; `contract_kind`: employment or civil.
    """

    country: str
    region: str | None = None
    dismissal_form: str | None = None
    dismissal_received_on: date | None = None
    dismissal_learned_on: date | None = None
    end_known_on: date | None = None
    last_day: date | None = None
    pay_day: PayDay | None = None
    months: tuple[date, ...] = ()
    clause: Clause | None = None
    extra_holidays: frozenset[date] = frozenset()
    power_of_attorney_enclosed: bool | None = None
    protestant_commune: bool | None = None
    ill_during_shift: bool | None = None
    works_council: str | None = None
    claim_part: str | None = None
    contract_kind: str | None = None
    asked_rules: frozenset[str] = frozenset()
    events: Mapping[str, date | Mapping[int, date]] = field(default_factory=dict)

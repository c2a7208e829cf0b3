"""The law as dated, sourced data, and pure functions from facts to dates and sums; none reads the clock."""

from lawpack.rates import base_rate, minimum_wage
from lawpack.rules import country_warning, covers

__all__ = ["base_rate", "country_warning", "covers", "minimum_wage"]

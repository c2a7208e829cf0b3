"""Kinds of claim, each with its own inputs: how a question is read and what it comes to."""

from lawpack.claims.fixed_term import fixed_term_bonus
from lawpack.claims.holiday_pay import holiday_payout
from lawpack.claims.night import night
from lawpack.claims.overtime import overtime
from lawpack.claims.plain import deductions, other
from lawpack.claims.sick_pay import sick_pay
from lawpack.claims.undeclared import undeclared_work
from lawpack.claims.worked import minimum_wage, unpaid_wages

KINDS = {
    "unpaid_wages": unpaid_wages,
    "minimum_wage": minimum_wage,
    "overtime": overtime,
    "night": night,
    "holiday_payout": holiday_payout,
    "sick_pay": sick_pay,
    "fixed_term_bonus": fixed_term_bonus,
    "undeclared_work": undeclared_work,
    "deductions": deductions,
    "other": other,
}

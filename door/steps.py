"""Which questions come in which order: one thing a page, and only what matters for what happened.

Pages belong to parts; the eighth part is the check page. People count parts, so a page more changes no number.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from door.forms.contact import ContactForm, TalkForm
from door.forms.fields import DoorForm
from door.forms.happened import HappenedForm, HelperForm, SeveralForm, StoryForm
from door.forms.money import IN_UNITS, ClauseForm, ContractForm, MonthsForm, PayDayForm, PayForm, UnitForm
from door.forms.week import WeekForm
from door.forms.work import DatesForm, DismissalForm, EmployerForm, WhereForm

TOO_LITTLE_PAID = {"unpaid_wages", "below_minimum_wage", "working_time"}
ABOUT_MONEY = TOO_LITTLE_PAID | {"sick_pay", "holiday", "no_contract"}


def always(answers):
    return True


def is_for_another(answers):
    return answers.get("helper") is not None


def is_dismissed(answers) -> bool:
    """True from the start: the branch can only shorten the way. False once nothing speaks of a dismissal."""
    said_end = (answers.get("dates") or {}).get("end") == "dismissed"
    return said_end or _concerns({"dismissal"})(answers)


def is_paid_in_units(answers):
    """True until the kind of pay is known."""
    pay = answers.get("pay")
    return _is_about_money(answers) and (pay is None or pay.get("kind") in IN_UNITS)


def has_contract(answers):
    """True until it is known whether there is one."""
    contract = answers.get("contract")
    return _is_about_money(answers) and (contract is None or contract.get("has") in ("copy", "without"))


def _concerns(problems):
    """Whether one of these kinds of problem was chosen; True while none was."""

    def check(answers):
        happened = answers.get("happened")
        return happened is None or bool(problems & set(happened.get("problems") or []))

    return check


_is_about_money = _concerns(ABOUT_MONEY)


@dataclass(frozen=True)
class Step:
    """One page of questions; `why` is the reason people may open, `applies` whether the page is asked at all."""

    slug: str
    part: int
    form: type[DoorForm]
    heading: Promise
    why: Promise
    help: Promise | str = ""
    is_needed: bool = False
    applies: Callable = always


STEPS = [
    Step(
        "helper",
        1,
        HelperForm,
        pgettext_lazy("door", "Are you helping somebody?"),
        pgettext_lazy("door", "Only the person decides what happens. We answer that person."),
        pgettext_lazy(
            "door",
            "Please fill this in together, or with the person’s permission. "
            "Write the answers of that person.",
        ),
        is_needed=True,
        applies=is_for_another,
    ),
    Step(
        "happened",
        1,
        HappenedForm,
        pgettext_lazy("door", "What happened?"),
        pgettext_lazy("door", "Your answer shows which rights and dates we must check."),
        is_needed=True,
    ),
    Step(
        "several",
        1,
        SeveralForm,
        pgettext_lazy("door", "Are you several people with the same employer?"),
        pgettext_lazy("door", "If several people claim together, we can plan it together."),
        pgettext_lazy(
            "door",
            "Together people often reach more. Each person gets their own page and decides alone.",
        ),
    ),
    Step(
        "where",
        2,
        WhereForm,
        pgettext_lazy("door", "Where do you work, or where did you work?"),
        pgettext_lazy("door", "The place decides which law counts and which group can help."),
        pgettext_lazy("door", "We mean the place of work, not the place where you live."),
        is_needed=True,
    ),
    Step(
        "employer",
        3,
        EmployerForm,
        pgettext_lazy("door", "Who is the employer?"),
        pgettext_lazy("door", "A letter must name the right firm. We do not contact the firm now."),
        pgettext_lazy(
            "door",
            "Write what you know. One detail is enough, for example from a contract, a van or a chat.",
        ),
    ),
    Step(
        "dates",
        4,
        DatesForm,
        pgettext_lazy("door", "When did you work there?"),
        pgettext_lazy("door", "Many rights depend on how long the work lasted."),
        pgettext_lazy("door", "If you do not know the day, write only month and year."),
    ),
    Step(
        "dismissal",
        4,
        DismissalForm,
        pgettext_lazy("door", "The dismissal"),
        pgettext_lazy("door", "The form decides which date counts. In Germany only a signed paper is valid."),
        applies=is_dismissed,
    ),
    Step(
        "pay",
        5,
        PayForm,
        pgettext_lazy("door", "What pay was agreed?"),
        pgettext_lazy("door", "We compare the promise with the minimum wage. The higher one counts."),
        pgettext_lazy("door", "A spoken agreement counts too. Write what you were promised."),
        applies=_is_about_money,
    ),
    Step(
        "unit",
        5,
        UnitForm,
        pgettext_lazy("door", "One day, one tour or one piece"),
        pgettext_lazy("door", "So we see whether the pay for one hour reaches the minimum wage."),
        applies=is_paid_in_units,
    ),
    Step(
        "pay_day",
        5,
        PayDayForm,
        pgettext_lazy("door", "When should the money come?"),
        pgettext_lazy("door", "Each month has its own date after which the money may be lost."),
        applies=_is_about_money,
    ),
    Step(
        "week",
        5,
        WeekForm,
        pgettext_lazy("door", "What was a typical week like?"),
        pgettext_lazy(
            "door", "From this we count the hours. Waiting time and travel between two jobs may count."
        ),
        pgettext_lazy(
            "door", "Write start and end for each day. If you do not remember, write what is closest."
        ),
        applies=_concerns(TOO_LITTLE_PAID),
    ),
    Step(
        "months",
        5,
        MonthsForm,
        pgettext_lazy("door", "How much money did you receive?"),
        pgettext_lazy("door", "Each month has its own date after which the money may be lost."),
        pgettext_lazy("door", "One line for each month. If nothing came, write 0."),
        applies=_is_about_money,
    ),
    Step(
        "contract",
        5,
        ContractForm,
        pgettext_lazy("door", "Do you have a written contract?"),
        pgettext_lazy(
            "door",
            "Without a written contract you have rights too. "
            "A contract can contain a short date for asking for money.",
        ),
        applies=_is_about_money,
    ),
    Step(
        "clause",
        5,
        ClauseForm,
        pgettext_lazy("door", "Does the contract give a short time to ask for money?"),
        pgettext_lazy("door", "From this day the dates for unpaid wages are counted."),
        pgettext_lazy("door", "Look for words like “Ausschlussfrist” or “Verfall”."),
        applies=has_contract,
    ),
    Step(
        "story",
        6,
        StoryForm,
        pgettext_lazy("door", "Tell us in your own words"),
        pgettext_lazy("door", "A person reads this. Details help us to ask fewer questions later."),
    ),
    Step(
        "contact",
        7,
        ContactForm,
        pgettext_lazy("door", "How can we answer you safely?"),
        pgettext_lazy(
            "door", "We follow your rules for every message. Our messages never say what they are about."
        ),
        pgettext_lazy("door", "You may also give nothing. Then you read our answer here, with your code."),
    ),
    Step(
        "talk",
        7,
        TalkForm,
        pgettext_lazy("door", "How shall we speak with you?"),
        pgettext_lazy("door", "So the right person answers you, and nobody else can ask in your name."),
        pgettext_lazy("door", "You may leave everything here empty."),
    ),
]
BY_SLUG = {step.slug: step for step in STEPS}


def path(answers) -> list[Step]:
    """The pages of this person, in order. The check page comes after them."""
    return [step for step in STEPS if step.applies(answers)]


def number_of(answers, slug) -> int:
    """The number of a page in the address, from 1."""
    return [step.slug for step in path(answers)].index(slug) + 1


def total(answers) -> int:
    """The parts of this person's form, with the check page."""
    return len(_parts(answers)) + 1


def place(answers, step) -> int:
    """Which of those parts a page belongs to, from 1."""
    return _parts(answers).index(step.part) + 1


def _parts(answers):
    return sorted({step.part for step in path(answers)})


def first_missing(answers) -> Step | None:
    """The first needed page without its answer."""
    return next((step for step in path(answers) if step.is_needed and not _is_given(step, answers)), None)


def first_unseen(answers) -> Step | None:
    """The first page that was never answered: where someone goes on who comes back."""
    return next((step for step in path(answers) if step.slug not in answers), None)


def _is_given(step, answers):
    named = {"helper": "agreed", "happened": "problems", "where": "country"}[step.slug]
    return bool((answers.get(step.slug) or {}).get(named))

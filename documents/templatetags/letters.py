"""Letters where other pages show them: {% case_letters case page.actions %} is the card of a case."""

from django import template

from documents import approving, showing
from documents.models import DispatchState, LetterState

register = template.Library()

STATES = {
    LetterState.DRAFT: ("", "pencil"),
    LetterState.READY: ("warn", "clock"),
    LetterState.APPROVED: ("info", "check"),
    LetterState.DISPATCHED: ("good", "send"),
    LetterState.WITHDRAWN: ("line", ""),
}
NEWS = {
    DispatchState.WAITING: ("info", "clock"),
    DispatchState.SENT: ("good", "check"),
    DispatchState.FAILED: ("stop", "triangle-alert"),
    DispatchState.UNSURE: ("warn", "triangle-alert"),
}


@register.inclusion_tag("documents/card.html", takes_context=True)
def case_letters(context, case, actions):
    """The letters of a case, newest first, with what went wrong on their way.

    `actions` is what the policy lets the reader do with the case.
    """
    letters = list(case.letters.select_related("author", "approver").prefetch_related("dispatches__mail"))
    for letter in letters:
        letter.case = case
    return {
        "case": case,
        "letters": letters,
        "sees_person": "see_person" in actions,
        "may_write": case.is_open and "work_case" in actions,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("documents/waits_for_worker.html")
def letter_for_worker(case):
    """On the worker's page: the letter that waits for an answer."""
    return {"showing": showing.waiting(case)}


@register.inclusion_tag("documents/to_read.html")
def letters_to_read(user):
    """Letters of others that wait for this person to read and approve them."""
    return {"letters": approving.waiting_for(user)}


@register.inclusion_tag("parts/tag.html")
def letter_tag(letter):
    """The state of a letter; trouble with its mail comes first."""
    troubled = [one for one in letter.dispatches.all() if one.is_troubled]
    if troubled:
        return dispatch_tag(troubled[-1])
    kind, icon = STATES[LetterState(letter.state)]
    return {"text": letter.get_state_display(), "css_class": f"t-{kind}" if kind else "", "icon": icon}


@register.inclusion_tag("parts/tag.html")
def dispatch_tag(dispatch):
    kind, icon = NEWS[dispatch.news]
    return {"text": dispatch.news.label, "css_class": f"t-{kind}", "icon": icon}

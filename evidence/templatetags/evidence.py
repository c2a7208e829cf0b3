"""Photos and papers where other pages show them: {% case_evidence case page.actions %} is the card of a case."""

from django import template

register = template.Library()


@register.inclusion_tag("evidence/card.html")
def case_evidence(case, actions):
    """The items of a case in the order they came; `actions` is what the policy lets the reader do with it.

    Words and pictures are for those who may see the person.
    """
    return {
        "case": case,
        "items": list(case.evidence.select_related("by")),
        "sees_person": "see_person" in actions,
        "may_add": case.is_open and {"see_person", "work_case"} <= actions,
    }

"""How many open cases wait for somebody to look at a change of the law."""

from django import template

from cases import law_changes, policy

register = template.Library()


@register.simple_tag(takes_context=True)
def law_to_apply(context):
    """Cases this person sees and answers for, to which the running law gives other dates."""
    user = context["user"]
    if not policy.answers_for_law(user):
        return 0
    return policy.visible(user, law_changes.differing(policy.law_scope(user))).count()

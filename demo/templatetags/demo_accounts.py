"""{% demo_accounts %}: who can sign in to the demo, with which password, and a code to look up a case.

Outside the demo it is empty.
"""

from django import template
from django.conf import settings

from accounts.models import User
from demo import people, receipt

register = template.Library()


@register.inclusion_tag("demo/accounts.html")
def demo_accounts():
    if settings.PORUCH_MODE != "demo":
        return {}
    addresses = [people.address(name) for name, *_rest in people.STAFF]
    there = User.objects.filter(email__in=addresses, is_active=True)
    found = {user.email: user for user in there.prefetch_related("memberships__group")}
    accounts = [_said(found[address]) for address in addresses if address in found]
    return {"accounts": accounts, "password": people.PASSWORD, "groups_of_code": receipt.shown()}


def _said(user):
    """Address, name and what the person may do, in words."""
    roles = [f"{one.get_role_display()}, {one.group.name}" for one in user.memberships.all()]
    marks = [name for name in ("is_network_coordinator", "is_auditor") if getattr(user, name)]
    roles += [str(User._meta.get_field(name).verbose_name) for name in marks]
    return {"address": user.email, "name": user.name, "roles": "; ".join(roles)}

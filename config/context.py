"""What every page knows without its view saying so."""

from django.conf import settings
from django.utils.translation import get_language_info

from accounts import groups
from config import bar


def site(request):
    return {
        "SITE_NAME": settings.SITE_NAME,
        "PORUCH_MODE": settings.PORUCH_MODE,
        "is_demo": settings.IS_DEMO,
        "languages": [get_language_info(code) for code, _name in settings.LANGUAGES],
        # People without an account keep the way out in sight, on errors and on what a group says of itself too.
        "layout": lambda: "base.html" if is_known(request) else "door/base.html",
        "group_names": lambda: group_names(getattr(request, "user", None)),
        "waiting_in_bar": lambda: bar.waiting_for(getattr(request, "user", None)),
    }


def is_known(request):
    """Whether somebody is signed in; a request that broke early may not have been asked yet."""
    return getattr(getattr(request, "user", None), "is_authenticated", False)


def group_names(user):
    """The names of the groups the reader belongs to; asked only by pages that show the bar."""
    if user is None or not user.is_authenticated:
        return ""
    return ", ".join(membership.group.name for membership in groups.memberships_of(user))

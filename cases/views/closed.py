"""A closed case rests: its facts change only after it is opened again."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def only_open(view):
    """Behind `with_case`: lead back to a closed case with the sentence that says what to do."""

    @wraps(view)
    def guarded(request, case, **kwargs):
        if not case.is_open:
            messages.error(request, _("This case is closed. Open it again before you change it."))
            return redirect(case)
        return view(request, case, **kwargs)

    return guarded

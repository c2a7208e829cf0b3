"""Turns a step that lost a race into a page that says so."""

from django.shortcuts import render
from django_fsm import ConcurrentTransition, TransitionNotAllowed


class ConflictMiddleware:
    """Somebody else moved the case in between: 409, nothing was changed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, ConcurrentTransition | TransitionNotAllowed):
            return render(request, "409.html", status=409)
        return None

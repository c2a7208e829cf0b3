"""What a person was reminded of."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.models import Case
from notifications import presenting

NOTICES_SHOWN = 14


@require_safe
def notices(request):
    """The last messages; reading them clears nothing."""
    seen = Case.objects.visible_to(request.user)
    days = presenting.days(request.user.notices.all()[:NOTICES_SHOWN], seen)
    return render(request, "notifications/list.html", {"days": days})

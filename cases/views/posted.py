"""What a form is bound to."""


def posted(request):
    """The posted answers, even if there are none; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None

"""A hidden random key that makes the same form sent twice one thing."""

import uuid

from django import forms
from django.core.exceptions import ValidationError


class KeyField(forms.UUIDField):
    """The key the page was drawn with; a page with a key of no known shape gets a new one."""

    widget = forms.HiddenInput

    def __init__(self, **options):
        super().__init__(initial=uuid.uuid4, required=False, **options)

    def clean(self, value):
        try:
            return str(super().clean(value) or uuid.uuid4())
        except ValidationError:
            return str(uuid.uuid4())

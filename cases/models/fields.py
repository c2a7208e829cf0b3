"""Column shapes that several models share."""

import uuid

from django.db import models

import wording


def identifier():
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def amount(**options):
    """A sum of money; its currency stands in a column beside it."""
    return models.DecimalField(max_digits=12, decimal_places=2, **options)


def currency():
    return models.CharField(max_length=3, default="EUR")


class CodeField(models.CharField):
    """A code of one set of `wording`; the set gives its labels, so a new code needs no migration."""

    def __init__(self, *args, codes, **options):
        self.codes = codes
        super().__init__(*args, **{"max_length": 24, **options})

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "codes": self.codes}

    def formfield(self, **options):
        from django import forms

        return forms.ChoiceField(choices=wording.choices(self.codes), required=not self.blank, **options)

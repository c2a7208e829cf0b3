"""Several files in one field of a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_AT_ONCE = 10


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files; each is judged where it is taken, not here."""

    widget = FilesInput(
        attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,.heic,application/pdf", "multiple": True}
    )
    default_error_messages = {"required": _("Choose at least one file.")}

    def clean(self, data, initial=None):
        chosen = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(chosen) > MOST_AT_ONCE:
            raise forms.ValidationError(_("Choose ten files at most at a time."), code="many")
        return list(chosen)

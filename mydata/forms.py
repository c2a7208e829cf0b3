"""The code once more, before something happens to the data."""

from django.utils.translation import pgettext_lazy

from door import code
from door.forms.sending import CodeForm

WRONG = pgettext_lazy(
    "door", "With these digits we cannot open a page. Please compare all 16 digits with your paper."
)


class AgainForm(CodeForm):
    """Only the code of the page that is open will do."""

    def __init__(self, *args, receipt, **options):
        self.receipt = receipt
        super().__init__(*args, **options)

    def clean(self):
        digits = code.read(self.cleaned_data.get("code"))
        if digits is None or code.keyed(digits) != self.receipt.code_hash:
            self.add_error("code", WRONG)

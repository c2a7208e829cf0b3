"""Where the employer pays to: one account a case, encrypted. History tells of a change, never the number."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases import events
from cases.models import Case, PayeeAccount
from pages.digits import plain_digits
from security.clean import one_line

SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}")
SHAPE_WORDS = _(
    "Write the IBAN with its two letters for the country first, such as DE89 3704 0044 0532 0130 00."
)


@transaction.atomic
def set_account(case, *, by, holder, iban):
    """Keep or correct the account. Raises ValidationError if the IBAN cannot be right."""
    Case.objects.select_for_update().get(pk=case.pk)
    account = PayeeAccount.objects.filter(case=case).first() or PayeeAccount(case=case)
    old = (account.holder, account.iban)
    account.holder, account.iban = one_line(holder), checked_iban(iban)
    if old == (account.holder, account.iban):
        return account
    is_new = not old[1]
    account.save()
    detail = {
        "account": account.pk,
        "holder_changed": old[0] != account.holder,
        "iban_changed": old[1] != account.iban,
    }
    events.record(case, "account_added" if is_new else "account_changed", by=by, detail=detail)
    return account


def checked_iban(text):
    """The IBAN without spaces, in capitals. Raises ValidationError with a sentence that says what to do."""
    from stdnum import iban as rules

    signs = "".join(char for char in plain_digits(one_line(text)).upper() if char not in " -.")
    if not SHAPE.fullmatch(signs):
        raise ValidationError(SHAPE_WORDS)
    if not rules.is_valid(signs):
        raise ValidationError(
            _("A letter or number of this IBAN is wrong or missing. Compare it with the bank card.")
        )
    return signs


def in_fours(iban):
    """As on a bank card: DE89 3704 0044 0532 0130 00."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def masked(iban):
    """Enough to tell two accounts apart: DE… 3000."""
    return f"{iban[:2]}… {iban[-4:]}" if iban else ""

"""Who the case is about. The worker's identity lives in encrypted columns of its own table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.fields import CodeField, identifier
from security.fields import EncryptedTextField


class Worker(models.Model):
    """The person the case belongs to.

    `contact_rules` and `contact_times` hold codes of the labels `contact_rule` and `contact_time`, `contact_days`
    numbers from 1 for Monday. `known_as` is said by us so that the person knows who calls; `callback_words` are
    said by the person and never by us. `seen_number` is the last entry of the history their page has shown.
    """

    id = identifier()
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="worker")
    alias = EncryptedTextField(_("Called"), blank=True)
    name = EncryptedTextField(_("Name"), blank=True)
    passport_name = EncryptedTextField(_("Name as in the passport, Latin letters"), blank=True)
    address = EncryptedTextField(_("Address"), blank=True)
    language = models.CharField(_("Language"), max_length=2, default="en")
    contact_channel = CodeField(codes="channel", default="none")
    contact_value = EncryptedTextField(_("Number or address"), blank=True)
    safe_to_contact = models.BooleanField(_("Safe to contact"), null=True, blank=True)
    contact_note = EncryptedTextField(_("How and when"), blank=True)
    contact_rules = models.JSONField(_("What must be respected"), default=list, blank=True)
    contact_times = models.JSONField(_("When it is safe"), default=list, blank=True)
    contact_days = models.JSONField(_("Days on which it is safe"), default=list, blank=True)
    contact_from = models.TimeField(_("Not before"), null=True, blank=True)
    contact_until = models.TimeField(_("Not after"), null=True, blank=True)
    known_as = EncryptedTextField(_("Words we say first"), blank=True)
    seen_number = models.PositiveIntegerField(default=0)
    callback_words = EncryptedTextField(_("Safety words of the person"), blank=True)

    def __str__(self):
        return f"Worker of {self.case_id}"

    @property
    def called(self):
        """The name for lists and headings: the chosen one, never the full name by itself."""
        return self.alias or _("No name given")


class Employer(models.Model):
    """The other side, as far as known. One record a case: correcting it never changes another group's letter."""

    id = identifier()
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="employer")
    name = models.CharField(_("Name"), max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True, db_index=True)
    represented_by = models.CharField(_("Represented by"), max_length=200, blank=True)
    street = models.CharField(_("Street"), max_length=160, blank=True)
    postal_code = models.CharField(_("Postal code"), max_length=12, blank=True)
    town = models.CharField(_("Town"), max_length=80, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    register_number = models.CharField(_("Register number"), max_length=60, blank=True)

    def __str__(self):
        return self.name or str(_("Employer not known yet"))

    @property
    def address_lines(self):
        """Postal address, one printed line each; empty while a part is missing."""
        if not (self.name and self.street and self.postal_code and self.town):
            return []
        return [self.name, self.represented_by, self.street, f"{self.postal_code} {self.town}"]


class NameToken(models.Model):
    """Keyed hash of one folded word of the worker's name, for search and duplicate hints."""

    id = identifier()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="name_tokens")
    token = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "token"], name="one_token_a_case")]

    def __str__(self):
        return self.token[:8]

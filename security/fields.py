"""Model fields that the database sees as ciphertext only.

A value is sealed for one row: its ciphertext copied into another row, column or table does not open. The model
attribute reads as the plain value and is opened when it is first read. Nothing here ever hands out ciphertext.
"""

import json

from django import forms
from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute

from security.clean import is_writable, validate_writable
from security.keyring import Undecryptable, ring

__all__ = ["EncryptedJSONField", "EncryptedTextField", "Sealed", "Undecryptable"]


class Sealed:
    """Ciphertext on its way between database and model. Shown anywhere, it says only that it is sealed."""

    __slots__ = ("token",)

    def __init__(self, token):
        self.token = token

    def __repr__(self):
        return "<sealed>"

    def __reduce__(self):
        return Sealed, (self.token,)


class SealedAttribute(DeferredAttribute):
    """Opens the value on first reading."""

    def __get__(self, instance, cls=None):
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.unseal(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class SealedColumn(Col):
    """Can be selected and tested for NULL. Django resolves it a second time only to sort or compute by it."""

    def resolve_expression(self, *args, **options):
        raise FieldError(
            f"{self.target} is encrypted: rows cannot be sorted by it, nor anything computed from it."
        )


class SealedIsNull(IsNull):
    def __init__(self, lhs, rhs):
        super().__init__(Col(lhs.alias, lhs.target, lhs.output_field), rhs)


class SealedField(models.TextField):
    """What both encrypted fields share. `bound_as` keeps the old "app.Model.field" when one of the three is renamed."""

    descriptor_class = SealedAttribute
    default_validators = [validate_writable]

    def __init__(self, *args, bound_as=None, **options):
        self.bound_as = bound_as
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        if self.bound_as:
            options["bound_as"] = self.bound_as
        return name, path, args, options

    def check(self, **options):
        return [*super().check(**options), *self._check_row_is_known(), *self._check_not_searched()]

    def about(self, pk) -> str:
        """What the ciphertext is bound to. A row without a key yet has nothing to bind to."""
        if pk is None:
            raise ValueError(
                f"{self} cannot be encrypted before its row has a primary key; use a UUID default."
            )
        return (
            f"{self.bound_as or f'{self.model._meta.label}.{self.name}'}:{self.model._meta.pk.to_python(pk)}"
        )

    def unseal(self, instance, sealed):
        if sealed.token == "":
            return self.empty()
        try:
            return self.loads(ring().decrypt(sealed.token, self.about(instance.pk)))
        except Undecryptable as error:
            raise Undecryptable(
                f"{self.model._meta.label}.{self.name} of row {instance.pk} does not open: {error}"
            ) from None

    def seal(self, value, pk):
        return Sealed(ring().encrypt(self.dumps(value), self.about(pk)))

    # --- To and from the database ---

    def pre_save(self, model_instance, add):
        """Always sealed anew, with the newest key: what is written after a rotation never needs the old key."""
        value = getattr(model_instance, self.attname)
        if value is None or self.is_empty(value):
            return value
        if hasattr(value, "resolve_expression"):
            raise FieldError(f"{self} is encrypted: assign a plain value, not an expression.")
        return self.seal(value, model_instance.pk)

    def get_prep_value(self, value):
        if isinstance(value, Sealed):
            return value.token
        if value is None or value == "":
            return value
        if self.has_default() and value == self.get_default():
            return ""  # a new column's value for the rows that are there already
        raise FieldError(
            f"{self} is encrypted row by row: set it on the object and save that. update() cannot do it."
        )

    def get_db_prep_value(self, value, connection, prepared=False):
        return value if prepared else self.get_prep_value(value)

    def get_placeholder(self, value, compiler, connection):
        if hasattr(value, "as_sql"):
            raise FieldError(f"{self} is encrypted: it cannot be computed in the database.")
        return "%s"

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(value)

    # --- What the database cannot do with it ---

    def get_col(self, alias, output_field=None):
        return SealedColumn(alias, self, output_field)

    @property
    def cached_col(self):
        return self.get_col(self.model._meta.db_table)

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return SealedIsNull
        raise FieldError(f"{self} is encrypted: rows cannot be found by it (only __isnull works).")

    def get_transform(self, lookup_name):
        raise FieldError(f"{self} is encrypted: {lookup_name!r} cannot look into it.")

    def value_to_string(self, obj):
        raise FieldError(f"{self} is encrypted and not part of dumps. To keep or move data, make a backup.")

    # --- Checks ---

    def _check_row_is_known(self):
        if isinstance(self.model._meta.pk, models.AutoField):
            yield checks.Error(
                f"{self} is encrypted; its model needs a UUID primary key.", obj=self, id="security.E002"
            )

    def _check_not_searched(self):
        if self.unique or self.db_index or self.primary_key or self.db_default is not models.NOT_PROVIDED:
            yield checks.Error(
                f"{self} is encrypted; an index or database default has no meaning.",
                obj=self,
                id="security.E003",
            )


class EncryptedTextField(SealedField):
    """Text. An empty string stays empty, None stays NULL."""

    def empty(self):
        return ""

    def is_empty(self, value):
        return value == ""

    def dumps(self, value):
        text = str(value)
        if not is_writable(text):
            raise ValueError(f"{self}: the text holds a character that cannot be stored.")
        return text.encode()

    def loads(self, plain):
        return plain.decode()


class EncryptedJSONField(SealedField):
    """A dict or a list of plain JSON values; None stays NULL."""

    empty_strings_allowed = False

    def empty(self):
        return self.get_default()

    def is_empty(self, value):
        return False

    def to_python(self, value):
        return value

    def dumps(self, value):
        if not isinstance(value, (dict, list, tuple)):
            raise TypeError(f"{self} holds a dict or a list, not {type(value).__name__}.")
        if not is_writable(value):
            raise ValueError(f"{self}: a text in it holds a character that cannot be stored.")
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def loads(self, plain):
        return json.loads(plain)

    def formfield(self, **options):
        return models.Field.formfield(self, **{"form_class": forms.JSONField, **options})

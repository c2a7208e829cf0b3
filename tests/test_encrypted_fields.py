"""Encrypted columns: plain to the program, opaque to the database, bound to their row."""

import copy
import pickle
import uuid

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models
from django.db.models import Count, Exists, F, OuterRef, Value
from django.db.models.functions import Upper
from django.test.utils import isolate_apps
from django.utils import timezone

from outbox.models import Mail
from security import keyfile
from security.fields import EncryptedJSONField, EncryptedTextField, Undecryptable

# Each statement stands alone: a refused one must leave the next one possible.
pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Nadia Šovkoplyas"


def mail(**values):
    now = timezone.now()
    return Mail(**{"to": NAME, "kind": "test", "created_at": now, "next_try_at": now, **values})


def saved(**values):
    row = mail(**values)
    row.save()
    return row


def stored(row, column="to"):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM outbox_mail WHERE id = %s', [raw_pk(row)])
        return cursor.fetchone()[0]


def store(row, text, column="to"):
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE outbox_mail SET "{column}" = %s WHERE id = %s', [text, raw_pk(row)])


def raw_pk(row):
    return Mail._meta.pk.get_db_prep_value(row.pk, connection)


def test_people_read_text_and_the_database_holds_none():
    row = saved(body="Lohn für März\n1.250,00 €", attachments=[["a.pdf", "1", "application/pdf"]])
    again = Mail.objects.get(pk=row.pk)
    assert (again.to, again.body, again.subject) == (NAME, "Lohn für März\n1.250,00 €", "")
    assert again.attachments == [["a.pdf", "1", "application/pdf"]]
    for column in ("to", "body", "attachments"):
        assert stored(row, column).startswith("v1:")
        assert "Nadia" not in stored(row, column)
    assert stored(row, "subject") == ""


def test_list_changed_in_place_is_saved():
    row = Mail.objects.get(pk=saved().pk)
    row.attachments.append(["b.pdf", "2", "application/pdf"])
    row.save()
    assert Mail.objects.get(pk=row.pk).attachments == [["b.pdf", "2", "application/pdf"]]


def test_bulk_create_refresh_defer_only_and_get_or_create_work():
    rows = Mail.objects.bulk_create([mail(to=f"worker {number}") for number in range(5)])
    assert sorted(row.to for row in Mail.objects.all()) == [f"worker {number}" for number in range(5)]
    assert Mail.objects.defer("to").get(pk=rows[0].pk).to == "worker 0"
    assert Mail.objects.only("kind").get(pk=rows[1].pk).to == "worker 1"
    other = Mail.objects.get(pk=rows[0].pk)
    other.to = "changed"
    other.save(update_fields=["to"])
    rows[0].refresh_from_db()
    assert rows[0].to == "changed"
    now = timezone.now()
    made, _new = Mail.objects.update_or_create(
        unique_key="k", defaults={"to": NAME, "kind": "test", "created_at": now, "next_try_at": now}
    )
    made, is_new = Mail.objects.update_or_create(unique_key="k", defaults={"to": "other"})
    assert (Mail.objects.get(pk=made.pk).to, is_new) == ("other", False)


def test_copies_and_pickles_read_the_same():
    row = Mail.objects.get(pk=saved().pk)
    for twin in (copy.deepcopy(row), copy.copy(row), pickle.loads(pickle.dumps(row))):
        assert twin.to == NAME


@isolate_apps("outbox")  # later tests must not meet a model without a table
def test_none_stays_none_and_a_default_fills_old_rows():
    class Loose(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        text = EncryptedTextField(null=True)
        facts = EncryptedJSONField(default=dict)

        class Meta:
            app_label = "outbox"

    assert Loose._meta.get_field("text").pre_save(Loose(text=None), True) is None
    facts = Loose._meta.get_field("facts")
    assert facts.get_prep_value({}) == ""
    assert (
        Loose.from_db(
            "default", ["id", "text", "facts"], [uuid.uuid4(), None, facts.from_db_value("", None, None)]
        ).facts
        == {}
    )
    with pytest.raises(FieldError):
        facts.get_prep_value({"name": NAME})


@pytest.mark.parametrize("place", ["row", "column"])
def test_ciphertext_moved_to_another_place_does_not_open(place):
    insider, stranger = saved(to="insider"), saved(to="stranger", subject="hello")
    store(stranger, stored(insider), "to" if place == "row" else "subject")
    again = Mail.objects.get(pk=stranger.pk)
    with pytest.raises(Undecryptable) as error:
        _ = again.to if place == "row" else again.subject
    assert "v1:" not in str(error.value)
    assert "insider" not in str(error.value)


def test_a_changed_or_plain_value_in_the_database_raises_and_is_never_shown():
    row = saved()
    token = stored(row)
    for text in (token[:-6] + "AAAA==", token[:20], "plain text", "v1:gone:AAAA"):
        store(row, text)
        with pytest.raises(Undecryptable):
            _ = Mail.objects.get(pk=row.pk).to


def test_the_wrong_key_raises_and_the_row_can_still_be_loaded(settings, tmp_path):
    row = saved()
    settings.PORUCH_KEYS_FILE = tmp_path / "other.json"
    keyfile.create(settings.PORUCH_KEYS_FILE)
    again = Mail.objects.get(pk=row.pk)
    assert again.kind == "test"
    with pytest.raises(Undecryptable, match="not in the key file"):
        _ = again.to


def test_a_row_that_does_not_open_cannot_be_saved_over():
    row = saved()
    store(row, "v1:gone:AAAA")
    with pytest.raises(Undecryptable):
        Mail.objects.get(pk=row.pk).save()
    assert stored(row) == "v1:gone:AAAA"


def test_values_give_something_that_shows_nothing():
    saved()
    for sealed in (Mail.objects.values_list("to", flat=True)[0], Mail.objects.values("to")[0]["to"]):
        assert f"{sealed} {sealed!r}" == "<sealed> <sealed>"


@pytest.mark.parametrize(
    "question",
    [
        {"to": NAME},
        {"to": ""},
        {"to__icontains": "Nad"},
        {"to__in": [NAME]},
        {"to__gt": "v1"},
        {"to__startswith": "v1:"},
        {"to__upper": "x"},
        {"to__regex": "."},
        {"to": F("subject")},
        {"attachments__0__0": "a"},
    ],
)
def test_rows_cannot_be_found_by_an_encrypted_value(question):
    saved()
    for ask in (Mail.objects.filter, Mail.objects.exclude, Mail.objects.get):
        with pytest.raises(FieldError, match="encrypted"):
            list(ask(**question)) if ask != Mail.objects.get else ask(**question)


@pytest.mark.parametrize("order", ["to", "-to"])
def test_rows_cannot_be_sorted_by_an_encrypted_value(order):
    saved()
    with pytest.raises(FieldError, match="encrypted"):
        list(Mail.objects.order_by(order))


def test_null_tests_joins_counts_and_sub_queries_still_work():
    row = saved()
    assert Mail.objects.filter(to__isnull=False).get() == row
    assert Mail.objects.exclude(to__isnull=True).get() == row
    inner = Mail.objects.filter(pk=OuterRef("pk"), to__isnull=False)
    assert Mail.objects.filter(Exists(inner)).annotate(there=Exists(inner)).get().there
    assert Mail.objects.annotate(number=Count("id")).get().to == NAME
    assert Mail.objects.filter(pk__in=Mail.objects.filter(to__isnull=False)).count() == 1
    assert Mail.objects.distinct().count() == 1
    assert Mail.objects.order_by().union(Mail.objects.order_by()).count() == 1


@pytest.mark.parametrize("value", [NAME, F("subject"), Value(NAME), Upper("subject")])
def test_update_refuses_plain_text_and_expressions(value):
    row = saved()
    before = stored(row)
    with pytest.raises(FieldError, match="encrypted"):
        Mail.objects.update(to=value)
    assert stored(row) == before


def test_bulk_update_is_refused_and_emptying_is_allowed():
    row = saved()
    row.to = "new"
    with pytest.raises(FieldError, match="encrypted"):
        Mail.objects.bulk_update([row], ["to"])
    Mail.objects.update(to="")
    assert Mail.objects.get(pk=row.pk).to == ""


def test_an_expression_cannot_be_assigned():
    row = saved()
    row.to = F("subject")
    with pytest.raises(FieldError, match="plain value"):
        row.save()
    with pytest.raises(FieldError, match="plain value"):
        saved(to=Upper(Value("x")))


def test_a_row_without_a_key_is_refused():
    with pytest.raises(ValueError, match="primary key"):
        Mail._meta.get_field("to").about(None)


def test_a_key_given_as_text_binds_like_the_key_itself():
    key = uuid.uuid4()
    saved(id=str(key).upper())
    assert Mail.objects.get(pk=key).to == NAME


@pytest.mark.parametrize("text", ["a\ud800b", "a\x00b"])
def test_characters_no_database_takes_are_refused_without_telling_the_text(text):
    with pytest.raises(ValueError, match="cannot be stored") as error:
        saved(to=text)
    assert text not in str(error.value)
    with pytest.raises(ValueError, match="cannot be stored"):
        saved(attachments=[{"deep": ["x", text]}])
    with pytest.raises(ValidationError):
        Mail._meta.get_field("to").clean(text, None)


@pytest.mark.parametrize("value", ["text", 5, True, {1, 2}])
def test_json_takes_dicts_and_lists_only(value):
    with pytest.raises(TypeError):
        saved(attachments=value)


@pytest.mark.parametrize(
    "text", ["ا‌ب", "👩‍👩‍👧", "Lê Nguyễn", "ნინო", "''; DROP", "{{ x }}", "%s%(a)s", "x" * 200_000]
)
def test_every_script_and_length_survives(text):
    assert Mail.objects.get(pk=saved(to=text).pk).to == text


@pytest.mark.parametrize("format_", ["json", "xml"])
def test_dumps_are_refused_and_hold_no_name(format_):
    saved()
    with pytest.raises(FieldError, match="backup"):
        serializers.serialize(format_, Mail.objects.all())


def test_loading_plain_text_past_the_field_is_refused():
    with pytest.raises(FieldError, match="encrypted"):
        mail().save_base(raw=True)
    assert not Mail.objects.exists()


def test_migrations_rebuild_the_field():
    for field in (Mail._meta.get_field("to"), EncryptedTextField(blank=True, bound_as="cases.Worker.name")):
        _name, path, args, options = field.deconstruct()
        assert path == "security.fields.EncryptedTextField"
        assert EncryptedTextField(*args, **options).deconstruct()[1:] == (path, args, options)


@isolate_apps("documents")  # later tests must not meet a model without a table
def test_a_renamed_field_opens_its_old_rows():
    class Renamed(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        address = EncryptedTextField(db_column="to", bound_as="outbox.Mail.to")

        class Meta:
            app_label = "documents"
            db_table = "outbox_mail"
            managed = False

    assert Renamed.objects.get(pk=saved().pk).address == NAME


@isolate_apps("outbox")  # later tests must not meet a model without a table
def test_models_that_cannot_work_are_found_by_the_checks():
    class Numbered(models.Model):
        id = models.BigAutoField(primary_key=True)
        name = EncryptedTextField(db_index=True)

        class Meta:
            app_label = "outbox"

    assert {error.id for error in Numbered.check()} >= {"security.E002", "security.E003"}
    assert not Mail.check()

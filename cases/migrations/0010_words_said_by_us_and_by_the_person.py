"""Until now one column held what we say first on the phone and what the person says to get a new code.

What the team wrote on its own page was meant to be said by us; said aloud it must open nothing. From the form
came what the person says. "Never call me", which stood in the note of the form, becomes a rule.
"""

from django.db import migrations

NEVER_CALL = ("Never call me", "Rufen Sie mich nie an", "Ne m’appelez jamais", "Proszę nigdy nie dzwonić")


def divide(apps, schema_editor):
    workers = apps.get_model("cases", "Worker").objects.select_related("case__intake")
    for worker in workers.iterator():
        if worker.case.intake.channel != "form":
            if worker.callback_words:
                worker.known_as, worker.callback_words = worker.callback_words, ""
                worker.save(update_fields=["known_as", "callback_words"])
        elif any(words in worker.contact_note for words in NEVER_CALL):
            worker.contact_rules = ["never_call"]
            worker.save(update_fields=["contact_rules"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_safe_contact_and_messages")]

    operations = [migrations.RunPython(divide, migrations.RunPython.noop)]

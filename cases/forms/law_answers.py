"""Questions that only some rules of the law ask: which ones depends on the dates of the case and its country."""

from django import forms
from django.utils.translation import gettext_lazy as _

import wording
from cases import law_answers
from cases.forms.fields import CHOOSE, CaseForm, ChoiceOf, YesNoField

RULES = "rules"


class LawAnswersForm(CaseForm):
    """A field for each fact that is waited for, and the rules somebody can ask for."""

    def __init__(self, *args, case, **options):
        super().__init__(*args, **options)
        self.names = law_answers.waited_for(case)
        for name in self.names:
            self.fields[name] = _field(name)
        listed = law_answers.rules_to_ask_for(case.country)
        if listed:
            self.fields[RULES] = forms.MultipleChoiceField(
                choices=[(rule_id, _told(rule_id)) for rule_id in listed],
                label=_("Which of these hold for the person?"),
                help_text=_("Each adds its date to the case."),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": CHOOSE, "invalid_list": CHOOSE},
            )

    def answers(self):
        """{name: true, false, a code or None} of the facts on the page."""
        return {
            name: self.cleaned_data[name] or None if _is_code(name) else self.cleaned_data[name]
            for name in self.names
        }

    def asked_rules(self):
        return self.cleaned_data.get(RULES, [])


def _is_code(name):
    return bool(law_answers.choices(name))


def _field(name):
    label = wording.label("law_fact", name)
    if not _is_code(name):
        return YesNoField(label=label)
    listed = [(code, wording.label(name, code)) for code in law_answers.choices(name)]
    return ChoiceOf(choices=lambda: listed, empty=_("Not known"), label=label, widget=forms.RadioSelect)


def _told(rule_id):
    text = wording.deadline_text(rule_id)
    return f"{text.name} – {text.note}" if text.note else text.name

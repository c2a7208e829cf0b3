"""How every form is drawn: one template for a field, one for a form, one for the list of errors above it."""

from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class PoruchField(BoundField):
    """A field of a form. What is wrong is said by us, in our words, never by a bubble of the browser."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        if self.wrong_parts:
            self.field.widget.wrong = self.wrong_parts
        if attrs.pop("required", False) and not self.use_fieldset:
            attrs["aria-required"] = "true"
        return attrs

    @property
    def focus_id(self):
        """Where a link in the list of errors leads: the input that is wrong, else the first of the field."""
        if self.wrong_parts:
            return f"{self.auto_id}_{self.wrong_parts[0]}"
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def wrong_parts(self):
        """Of a day or a month: which of its inputs the errors speak of."""
        codes = {error.code for error in self.errors.as_data()}
        return [part for part in getattr(self.field.widget, "parts", ()) if part in codes]


class PoruchRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = PoruchField

"""How every form looks: one template for a field, one for a form, and the classes of inputs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

LOOKS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.MultiWidget, ""),  # its parts bring their own
    (forms.CheckboxSelectMultiple, "checkbox checkbox-primary"),
    (forms.RadioSelect, "radio radio-primary"),
    (forms.CheckboxInput, "checkbox checkbox-primary"),
    (forms.Select, "select w-full"),
    (forms.Textarea, "textarea w-full"),
    (forms.FileInput, "file-input w-full"),
    (forms.HiddenInput, ""),
    (Input, "input w-full"),
)

BORROWED = (gettext_noop("This field is required."),)
"""Django's own words that the catalogue here puts into plainer Thai."""
DASHES = forms.ModelChoiceField(None).empty_label


class HouseBoundField(BoundField):
    """A field whose input wears the house's classes unless the form gave it others.

    A list of things begins with a word where Django begins with a row of dashes.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if isinstance(field, forms.ModelChoiceField) and field.empty_label == DASHES:
            field.empty_label = _("choose") if field.required else _("none")

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Django's attributes and the class."""
        built = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        look = next((look for kind, look in LOOKS if isinstance(widget, kind)), "")
        if look and "class" not in widget.attrs:
            built.setdefault("class", look)
        return built

    @property
    def alone(self) -> bool:
        """Whether it is one box to tick, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class HouseRenderer(TemplatesSetting):
    """Makes ``{{ form }}`` and ``{{ field.as_field_group }}`` look like the rest of the house."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = HouseBoundField

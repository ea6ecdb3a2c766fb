"""``{% load accounts %}``."""

from __future__ import annotations

from django import forms, template

from ruamsuk.accounts import devices

register = template.Library()
register.filter("device", devices.device)


@register.filter
def plain(form: forms.BaseForm) -> forms.BaseForm:
    """The form without the grey words inside its inputs, which say what the labels say."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form

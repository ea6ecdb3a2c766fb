"""Choosing a tambon by typing its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ruamsuk.communities import gazetteer
from ruamsuk.communities.models import Tambon


@dataclass(frozen=True)
class Typed:
    """What came back.

    Attributes:
        text: what was typed.
        code: what was chosen among the places that fit `asked`.
        asked: the text that those places were listed for.
    """

    text: str = ""
    code: str = ""
    asked: str = ""

    @property
    def meant(self) -> gazetteer.Found | None:
        """The place that was chosen, unless the text has changed since; or the one that fits."""
        if self.code and self.asked == self.text:
            return gazetteer.by_code(self.code)
        return gazetteer.one(self.text)


class TambonWidget(forms.Widget):
    """A box to type in, and below it the places that fit, to choose from."""

    template_name = "communities/tambon_widget.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        """The three inputs as one."""
        given = (str(data.get(f"{name}{part}", "")).strip() for part in ("", "_code", "_asked"))
        return Typed(*given)

    def format_value(self, value: Any) -> Any:
        """The inputs keep what they held."""
        return value if isinstance(value, Typed) else Typed(str(value or ""))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the places that fit."""
        context = super().get_context(name, value, attrs)
        typed: Typed = context["widget"]["value"]
        return {**context, **choices(name, typed.text, typed.meant)}


def choices(name: str, text: str, chosen: gazetteer.Found | None = None) -> dict[str, Any]:
    """What the list of places to choose from needs: for the form, and while somebody types."""
    return {
        "name": name,
        "text": text,
        "found": gazetteer.find(text),
        "most": gazetteer.LIMIT,
        "chosen": chosen or gazetteer.one(text),
    }


class TambonField(forms.Field):
    """A tambon, chosen by name, by name and district, or by code."""

    widget = TambonWidget

    def clean(self, value: Any) -> Tambon | None:
        """The tambon that was chosen.

        Raises:
            ValidationError: none fits, or several do; the form lists them.
        """
        if not value.text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if value.meant is None:
            raise self._problem(value.text)
        tambon = Tambon.objects.filter(code=value.meant.code).first()
        if tambon is None:
            raise ValidationError(
                _("The list of tambons is not loaded. Tell whoever runs this program.")
            )
        return tambon

    def _problem(self, text: str) -> ValidationError:
        if gazetteer.find(text):
            return ValidationError(_("Choose the right tambon below."), code="choose")
        return ValidationError(
            _("No tambon is called “%(text)s”. Check the spelling, or type the district too."),
            params={"text": text},
            code="unknown",
        )

"""Words to tick in a short list, and words of one's own beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.setting import MOST_OWN, words
from ruamsuk.lib.text import LocalText

LONGEST = 40
"""Letters of one word of one's own."""


class TicksWidget(forms.MultiWidget):
    """Check boxes, and a line to write on."""

    template_name = "communities/ticks_widget.html"
    use_fieldset = True

    def __init__(self, known: Mapping[str, LocalText]) -> None:
        self.known = known
        super().__init__(
            {
                "known": forms.CheckboxSelectMultiple({"class": "checkbox checkbox-primary"}),
                "own": forms.TextInput({"class": "input w-full", "maxlength": 400}),
            }
        )

    def decompress(self, value: Any) -> list[Any]:
        """What is ticked, and the words of one's own on a line."""
        kept = value or []
        own = ", ".join(one for one in kept if one not in self.known)
        return [[one for one in kept if one in self.known], own]

    def id_for_label(self, id_: str) -> str:
        """The label of the whole is a legend; each input has its own."""
        return ""


class TicksField(forms.MultiValueField):
    """Words of a list and of one's own, cleaned to a list: those of the list first, in its order.

    Args:
        known: what can be ticked, by key.
    """

    def __init__(self, known: Mapping[str, LocalText], **options: Any) -> None:
        self.known = known
        fields = [
            forms.MultipleChoiceField(required=False, choices=[(key, "") for key in known]),
            forms.CharField(required=False, max_length=400),
        ]
        super().__init__(
            fields=fields,
            widget=TicksWidget(known),
            required=False,
            require_all_fields=False,
            **options,
        )
        self.widget.widgets[0].choices = lambda: [(key, known[key].to(language())) for key in known]

    def prepare_value(self, value: Any) -> Any:
        """What is kept, in two parts; what was sent is in two parts already."""
        sent = isinstance(value, list) and len(value) == 2 and not isinstance(value[0], str)
        return value if sent else self.widget.decompress(value)

    def spoken(self, value: list[str]) -> str:
        """What is kept, in words."""
        return ", ".join(one.to(language()) for one in words(value, self.known))

    def compress(self, data_list: list[Any]) -> list[str]:
        """Both as one list."""
        ticked, typed = data_list or [[], ""]
        own = [" ".join(one.split()) for one in re.split(r"[,،、;\n]", typed or "")]
        found = [key for key in self.known if key in ticked]
        by_name = {
            name: key for key in self.known for name in (self.known[key].th, self.known[key].en)
        }
        for one in filter(None, own):
            key = by_name.get(one, one)
            if key not in found:
                found.append(key)
        return self._fitting(found)

    def _fitting(self, found: list[str]) -> list[str]:
        """The list, where it is not too much."""
        own = [one for one in found if one not in self.known]
        if len(own) > MOST_OWN:
            raise ValidationError(
                _("These are too many words. At most %(n)s.") % {"n": MOST_OWN}, code="too-many"
            )
        if long := next((one for one in own if len(one) > LONGEST), None):
            raise ValidationError(
                _("“%(word)s” is too long. Write short words, with a comma between them.")
                % {"word": long},
                code="too-long",
            )
        return [key for key in self.known if key in found] + own

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other words are chosen, in whatever order."""
        try:
            return set(initial or []) != set(self.clean(data))
        except ValidationError:
            return True

"""Adding villages, many at once."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.forms import CountField, LocalTextFormField
from ruamsuk.communities.forms.profile import PartForm
from ruamsuk.communities.models import Community, Village
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import to_arabic_digits

_LINE = re.compile(r"(?:หมู่ที่|หมู่|ม\.|moo\s)?\s*([0-9๐-๙]+)[\s.,:·-]*(.*)", re.IGNORECASE)


def plain_name(number: int) -> LocalText:
    """What a village is called before anybody says its name."""
    return LocalText(f"หมู่ {number}", f"Village {number}")


class VillagesForm(forms.Form):
    """Villages by their count, or one to a line with number and name."""

    count = CountField(
        label=_("How many villages there are"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("Those that are missing from 1 to this number are added."),
    )
    lines = forms.CharField(
        label=_("Or one village to a line"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Number or 8-digit code, then the name: 3 บ้านใหม่"),
    )

    def __init__(self, community: Community, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.community = community
        self.there = set(community.villages.values_list("code", flat=True))

    def clean_lines(self) -> dict[str, LocalText]:
        """Codes with names, or all that is wrong, line by line."""
        wanted: dict[str, LocalText] = {}
        problems: list[ValidationError] = []
        for at, line in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                code, name = self._village(line.strip())
                if code in wanted or code in self.there:
                    raise ValidationError(_("this village is there already."))
                wanted[code] = name
            except ValidationError as problem:
                words = {"line": at, "text": line.strip()[:40], "problem": problem.messages[0]}
                problems.append(
                    ValidationError(_("Line %(line)s, “%(text)s”: %(problem)s"), params=words)
                )
        if problems:
            raise ValidationError(problems)
        return wanted

    def clean(self) -> dict[str, Any]:
        """What is wanted in all, as ``wanted``."""
        given = super().clean() or self.cleaned_data
        wanted: dict[str, LocalText] = dict(given.get("lines") or {})
        for number in range(1, (given.get("count") or 0) + 1):
            wanted.setdefault(f"{self.community.tambon_id}{number:02}", plain_name(number))
        wanted = {code: name for code, name in wanted.items() if code not in self.there}
        if not wanted and not self.errors:
            raise ValidationError(_("Say how many villages there are, or write one to a line."))
        return {**given, "wanted": wanted}

    def _village(self, line: str) -> tuple[str, LocalText]:
        tambon = self.community.tambon_id
        if not (found := _LINE.fullmatch(line)):
            raise ValidationError(_("begin with the village's number."))
        digits, name = to_arabic_digits(found[1]), found[2].strip()
        if len(digits) == 8 and not digits.startswith(tambon):
            raise ValidationError(
                _("this code belongs to another tambon; ours begin with %(tambon)s."),
                params={"tambon": tambon},
            )
        if len(digits) not in (1, 2, 8):
            raise ValidationError(_("a code has 8 digits, a village's number 1 or 2."))
        number = int(digits[-2:])
        if not number:
            raise ValidationError(_("villages are numbered from 1."))
        if len(name) > 100:
            raise ValidationError(_("the name is too long."))
        return f"{tambon}{number:02}", LocalText(name) if name else plain_name(number)


class VillageForm(PartForm[Village]):
    """A village's name. Its code stays, because results are kept by it."""

    name = LocalTextFormField(label=_("Name of the village"), max_length=100)

    class Meta:
        model = Village
        fields: ClassVar = ["name"]

"""Form fields for what people write: words in two languages, dates of which a part is known."""

from __future__ import annotations

import datetime
import re
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.templatetags.ruamsuk import language, local
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import buddhist_year, common_year, parse_date, to_arabic_digits

Thing = TypeVar("Thing", bound=Model)
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class LocalTextWidget(forms.MultiWidget):
    """Thai words in sight; English ones behind a fold that stands open when there are any."""

    template_name = "base/local_text.html"
    use_fieldset = True

    def __init__(self, *, rows: int = 1, attrs: dict[str, Any] | None = None) -> None:
        self.rows = rows
        look = "textarea w-full" if rows > 1 else "input w-full"
        inner: list[forms.Widget] = [
            forms.Textarea({"rows": rows, "class": look, "lang": language})
            if rows > 1
            else forms.TextInput({"class": look, "lang": language})
            for language in ("th", "en")
        ]
        super().__init__({"th": inner[0], "en": inner[1]}, attrs)

    def decompress(self, value: Any) -> list[str]:
        """The two texts of a `LocalText`."""
        return [value.th, value.en] if isinstance(value, LocalText) else ["", ""]

    def id_for_label(self, id_: str) -> str:
        """The label of the whole is a legend; each input has its own label."""
        return ""


class LocalTextFormField(forms.MultiValueField):
    """Words in Thai and perhaps in English, cleaned to a `LocalText`.

    Args:
        rows: lines to write on; one gives an input, more a text area.
        max_length: most letters in either language.
    """

    def __init__(
        self, *, rows: int = 1, max_length: int | None = None, required: bool = True, **options: Any
    ) -> None:
        most = max_length or (200 if rows == 1 else 5000)
        fields = [forms.CharField(required=False, max_length=most) for _language in range(2)]
        options.setdefault("widget", LocalTextWidget(rows=rows))
        super().__init__(fields=fields, required=required, require_all_fields=False, **options)

    def compress(self, data_list: list[str]) -> LocalText:
        """Both texts as one value."""
        return LocalText(*data_list) if data_list else LocalText()


def read_partial_date(text: str) -> str:
    """A year, a month or a day as people type it, in ISO: ``2551`` gives ``2008``.

    A whole date may stand in any form that `ruamsuk.lib.thai.parse_date` reads. A year from 2400 on
    is of the Buddhist Era.

    Raises:
        ValidationError: the text is no date.
    """
    typed = to_arabic_digits(text).strip()
    if whole := parse_date(typed):
        return whole.date.isoformat()
    typed = re.sub(r"^(พ\.?ศ\.?|ค\.?ศ\.?)\s*", "", typed)
    if found := re.fullmatch(r"(\d{4})(?:[-/](\d{1,2}))?|(\d{1,2})/(\d{4})", typed):
        year, month = int(found[1] or found[4]), found[2] or found[3]
        year = common_year(year) if year >= 2400 else year
        if 1000 <= year <= timezone.localdate().year + 100 and (not month or 1 <= int(month) <= 12):
            return f"{year:04}" + (f"-{int(month):02}" if month else "")
    raise ValidationError(
        _("“%(text)s” is not a date. Type a year, such as 2008, or a day, such as 17/8/2008."),
        params={"text": text},
        code="partial-date",
    )


class PartialDateFormField(forms.CharField):
    """A year, a month or a day as people type it, cleaned to ISO; shown in the era of the page."""

    def __init__(self, **options: Any) -> None:
        options["max_length"] = 40  # letters typed, not those kept
        options["help_text"] = options.get("help_text") or _(
            "A year is enough: 2008. Or a day: 17/8/2008."
        )
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The date in ISO."""
        typed = super().to_python(value) or ""
        return read_partial_date(typed) if typed else ""

    def prepare_value(self, value: Any) -> Any:
        """A date in ISO as the person would type it; what was typed stays as it is."""
        if not isinstance(value, str) or not (found := _ISO.fullmatch(value)):
            return value
        year = int(found[1])
        if year < 2400 and not (get_language() or "th").startswith("en"):
            year = buddhist_year(year)
        return "/".join(str(int(part)) for part in (found[3], found[2], year) if part)


class CountField(forms.IntegerField):
    """A whole number as people type it: Thai digits and commas are welcome, as ๕,๒๑๐."""

    widget = forms.TextInput({"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        """The number."""
        typed = to_arabic_digits(value).replace(",", "") if isinstance(value, str) else value
        return super().to_python(typed)


class AnyDayField(forms.CharField):
    """A day, past or to come, typed as 24/1/2026 or 24 ม.ค. 2569; shown in the era of the page."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Such as 24/1/2026."))
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> datetime.date | None:
        """The day."""
        typed = super().clean(value)
        if not typed:
            return None
        found = parse_date(typed)
        if found is None:
            raise ValidationError(
                _("“%(text)s” is not a date. Type day, month and year, such as 24/1/2026."),
                params={"text": typed},
            )
        return found.date

    def prepare_value(self, value: Any) -> Any:
        """The day in the era of the page; what was typed stays as it is."""
        if not isinstance(value, datetime.date):
            return value
        year = buddhist_year(value.year) if language() == "th" else value.year
        return f"{value.day}/{value.month}/{year}"


class OneByName(forms.ModelChoiceField[Thing]):
    """One of many things, each by its name or title in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name."""
        return called(obj)


class ManyByName(forms.ModelMultipleChoiceField[Thing]):
    """Some of many things, each by its name or title in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name."""
        return called(obj)


def called(thing: Any) -> str:
    """The name of a thing, or the title of one that has no name."""
    return local(thing.name if hasattr(thing, "name") else thing.title)

"""Forms of tables that are brought in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.results.imports.matching import Target, faults_of
from ruamsuk.results.models import Import

UNUSED = "-"
_KINDS = ".csv,.tsv,.txt,.xlsx,.parquet"


def check_size(file: UploadedFile[Any]) -> None:
    """Refuse a file that is larger than the operator allows.

    Raises:
        ValidationError: with the limit and the way out.
    """
    if (file.size or 0) > settings.IMPORT_MOST_BYTES:
        raise ValidationError(
            _("This file is larger than %(limit)s MB. Split it, such as one file per village."),
            params={"limit": settings.IMPORT_MOST_BYTES // 2**20},
        )


def _file_field(**options: Any) -> forms.FileField:
    return forms.FileField(
        label=_("File"),
        help_text=_("A table as XLSX, CSV or Parquet; one row per household or person."),
        validators=[check_size],
        allow_empty_file=True,  # the check says in which way it is empty
        max_length=None,
        widget=forms.FileInput({"accept": _KINDS}),
        **options,
    )


def _sheet_field() -> forms.CharField:
    return forms.CharField(
        label=_("Sheet"),
        help_text=_("Only where a workbook has several tables."),
        max_length=100,
        required=False,
    )


class UploadForm(forms.Form):
    """A file that someone brings in."""

    file = _file_field()
    level = forms.ChoiceField(
        label=_("What is one row?"),
        choices=[("household", _("A household")), ("person", _("A person"))],
        initial="household",
        widget=forms.RadioSelect,
    )
    how = forms.CharField(
        label=_("How were the data gathered?"),
        help_text=_("Such as: volunteers asked every house in March."),
        max_length=Import._meta.get_field("how").max_length,
        required=False,
    )
    sheet = _sheet_field()


class MendForm(forms.Form):
    """A mended file, or another sheet of the same one.

    Args:
        same: whether another sheet of the same file will do.
    """

    file = _file_field()
    sheet = _sheet_field()

    def __init__(self, *args: Any, same: bool = False) -> None:
        super().__init__(*args)
        self.fields["file"].required = not same


class ColumnsForm(forms.Form):
    """What each column of a file holds.

    Args:
        headers: each with its first values.
        targets: what a column may hold.
        matched: header → name, as guessed or said before.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        headers: Sequence[tuple[str, Sequence[str]]],
        targets: Sequence[Target],
        matched: dict[str, str],
    ) -> None:
        super().__init__(data)
        self.headers, self.targets = headers, targets
        keys = [(target.name, self._words(target)) for target in targets if not target.answer]
        answers = [(target.name, self._words(target)) for target in targets if target.answer]
        choices = [(UNUSED, _("not used")), (_("Who and where"), keys), (_("Answers"), answers)]
        for number, (header, samples) in enumerate(headers):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=header,
                help_text=" · ".join(samples),
                choices=choices,
                initial=matched.get(header) or UNUSED,
            )

    @staticmethod
    def _words(target: Target) -> str:
        label = local(target.label)
        return label if label == target.name else f"{label} ({target.name})"

    @property
    def matched(self) -> dict[str, str]:
        """Header → name, as chosen."""
        chosen = (self.cleaned_data.get(f"column-{n}", "") for n in range(len(self.headers)))
        names = ("" if name == UNUSED else name for name in chosen)
        return dict(zip((header for header, _samples in self.headers), names, strict=True))

    def clean(self) -> dict[str, Any]:
        """Each thing at most once, and all that is needed."""
        cleaned = super().clean() or {}
        labels = {target.name: local(target.label) for target in self.targets}
        twice, missing = faults_of(self.matched, self.targets) or ((), ())
        for name in twice:
            for number, (header, _samples) in enumerate(self.headers):
                if self.matched.get(header) == name:
                    self.add_error(
                        f"column-{number}",
                        ValidationError(
                            _("Two columns are matched to “%(name)s”. Keep one of them."),
                            params={"name": labels[name]},
                        ),
                    )
        if missing:
            names = ", ".join(labels[name] for name in missing)
            raise ValidationError(
                _(
                    "No column is matched to: %(names)s. Choose the column, "
                    "or add it to the file and send it again."
                ),
                params={"names": names},
            )
        return cleaned

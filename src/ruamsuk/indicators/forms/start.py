"""Starting a framework: from a template, from nothing, or from the engine's own file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ruamsuk import engine
from ruamsuk.base.forms import LocalTextFormField
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.indicators.document import Document, plain
from ruamsuk.indicators.forms.fields import TEXTAREA
from ruamsuk.lib.problem import ProblemsFound

EMPTY = "empty"
FILE = "file"
LARGEST_FILE = 2_000_000


class StartForm(forms.Form):
    """What to start from and what to call it."""

    source = forms.ChoiceField(label=_("Start from"), widget=forms.RadioSelect)
    title = LocalTextFormField(
        label=_("Name"), required=False, help_text=_("Leave it empty to keep the template's name.")
    )
    file = forms.FileField(
        label=_("Framework file (YAML)"),
        required=False,
        widget=forms.ClearableFileInput({"class": "file-input w-full", "accept": ".yaml,.yml"}),
    )
    text = forms.CharField(
        label=_("Or the text of such a file"),
        required=False,
        strip=False,
        max_length=LARGEST_FILE,
        widget=forms.Textarea({**TEXTAREA, "class": "textarea w-full font-mono", "rows": 8}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            (EMPTY, _("Nothing: one goal without indicators")),
            *((name, words.to(language())) for name, words in engine.TEMPLATES.items()),
            (FILE, _("A framework file")),
        ]

    def clean(self) -> dict[str, Any]:
        """Read the file, where that is the source; its text is shown again if it has problems."""
        cleaned = super().clean() or {}
        if cleaned.get("source") != FILE:
            return cleaned
        upload = cleaned.get("file")
        content: str | bytes = upload.read(LARGEST_FILE + 1) if upload else cleaned.get("text", "")
        if not content:
            self.add_error("file", _("Choose a file, or paste its text below."))
            return cleaned
        try:
            definition = engine.load_framework(content, name=upload.name if upload else "")
        except ProblemsFound as found:
            for problem in found.problems:
                self.add_error(None, problem.sentence(language()))
            self._show(content)
        else:
            cleaned["document"] = plain(definition)
        return cleaned

    def _show(self, content: str | bytes) -> None:
        """Put the text of an upload where it can be mended."""
        if isinstance(content, bytes) and isinstance(self.data, QueryDict):
            data = self.data.copy()
            data["text"] = content.decode("utf-8", errors="replace")
            self.data = data

    def document(self) -> str | Document:
        """What `actions.start` starts from."""
        source: str = self.cleaned_data["source"]
        if source == FILE:
            document: Document = self.cleaned_data["document"]
            return document
        if source == EMPTY:
            title = {"th": "กรอบของเรา", "en": "Our framework"}
            goal = {"id": "goal-1", "title": {"th": "เป้าหมายที่ 1", "en": "Goal 1"}}
            return {"framework": "ours", "title": title, "goals": [goal]}
        return source

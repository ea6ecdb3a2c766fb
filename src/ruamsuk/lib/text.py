"""Words that people read, in Thai and in English side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = ("th", "en")


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text in Thai, in English, or in both.

    Attributes:
        th: the Thai words; may be empty when ``en`` is not.
        en: the English words; may be empty when ``th`` is not.
    """

    th: str = ""
    en: str = ""

    def to(self, language: Language) -> str:
        """The words in ``language``, or in the other one where these are missing."""
        return (self.th or self.en) if language == "th" else (self.en or self.th)

    def format(self, **values: object) -> LocalText:
        """Both texts with ``{names}`` filled in; a LocalText value gives its own language."""

        def fill(template: str, language: Language) -> str:
            words = {
                name: value.to(language) if isinstance(value, LocalText) else value
                for name, value in values.items()
            }
            return template.format(**words)

        return LocalText(fill(self.th, "th"), fill(self.en, "en"))

    def __bool__(self) -> bool:
        return bool(self.th or self.en)

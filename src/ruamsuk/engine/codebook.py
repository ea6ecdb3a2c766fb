"""The codebook: what each column means, of what type it is, and which answers it may hold.

It stands beside the framework rather than in it, because expressions need the codebook and the
framework needs expressions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ruamsuk.lib.text import LocalText

Level = Literal["household", "person", "community"]
VariableType = Literal[
    "integer", "decimal", "boolean", "text", "date", "select_one", "select_multiple"
]


class Part(BaseModel):
    """A part of a framework file: nothing unknown is let in, nothing changes later."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, coerce_numbers_to_str=True
    )


class _Bilingual(Part):
    """How a text of two languages stands in the file."""

    th: str = ""
    en: str = ""


class _WordsGrammar:
    """Lets a LocalText stand as ``{th: …, en: …}``, or as one text where both are the same."""

    @staticmethod
    def _read(value: Any) -> Any:
        if isinstance(value, LocalText):
            return {"th": value.th, "en": value.en}
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return {"th": str(value), "en": str(value)}
        return value

    @staticmethod
    def _write(words: LocalText) -> str | dict[str, str]:
        if words.th == words.en:
            return words.th
        return {language: text for language, text in (("th", words.th), ("en", words.en)) if text}

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            self._read,
            core_schema.no_info_after_validator_function(
                lambda file: LocalText(file.th.strip(), file.en.strip()),
                handler.generate_schema(_Bilingual),
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(self._write),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        text = {"type": "string"}
        both = {"type": "object", "properties": {"th": text, "en": text}}
        return {"anyOf": [text, {**both, "additionalProperties": False}]}


def not_a_truth_value(value: Any) -> Any:
    """Keep ``true`` from being read as the number 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("framework.not-a-number", "a truth value is not a number")
    return value


def names_alike(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Names of columns that differ only in capitals; in SQL they would be one column."""
    spelt: dict[str, dict[str, None]] = {}
    for name in names:
        spelt.setdefault(name.casefold(), {})[name] = None
    return [tuple(found) for found in spelt.values() if len(found) > 1]


def _short(number: float) -> int | float:
    """Write 80 rather than 80.0."""
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


Words = Annotated[LocalText, _WordsGrammar()]
Number = Annotated[float, BeforeValidator(not_a_truth_value), PlainSerializer(_short)]
VariableName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=64)]


class Choice(Part):
    """One answer that a question offers.

    Attributes:
        value: what stands in the table.
        label: what people read.
    """

    value: Annotated[str, Field(min_length=1, max_length=200)]
    label: Words = LocalText()


class Variable(Part):
    """One entry of the codebook: a column that is asked, imported or tallied.

    Attributes:
        level: what one row of its table is.
        type: how its values are stored; ``select_multiple`` as values separated by spaces.
        unit: what a number counts, such as baht.
        label: the question or the column's name in words.
        choices: the answers allowed, for the two ``select`` types.
        min: least value allowed, for numbers.
        max: greatest value allowed, for numbers.
    """

    level: Level = "household"
    type: VariableType
    unit: Words = LocalText()
    label: Words = LocalText()
    choices: tuple[Choice, ...] = ()
    min: Number | None = None
    max: Number | None = None

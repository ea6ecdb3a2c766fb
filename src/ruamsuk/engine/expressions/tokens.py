"""From typed text to tokens that are safe to parse: every sign and every word is on a list.

Names reach the parser with an underscore before them, so that none of SQL's hundreds of words and
functions can mean anything there: ``_left`` is a variable and ``_abs(…)`` a function of ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rapidfuzz import fuzz, process
from sqlglot import Token, TokenType
from sqlglot import tokens as sqlglot_tokens
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import TokenError

from ruamsuk.engine.codebook import Variable
from ruamsuk.engine.expressions.vocabulary import FUNCTIONS, KEYWORDS
from ruamsuk.lib.problem import Place, Problem, ProblemsFound
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import to_arabic_digits

MAX_LENGTH = 2_000  # characters
MAX_TOKENS = 600
MAX_NESTING = 16  # brackets, CASE, NOT and minus signs inside one another

_LONG_SIGNS = {
    "<=": TokenType.LTE,
    ">=": TokenType.GTE,
    "<>": TokenType.NEQ,
    "!=": TokenType.NEQ,
}
_SIGNS = {
    TokenType.L_PAREN,
    TokenType.R_PAREN,
    TokenType.COMMA,
    TokenType.EQ,
    TokenType.NEQ,
    TokenType.LT,
    TokenType.LTE,
    TokenType.GT,
    TokenType.GTE,
    TokenType.PLUS,
    TokenType.DASH,
    TokenType.STAR,
    TokenType.SLASH,
}
_CLOSING = {TokenType.R_PAREN: TokenType.L_PAREN, TokenType.END: TokenType.CASE}
_OPENING = set(_CLOSING.values())
_SEPARATORS = {
    TokenType.AND,
    TokenType.OR,
    TokenType.COMMA,
    TokenType.WHEN,
    TokenType.THEN,
    TokenType.ELSE,
}
_OPERANDS = {
    TokenType.VAR,
    TokenType.IDENTIFIER,
    TokenType.DATE,
    TokenType.NUMBER,
    TokenType.STRING,
    TokenType.NULL,
    TokenType.TRUE,
    TokenType.FALSE,
    *_CLOSING,
}
# Phones write these; their meaning is plain.
_TYPED = {"×": "*", "÷": "/", "−": "-", "–": "-", "≤": "<=", "≥": ">=", "≠": "<>"}
_COMMENTS = ("--", "/*", "{#")
_QUOTES = "'\""
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_NAMES_SHOWN = 8
_MAX_DIGITS = 15  # as many as a double keeps
_SQL_WORDS = {word for word in sqlglot_tokens.Tokenizer.KEYWORDS if word.isalpha()}


class Language(Dialect):
    """The dialect of expressions: sqlglot's plain SQL without all but our keywords."""

    class Tokenizer(sqlglot_tokens.Tokenizer):
        """Knows no commands and no comments; those are refused before it."""

        KEYWORDS: ClassVar = {**KEYWORDS, **_LONG_SIGNS}
        COMMENTS: ClassVar = []
        COMMANDS: ClassVar = set()


LANGUAGE = Language()


@dataclass(frozen=True, slots=True)
class Source:
    """A text on its way to the parser.

    Attributes:
        text: what was typed.
        clean: the same with the signs and digits of SQL.
        origins: for every character of ``clean``, its index in ``text``.
        path: where the expression stands in its file.
    """

    text: str
    clean: str
    origins: tuple[int, ...]
    path: str

    def problem(self, code: str, start: int | None = None, **values: object) -> Problem:
        """A problem at the character of ``text`` that ``clean[start]`` came from."""
        position = None if start is None else self.origins[start] + 1
        return Problem(code, Place(path=self.path, position=position), values)

    def typed(self, token: Token) -> str:
        """What was typed for a token."""
        return self.text[self.origins[token.start] : self.origins[token.end] + 1]


def tokenize(
    text: str, variables: Mapping[str, Variable], path: str
) -> tuple[Source, tuple[Token, ...]]:
    """Tokens in which only known signs, words, variables and functions stand.

    Raises:
        ProblemsFound: with all signs and names that do not belong.
    """
    source = _clean(text, path)
    try:
        raw = LANGUAGE.tokenize(source.clean)
    except TokenError:
        raise ProblemsFound([source.problem("expression.unreadable", 0, near=text[:20])]) from None
    if not raw:
        raise ProblemsFound([source.problem("expression.empty")])
    found = [_checked(source, raw, index, variables) for index in range(len(raw))]
    problems = [item for item in found if isinstance(item, Problem)]
    if signs := [problem for problem in problems if problem.code == "expression.unknown-sign"]:
        problems = signs[:1]  # what follows a strange sign is seldom meant as it is read
    if problems := problems or _nesting(source, raw):
        raise ProblemsFound(problems)
    return source, tuple(item for item in found if isinstance(item, Token))


def suggest(name: str, known: Collection[str]) -> list[str]:
    """The known names most like ``name``; empty when none is near."""
    near = process.extract(
        name, list(known), scorer=fuzz.ratio, processor=str.lower, limit=3, score_cutoff=75
    )
    return [str(match[0]) for match in near]


def _clean(text: str, path: str) -> Source:
    """Replace typed signs and Thai digits outside quotes; refuse comments and open quotes."""
    if len(text) > MAX_LENGTH:
        values = {"length": f"{len(text):,}", "limit": f"{MAX_LENGTH:,}"}
        raise ProblemsFound([Problem("expression.too-long", Place(path=path), values)])
    clean: list[str] = []
    origins: list[int] = []
    quote = ""
    opened = 0
    for index, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in _QUOTES:
            quote, opened = character, index
        elif sign := next((s for s in _COMMENTS if text.startswith(s, index)), ""):
            place = Place(path=path, position=index + 1)
            raise ProblemsFound([Problem("expression.comment", place, {"sign": sign})])
        else:
            character = to_arabic_digits(_TYPED.get(character, character))
        clean.extend(character)
        origins.extend([index] * len(character))
    if quote:
        place = Place(path=path, position=opened + 1)
        raise ProblemsFound([Problem("expression.open-quote", place, {"quote": quote})])
    return Source(text, "".join(clean), tuple(origins), path)


def _checked(
    source: Source, tokens: list[Token], index: int, variables: Mapping[str, Variable]
) -> Token | Problem:
    token = tokens[index]
    after = tokens[index + 1].token_type if index + 1 < len(tokens) else None
    kind = token.token_type
    if kind is TokenType.DATE and after is not TokenType.STRING:
        kind = TokenType.VAR  # DATE is a keyword only before a quoted date
    if kind is TokenType.VAR or kind is TokenType.IDENTIFIER:
        return _name(source, token, variables, calls=after is TokenType.L_PAREN)
    if kind is TokenType.NUMBER:
        return _number(source, token)
    if kind is TokenType.STRING or kind in _SIGNS:
        return token
    if kind in KEYWORDS.values() and token.text.isalpha():  # "!" also means NOT elsewhere
        return token
    return source.problem("expression.unknown-sign", token.start, sign=source.typed(token)[:1])


def _number(source: Source, token: Token) -> Token | Problem:
    digits = len(token.text.replace(".", ""))
    if _NUMBER.fullmatch(token.text) and digits <= _MAX_DIGITS:
        return token
    return source.problem("expression.bad-number", token.start, number=source.typed(token)[:20])


def _name(
    source: Source, token: Token, variables: Mapping[str, Variable], calls: bool
) -> Token | Problem:
    """The token under its neutral name, or what is wrong with it."""
    name = token.text
    if calls and name.lower() in FUNCTIONS:
        return _renamed(token, name.lower())
    if not calls and name in variables:
        return _renamed(token, name)
    quoted = token.token_type is TokenType.IDENTIFIER
    if not quoted and not name.isidentifier():
        strange = (i for i, sign in enumerate(name) if not f"_{sign}".isidentifier())
        index = next(strange, 0)  # else a mark that needs a letter before it
        return source.problem("expression.unknown-sign", token.start + index, sign=name[index])
    if calls:
        known = ", ".join(suggest(name, FUNCTIONS) or FUNCTIONS)
        return source.problem("expression.unknown-function", token.start, name=name, known=known)
    if quoted or name in _answers(variables):
        return source.problem("expression.unquoted-text", token.start, name=name)
    if name.upper() in _SQL_WORDS and name.upper() != "DATE":
        return source.problem("expression.word-not-allowed", token.start, word=name.upper())
    return source.problem(
        "expression.unknown-variable", token.start, name=name, known=_near(name, variables)
    )


def _answers(variables: Mapping[str, Variable]) -> set[str]:
    """Every answer that may be chosen, by its value and its labels."""
    choices = [choice for variable in variables.values() for choice in variable.choices]
    return {word for choice in choices for word in (choice.value, choice.label.th, choice.label.en)}


def _near(name: str, variables: Mapping[str, Variable]) -> str | LocalText:
    """Names of variables to try: whose name or label is near, else the first few."""
    labels = {
        words: variable
        for variable, entry in variables.items()
        for words in (variable, entry.label.th, entry.label.en)
        if words
    }
    near = dict.fromkeys(labels[words] for words in suggest(name, labels))
    first = ", ".join(sorted(variables)[:_NAMES_SHOWN])
    if near or len(variables) <= _NAMES_SHOWN:
        return ", ".join(near) or first
    return LocalText(f"{first} และอื่น ๆ", f"{first} or others")


def _renamed(token: Token, name: str) -> Token:
    return Token(TokenType.VAR, f"_{name}", token.line, token.col, token.start, token.end)


def _nesting(source: Source, tokens: list[Token]) -> list[Problem]:
    """Brackets that do not pair, and more nesting than the parser should be asked to follow."""
    if len(tokens) > MAX_TOKENS:
        return [source.problem("expression.too-complex", tokens[MAX_TOKENS].start)]
    opened: list[tuple[Token, int]] = []  # each with the prefixes that stand before it
    prefixes = 0  # NOT and the sign of a negative nest what follows
    before: TokenType | None = None
    for token in tokens:
        kind = token.token_type
        if kind in _OPENING:
            opened.append((token, prefixes))
        elif opened and opened[-1][0].token_type is _CLOSING.get(kind):
            prefixes = opened.pop()[1]
        elif kind is TokenType.R_PAREN:
            return [source.problem("expression.stray-bracket", token.start)]
        elif kind in _SEPARATORS:
            prefixes = opened[-1][1] if opened else 0
        prefixes += _is_prefix(kind, before)
        if len(opened) + prefixes > MAX_NESTING:
            return [source.problem("expression.too-complex", token.start)]
        before = kind
    brackets = [token for token, _ in opened if token.token_type is TokenType.L_PAREN]
    return [source.problem("expression.open-bracket", token.start) for token in brackets]


def _is_prefix(kind: TokenType, before: TokenType | None) -> bool:
    return kind is TokenType.NOT or (kind is TokenType.DASH and before not in _OPERANDS)

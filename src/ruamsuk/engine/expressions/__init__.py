"""Expressions: who achieves an indicator, whom it is about, and what is summed up.

The language is a small, safe part of SQL. A text becomes a checked tree (``parse``), the tree
becomes SQL for any engine (``compile_expression``), a sentence that people can read aloud
(``Expression.sentence``, ``pass_sentence``), or the rows of an editor (``parts``, ``from_parts``).

==================  ================================================================
values              ``12.5``, ``'yes'``, ``TRUE``, ``FALSE``, ``DATE '2024-01-31'`` (CE)
comparisons         ``= <> < <= > >=``, ``IN (…)``, ``BETWEEN … AND …``, ``IS [NOT] NULL``
conditions          ``AND``, ``OR``, ``NOT``, ``CASE WHEN … THEN … ELSE … END``
numbers             ``+ - * /`` (also ``× ÷ −``), ``ABS``, ``ROUND``, ``LEAST``, ``GREATEST``
any value           ``COALESCE(x, …)``
several answers     ``has(crops, 'rice')``
dates               ``age(birth_date, on_date)`` in whole years, ``year(date)``
a household's       ``any_person(…)``, ``all_persons(…)``, ``count_persons(…)``,
people              ``share_of_persons(…)``, ``sum_persons(…)``
==================  ================================================================

What is unknown stays unknown (SQL's three-valued logic): a comparison with a missing answer is
neither true nor false, a division by zero has no value, and a household whose people are not
listed has none either.
"""

from ruamsuk.engine.expressions.compiler import Compiled, compile_expression
from ruamsuk.engine.expressions.expression import Expression, parse, pass_sentence
from ruamsuk.engine.expressions.parts import Part, from_parts, join_of, parts

__all__ = [
    "Compiled",
    "Expression",
    "Part",
    "compile_expression",
    "from_parts",
    "join_of",
    "parse",
    "parts",
    "pass_sentence",
]

"""The one catalogue of problems: each code with its words in two languages, by area."""

from ruamsuk.lib.catalogue import command, expression, framework, matching, measure, table, upload
from ruamsuk.lib.problem import ProblemWords

CATALOGUE: dict[str, ProblemWords] = {
    **framework.WORDS,
    **expression.WORDS,
    **table.WORDS,
    **measure.WORDS,
    **command.WORDS,
    **upload.WORDS,
    **matching.WORDS,
}

"""Problems of an expression."""

from ruamsuk.lib.problem import ProblemWords

WORDS: dict[str, ProblemWords] = {}

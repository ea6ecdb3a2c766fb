"""Problems of a table of data."""

from ruamsuk.lib.problem import ProblemWords

WORDS: dict[str, ProblemWords] = {}

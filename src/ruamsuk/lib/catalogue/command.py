"""Problems of the command line."""

from ruamsuk.lib.problem import ProblemWords

WORDS: dict[str, ProblemWords] = {}

"""Problems of a framework file."""

from ruamsuk.lib.problem import ProblemWords

WORDS: dict[str, ProblemWords] = {}

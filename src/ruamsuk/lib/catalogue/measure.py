"""Problems of a survey design or an estimate."""

from ruamsuk.lib.problem import ProblemWords

WORDS: dict[str, ProblemWords] = {}

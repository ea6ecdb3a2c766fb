"""Answers to a quick question: keeping them, and counting them."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ruamsuk.halls.models import Answer, Hall, Question, Seat
from ruamsuk.halls.scenes import counts_now

MOST_WORDS = 10
"""Answers in words that one phone may give to one question."""
WORDS_SHOWN = 60
MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Bar:
    """One choice and how many took it.

    Attributes:
        share: of all who chose, in percent.
    """

    text: str
    count: int
    share: int


def question_of(hall: Hall, about: int | None) -> Question | None:
    """A question of this hall."""
    return hall.questions.filter(pk=about).first() if about else None


def keep(hall: Hall, seat: Seat, key: str, values: Mapping[str, str]) -> None:
    """Keep an answer, once, and of two choices the later one.

    Raises:
        ValidationError: no such question, or no such choice.
    """
    about = values.get("about", "")
    question = question_of(hall, int(about) if about.isdecimal() and len(about) < 10 else None)
    if question is None:
        raise ValidationError(_("Nothing is asked here."), code="question")
    late = not counts_now(hall, "question", question.pk)
    voter = seat.voter(f"question-{question.pk}")
    answer = Answer(
        id=uuid.UUID(key), question=question, voter=voter, stamp=int(values["stamp"]), late=late
    )
    if question.options:
        _keep_choice(answer, values.get("choice", ""))
    else:
        _keep_words(answer, values.get("words", ""))


def _keep_choice(answer: Answer, choice: str) -> None:
    wanted = [str(i) for i in range(len(answer.question.options))]
    if choice not in wanted:
        raise ValidationError(_("Tap one of the choices."), code="choice")
    answer.choice = wanted.index(choice)
    mine = Answer.objects.filter(question=answer.question, voter=answer.voter)
    if mine.filter(stamp__gte=answer.stamp).exists():  # sent again, or overtaken by a newer one
        return
    Answer.objects.bulk_create([answer], ignore_conflicts=True)
    older = mine.filter(late=answer.late, stamp__lt=answer.stamp)
    older.update(choice=answer.choice, stamp=answer.stamp)


def _keep_words(answer: Answer, words: str) -> None:
    answer.words = " ".join(words.split())[:MOST_LETTERS]
    if not answer.words:
        raise ValidationError(_("Type a few words first."), code="words")
    mine = Answer.objects.filter(question=answer.question, voter=answer.voter)
    if mine.exclude(pk=answer.pk).count() >= MOST_WORDS:
        raise ValidationError(
            _("You have answered %(most)s times. Let others have a turn.") % {"most": MOST_WORDS},
            code="most",
        )
    Answer.objects.bulk_create([answer], ignore_conflicts=True)


def count_late(hall: Hall) -> None:
    """Count what came late, because the question is open again; a changed choice as it is now."""
    said = Answer.objects.filter(question__hall=hall, question=hall.about)
    late = said.filter(late=True)
    changed = late.filter(choice__isnull=False).values_list("voter", flat=True)
    said.filter(late=False, voter__in=list(changed)).delete()
    late.update(late=False)


def forget_when(hall: Hall) -> None:
    """Forget when answers came, now that nobody changes theirs any more."""
    Answer.objects.filter(question__hall=hall).update(stamp=0)


def answered(question: Question) -> tuple[int, int]:
    """How many phones have answered in time, and how many answers came late."""
    rows = question.answers.values_list("voter", "late")
    return len({voter for voter, late in rows if not late}), sum(late for _voter, late in rows)


def bars(question: Question) -> list[Bar]:
    """Each choice with its count; late answers are not in it."""
    chosen = Counter(question.answers.filter(late=False).values_list("choice", flat=True))
    whole = sum(chosen.values()) or 1
    return [
        Bar(text, chosen[i], round(100 * chosen[i] / whole))
        for i, text in enumerate(question.options)
    ]


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote, and how often it was written.

    Attributes:
        off: taken off the screen.
    """

    text: str
    count: int
    off: bool


def words(question: Question) -> list[Words]:
    """What people wrote, most frequent first; late answers are not in it."""
    said = Counter(question.answers.filter(late=False).values_list("words", flat=True))
    return [Words(text, n, text in question.taken_off) for text, n in said.most_common()]


def on_screen(question: Question) -> list[Words]:
    """What of it the screen shows."""
    return [one for one in words(question) if not one.off][:WORDS_SHOWN]


def said_now(hall: Hall) -> tuple[Question | None, list[Words]]:
    """The question on the screen, and what people wrote, so that some of it can be taken off."""
    question = question_of(hall, hall.about) if hall.scene == "question" else None
    return question, words(question) if question and not question.options else []

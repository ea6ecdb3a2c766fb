"""What arrives twice at once, or while somebody else writes, stands once and is not lost."""

from __future__ import annotations

import uuid

import pytest

from ruamsuk.exchanges.actions import attendance, review
from ruamsuk.exchanges.models import Remark
from ruamsuk.halls import actions as halls
from tests.cast import Cast, cast
from tests.exchanges import assists, makers
from tests.halls.makers import hall
from tests.overlap import overlap

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def known() -> Cast:
    return cast()


def test_an_invitation_answered_twice_at_once_is_one_line(known: Cast) -> None:
    forum, key = makers.forum(known.network), uuid.uuid4()

    def answer() -> None:
        attendance.answer(forum, key, comes=True, name="สมศรี", community=known.home)

    overlap(answer, answer)
    assert [line.key for line in forum.attendances.all()] == [key]


def test_signing_in_twice_at_once_is_one_line(known: Cast) -> None:
    forum, key = makers.forum(known.network), uuid.uuid4()
    seat = halls.sit(hall(known), "phone", community=known.home)

    def sign_in() -> None:
        attendance.sign_in(forum, seat, key, "สมศรี", known.home)

    overlap(sign_in, sign_in)
    assert [line.seat for line in forum.attendances.all()] == [seat]


def test_a_remark_taken_out_while_another_arrives_stays_out(known: Cast) -> None:
    forum = makers.forum(known.network, created_by=known.organiser)
    rude = assists.remark(forum, "หยาบคาย", question=Remark.Question.WHY)
    overlap(
        lambda: review.take_remark(forum, Remark.Question.WHY, uuid.uuid4(), "ใหม่"),
        lambda: review.withdraw_remark(known.organiser, rude, True),
    )
    assert Remark.objects.get(pk=rude.pk).withdrawn
    assert Remark.objects.count() == 2

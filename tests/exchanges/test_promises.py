"""Whoever spoke was told who would read it: kept to fewer perhaps, never opened to more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from ruamsuk.communities.models import Role
from ruamsuk.exchanges.actions import assist as assists
from ruamsuk.exchanges.actions import forum as forums
from ruamsuk.exchanges.actions.minutes import draft_minutes
from ruamsuk.exchanges.forms.assist import AssistForm
from ruamsuk.exchanges.forms.forum import ForumForm
from ruamsuk.exchanges.models import Assist, Forum, Readers
from ruamsuk.exchanges.promises import NEVER_MORE
from tests.cast import Cast, cast
from tests.exchanges import assists as made
from tests.exchanges import makers, written

pytestmark = pytest.mark.django_db

SAID_IN_A_FORUM: dict[str, Callable[[Forum], object]] = {
    "remark": made.remark,
    "card": lambda forum: written.card(written.group(forum)),
    "minutes": written.minutes,
}
SAID_IN_AN_ASSIST: dict[str, Callable[[Assist], object]] = {
    "note": made.note,
    "step": made.step,
    "follow-up": lambda assist: made.follow_up(assist, answered=timezone.now()),
}


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.mark.parametrize("say", SAID_IN_A_FORUM.values(), ids=SAID_IN_A_FORUM)
def test_a_forum_opens_to_no_more_people_once_somebody_spoke(
    known: Cast, say: Callable[[Forum], object]
) -> None:
    lead = known.people[Role.FACILITATOR]
    forum = makers.forum(known.home, readers=Readers.PLACE, created_by=lead)
    assert offered(ForumForm(known.home, instance=forum)) == Readers.values
    say(forum)
    form = ForumForm(known.home, instance=forum)
    assert offered(form) == ["present", "place"]
    assert str(NEVER_MORE) in str(form["readers"].help_text)
    for wider in (Readers.NETWORK, Readers.PUBLIC):
        forum.readers = wider
        with pytest.raises(ValidationError):
            forums.change(lead, forum)
    forum.readers = Readers.PRESENT
    forums.change(lead, forum)
    assert Forum.objects.get().readers == Readers.PRESENT


@pytest.mark.parametrize("say", SAID_IN_AN_ASSIST.values(), ids=SAID_IN_AN_ASSIST)
def test_a_peer_assist_opens_to_no_more_people_once_somebody_spoke(
    known: Cast, say: Callable[[Assist], object]
) -> None:
    lead = known.people[Role.FACILITATOR]
    assist = made.assist(lead, known.home, known.other, readers=Readers.PLACE)
    assert offered(AssistForm(instance=assist)) == Readers.values
    say(assist)
    assert offered(AssistForm(instance=assist)) == ["present", "place"]
    assist.readers = Readers.PUBLIC
    with pytest.raises(ValidationError):
        assists.change(lead, assist, [known.other])
    assist.readers = Readers.PRESENT
    assists.change(lead, assist, [known.other])
    assert Assist.objects.get().readers == Readers.PRESENT


def offered(form: ForumForm | AssistForm) -> list[str]:
    return [value for value, _label in form.fields["readers"].choices]  # type: ignore[attr-defined]


def test_a_page_from_before_somebody_spoke_widens_nothing(known: Cast) -> None:
    lead = known.people[Role.FACILITATOR]
    forum = makers.forum(known.home, readers=Readers.PRESENT, created_by=lead)
    made.remark(forum, "บ่นในวง")
    client = Client()
    client.force_login(lead, "django.contrib.auth.backends.ModelBackend")
    said = {"title_th": "น้ำ", "day": "24/1/2570", "starts": "9", "readers": "public"}
    page = client.post(f"/forums/{forum.pk}/edit/", said).content.decode()
    assert "เปิดให้คนอ่านมากขึ้นไม่ได้" in page
    assert "บ่นในวง" not in Client().get(f"/forums/{forum.pk}/review/").content.decode()


def test_minutes_that_quote_a_peer_assist_do_not_go_out(known: Cast) -> None:
    known.network.public = True
    known.network.save()
    forum = makers.forum(known.network)
    assist = made.assist(
        known.people[Role.COORDINATOR], known.home, readers=Readers.NETWORK, forum=forum
    )
    made.note(assist, "ภายในเครือข่าย", stage=Assist.Stage.ACTIONS)
    assert "ภายในเครือข่าย" in draft_minutes(known.organiser, forum).text
    forum.minutes.update(agreed_on=forum.day, named=False)
    forum.readers = Readers.PUBLIC
    with pytest.raises(ValidationError):
        forums.change(known.organiser, forum)
    page = Client().get(f"/forums/{forum.pk}/minutes/").content.decode()
    assert "ภายในเครือข่าย" not in page

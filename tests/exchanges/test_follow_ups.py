"""What came of a peer assist: asked after thirty days, told, and flowing back."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from ruamsuk.accounts.models import User
from ruamsuk.assessments.proposals import proposals_of
from ruamsuk.base.templatetags.ruamsuk import be_date
from ruamsuk.communities.models import Role
from ruamsuk.exchanges.actions import assist as actions
from ruamsuk.exchanges.kept.assists import forget_being_there
from ruamsuk.exchanges.models import Assist, FollowUp, Offer
from ruamsuk.lib.text import LocalText
from tests.assessments import makers as levels
from tests.cast import Cast, cast
from tests.exchanges import assists as makers
from tests.exchanges import helping
from tests.exchanges import makers as forums

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def lead(known: Cast) -> User:
    return known.people[Role.FACILITATOR]


@pytest.fixture
def held(known: Cast, lead: User) -> Assist:
    return makers.assist(lead, known.home, known.other)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def words(page: str) -> list[str]:
    return [one for one in ("ของเพื่อน", "ของเรา") if one in page]


def test_after_thirty_days_the_asker_is_asked_and_answers(
    known: Cast, held: Assist, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = makers.step(held)
    actions.go(lead, held, Assist.Stage.PURPOSE)
    actions.finish(lead, held)
    asked = held.follow_ups.order_by("due")[0]
    anyone = as_(known.people[Role.MEMBER])
    url = f"/follow-ups/{asked.pk}/"
    assert not anyone.get("/c/700704/follow-ups/").context["due"]
    later = timezone.now() + datetime.timedelta(days=30)
    monkeypatch.setattr(timezone, "now", lambda: later)
    anyone = as_(known.people[Role.MEMBER])
    assert anyone.get("/c/700704/follow-ups/").context["due"] == [asked]
    page = anyone.get(url)
    data = {
        "tried": "ชวนเด็กมาออม",
        "happened": "มา 12 คน",
        "would_offer": "on",
        "seen": page.context["form"]["seen"].value(),
        f"step-{step.pk}-state": "done",
        f"step-{step.pk}-told": "เปิดแล้ว 12 บัญชี",
        f"step-{step.pk}-seen": page.context["step_forms"][0]["seen"].value(),
    }
    assert anyone.post(url, data).status_code == 302
    asked.refresh_from_db()
    step.refresh_from_db()
    assert asked.answered and asked.happened == "มา 12 คน"
    assert (step.state, step.told) == ("done", "เปิดแล้ว 12 บัญชี")
    assert held.follow_ups.get(step=step).happened == "เปิดแล้ว 12 บัญชี"
    assert "/c/700704/offers/new/" in anyone.get(url).content.decode()
    assert not anyone.get("/c/700704/follow-ups/").context["due"]


def test_two_who_answer_at_once_lose_nothing(known: Cast, held: Assist) -> None:
    step, asked = makers.step(held), makers.follow_up(held)
    url = f"/follow-ups/{asked.pk}/"
    one, other = as_(known.people[Role.MEMBER]), as_(known.people[Role.FACILITATOR])

    def told(client: Client, words: str) -> dict[str, str]:
        page = client.get(url)
        return {
            "happened": words,
            "seen": page.context["form"]["seen"].value(),
            f"step-{step.pk}-state": "open",
            f"step-{step.pk}-told": f"ขั้น{words}",
            f"step-{step.pk}-seen": page.context["step_forms"][0]["seen"].value(),
        }

    first, second = told(one, "ของเพื่อน"), told(other, "ของเรา")
    assert one.post(url, first).status_code == 302
    page = other.post(url, second)
    assert page.status_code == 200
    assert {"ของเพื่อน", "ของเรา"} <= set(words(page.content.decode()))
    asked.refresh_from_db()
    step.refresh_from_db()
    assert (asked.happened, step.told) == ("ของเพื่อน", "ขั้นของเพื่อน")


def test_an_empty_answer_does_not_end_the_asking(known: Cast, held: Assist) -> None:
    asked = makers.follow_up(held)
    client, url = as_(known.people[Role.MEMBER]), f"/follow-ups/{asked.pk}/"
    data = {"seen": client.get(url).context["form"]["seen"].value()}
    assert "เล่าสักข้อ" in client.post(url, data).content.decode()
    asked.refresh_from_db()
    assert asked.answered is None
    assert client.post(url, data | {"tried": "ยังไม่ได้ลอง"}).status_code == 302
    data["seen"] = client.get(url).context["form"]["seen"].value()
    assert client.post(url, data).status_code == 302  # what was told can be taken back


def test_a_viewer_reads_but_does_not_answer(known: Cast, held: Assist) -> None:
    asked = makers.follow_up(held)
    client = as_(known.people[Role.VIEWER])
    assert client.get(f"/follow-ups/{asked.pk}/").status_code == 200
    assert client.post(f"/follow-ups/{asked.pk}/", {"happened": "x"}).status_code == 404


def test_what_came_of_it_proposes_a_level_until_one_is_agreed(known: Cast, lead: User) -> None:
    practice = makers.practice_of(known)
    makers.agreed(practice, known.home, 2, 4)
    held = makers.assist(lead, known.home, practice=practice)
    later = timezone.now() + datetime.timedelta(seconds=5)
    makers.follow_up(held, level=4, answered=later, happened="ผลลับของเรา")
    page = as_(known.organiser).get("/c/700704/levels/").content.decode()
    assert "เสนอระดับ 4" in page and "ผลลับ" not in page
    found = proposals_of(known.home)
    assert {pk: one.level for pk, one in found.items()} == {practice.pk: 4}
    known.home.levels.update(agreed=later + datetime.timedelta(days=1))
    assert proposals_of(known.home) == {}


def test_what_is_due_stands_on_the_first_page_of_the_asker(known: Cast, held: Assist) -> None:
    asked = makers.follow_up(held, due=timezone.localdate())
    address = f'href="/follow-ups/{asked.pk}/"'
    day = be_date(asked.due)
    for topic, said in ((LocalText(), day), (LocalText("น้ำ", "Water"), f"น้ำ · {day}")):
        Assist.objects.update(indicator_title=topic)
        page = as_(known.people[Role.MEMBER]).get("/").content.decode()
        assert address in page and f">{said}<" in page
    for user in (known.organiser, known.neighbour, known.people[Role.VIEWER]):
        assert address not in as_(user).get("/").content.decode()
    FollowUp.objects.update(answered=timezone.now())
    assert address not in as_(known.people[Role.MEMBER]).get("/").content.decode()


def test_what_is_kept_about_a_person_is_shown_and_forgotten(known: Cast, held: Assist) -> None:
    member = known.people[Role.MEMBER]
    held.present.add(member)
    makers.follow_up(held, happened="คนมาเพิ่ม", answered=timezone.now(), answered_by=member)
    page = as_(member).get("/me/").content.decode()
    assert "คนมาเพิ่ม" in page
    forget_being_there(member)
    assert not held.present.filter(pk=member.pk).exists()


def test_what_was_told_fills_in_an_offer_and_ends_the_request(known: Cast, lead: User) -> None:
    practice = levels.first(levels.table(known.organiser, known.network))
    sitting = levels.sitting(known.organiser, practice.table, [known.home])
    levels.agreed(sitting, practice, known.home, current=2, wished=4)
    asked = helping.request(known.home, practice, current=2, wished=4)
    held = makers.assist(lead, known.home, known.other, practice=practice)
    told = {"tried": "นัดทุกหมู่บ้าน", "happened": "หกหมู่บ้านทำแล้ว", "level": 4}
    makers.follow_up(held, answered=timezone.now(), would_offer=True, **told)
    client, url = as_(lead), f"/c/700704/offers/new/?practice={practice.pk}"
    initial = client.get(url).context["form"].initial
    wanted = {"level": 4, "did": told["tried"], "evidence": told["happened"]}
    assert {name: initial[name] for name in wanted} == wanted
    offer = {"practice": practice.pk, **wanted, "capacity": 1}
    assert client.post(url, offer | {"level": 3}).status_code == 200  # not there yet
    assert client.post(url, offer).status_code == 302
    asked.refresh_from_db()
    assert asked.withdrawn
    assert Offer.objects.get(community=known.home).level == 4


def test_long_lists_come_page_by_page(known: Cast, lead: User) -> None:
    forum = forums.forum(known.network)
    today = timezone.localdate()
    made = [makers.assist(lead, known.home, forum=forum, readers="network") for _ in range(21)]
    for n, one in enumerate(made):
        makers.follow_up(one, due=today - datetime.timedelta(days=n))
    told = makers.follow_up(made[0], due=today, answered=timezone.now())
    client = as_(known.people[Role.MEMBER])
    first = client.get("/c/700704/follow-ups/")
    assert [one.assist for one in first.context["due"]] == made[:0:-1]
    second = client.get("/c/700704/follow-ups/?page=2")
    assert ([one.assist for one in second.context["due"]], second.context["told"]) == (
        [made[0]],
        [told],
    )
    for address in ("/c/700704/follow-ups/", f"/forums/{forum.pk}/assists/"):
        assert 'rel="next"' in client.get(address).content.decode()

"""A peer assist from its preparation to its follow-up, and who reads what is said in it."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Community, Role
from ruamsuk.exchanges.actions import assist as actions
from ruamsuk.exchanges.assist_guide import guide, minutes_of
from ruamsuk.exchanges.assist_known import known_on
from ruamsuk.exchanges.models import Assist, AssistNote, FollowUp, Readers
from ruamsuk.halls import actions as halls
from ruamsuk.lib.text import LocalText
from tests.cast import Cast, cast
from tests.exchanges import assists as makers
from tests.exchanges import makers as forums
from tests.halls.makers import Phone

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


def form(**fields: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "purpose": makers.PURPOSE,
        "held_on": "24/1/2570",
        "helpers": "๖",
        "readers": "present",
    }
    return usual | {f"minutes_{p.stage.value}": p.minutes for p in guide()} | fields


# ---- preparing


def test_the_usual_stages_and_minutes_are_filled_in(known: Cast, lead: User) -> None:
    page = as_(lead).get("/c/700704/assists/new/").content.decode()
    for part in guide():
        assert f'name="minutes_{part.stage.value}" value="{part.minutes}"' in page
    assert sum(part.minutes for part in guide()) == 115
    assert "เฉพาะคนที่อยู่ในวงเท่านั้น" in page, "who can read it is said before it is written"


def test_every_stage_has_words_in_both_languages() -> None:
    assert [part.stage for part in guide()] == list(Assist.Stage)
    for part in guide():
        script = part.script(part.minutes, 6)
        assert script.th and script.en and part.ask.th and part.ask.en
        assert "{" not in script.th + script.en


def test_each_helper_has_a_share_of_the_time() -> None:
    feedback = next(part for part in guide() if part.stage == Assist.Stage.FEEDBACK)
    assert "about 2 minutes each" in feedback.script(15, 6).en
    assert "about 45 seconds each" in feedback.script(6, 8).en


def test_whoever_prepares_it_counts_as_present(known: Cast, lead: User) -> None:
    data = form(givers=[known.other.pk], minutes_purpose="7")
    assert as_(lead).post("/c/700704/assists/new/", data).status_code == 302
    made = Assist.objects.get()
    assert made.held_on == datetime.date(2027, 1, 24)
    assert [*made.present.all()] == [lead]
    assert [*made.givers.all()] == [known.other]
    assert minutes_of(made, "purpose") == 7 and minutes_of(made, "context") == 15


def test_a_forum_gives_its_day_and_topic(known: Cast, lead: User) -> None:
    forum = forums.forum(known.network)
    practice = makers.practice_of(known)
    forum.practices.add(practice)
    page = as_(lead).get(f"/c/700704/assists/new/?forum={forum.pk}").content.decode()
    assert 'value="24/1/2570"' in page
    assert f'<option value="{practice.pk}" selected' in page
    data = form(givers=[known.other.pk], practice=practice.pk)
    as_(lead).post(f"/c/700704/assists/new/?forum={forum.pk}", data)
    assert Assist.objects.get().forum == forum


def test_a_community_alone_is_told_why_it_cannot_ask(known: Cast, lead: User) -> None:
    Community.objects.filter(pk=known.home.pk).update(network=None)
    page = as_(lead).get("/c/700704/assists/new/")
    assert page.status_code == 200 and "เครือข่าย" in page.content.decode()


def test_two_who_change_it_lose_nothing(known: Cast, held: Assist, lead: User) -> None:
    client, url = as_(lead), f"/assists/{held.pk}/edit/"
    seen = client.get(url).context["form"]["seen"].value()
    Assist.objects.filter(pk=held.pk).update(purpose="ของเพื่อน")
    page = client.post(url, form(seen=seen, purpose="ของเรา", givers=[known.other.pk]))
    assert page.status_code == 200
    assert {"ของเพื่อน", "ของเรา"} <= set(words(page.content.decode()))
    held.refresh_from_db()
    assert held.purpose == "ของเพื่อน"


def test_two_who_change_the_minutes_of_a_stage_lose_nothing(held: Assist, lead: User) -> None:
    client, url = as_(lead), f"/assists/{held.pk}/edit/"
    seen = client.get(url).context["form"]["seen"].value()
    Assist.objects.filter(pk=held.pk).update(minutes={"context": 20})
    answer = client.post(url, form(seen=seen, purpose=held.purpose, minutes_context="25"))
    theirs = answer.context["form"].theirs
    assert (str(Assist.Stage.CONTEXT.label), 20) in theirs
    held.refresh_from_db()
    assert held.minutes == {"context": 20}


def words(page: str) -> list[str]:
    return [one for one in ("ของเพื่อน", "ของเรา") if one in page]


# ---- what the network knows


def test_what_others_have_solved_is_brought_forward(known: Cast, lead: User) -> None:
    practice = makers.practice_of(known)
    third = Community.objects.create(
        slug="third", name=LocalText("สาม"), network=known.network, tambon=known.home.tambon
    )
    makers.agreed(practice, known.home, 2, 4)
    makers.agreed(practice, known.other, 5, 5)
    makers.agreed(practice, third, 3, 4)
    held = makers.assist(lead, known.home, practice=practice)
    found = known_on(lead, held)
    assert found and found.wished == 4
    assert [one for one, _level in found.higher] == [known.other]


def test_earlier_assists_are_brought_forward_only_to_their_readers(known: Cast, lead: User) -> None:
    practice = makers.practice_of(known)
    kept = makers.assist(known.organiser, known.other, practice=practice)
    makers.follow_up(kept, happened="คนมาเพิ่ม")
    Assist.objects.update(closed=timezone.now())
    held = makers.assist(lead, known.home, practice=practice)
    found = known_on(lead, held)
    assert found is not None and not found.assists and not found.lessons
    Assist.objects.filter(pk=kept.pk).update(readers=Readers.NETWORK)
    found = known_on(lead, held)
    assert found is not None and found.assists == [kept] and len(found.lessons) == 1


# ---- running it


def test_it_runs_from_stage_to_stage_to_its_end(known: Cast, held: Assist, lead: User) -> None:
    client, url = as_(lead), f"/assists/{held.pk}/"
    for number, part in enumerate(guide(), 1):
        assert client.post(f"{url}go/", {"stage": part.stage.value}).status_code == 302
        page = client.get(url).content.decode()
        assert f"{number}. " in page and part.ask.th in page
        said = f"คำพูดที่ {number}"
        key = f"00000000-0000-4000-8000-{number:0>12}"
        for _twice in range(2):
            note = {"stage": part.stage.value, "key": key, "text": said, "community": ""}
            client.post(f"{url}notes/", note)
        assert said in client.get(url).content.decode()
    step = {"text": "เปิดบัญชีเยาวชน", "owner": "สมศรี", "due": "24/2/2570"}
    for _twice in range(2):
        assert client.post(f"{url}steps/", step).status_code == 302
    client.post(f"{url}go/", {"stage": "close"})
    client.post(f"{url}go/", {"stage": "close"})
    held.refresh_from_db()
    assert held.closed and held.notes.count() == 9
    assert [one.community for one in held.steps.all()] == [known.home]
    today = timezone.localdate()
    assert [(one.due - today).days for one in held.follow_ups.all()] == [30, 90]
    page = client.get(url).content.decode()
    assert all(f"คำพูดที่ {n}" in page for n in range(1, 10)) and "เปิดบัญชีเยาวชน" in page


def test_what_came_of_it_is_asked_from_the_day_it_was_held(lead: User, held: Assist) -> None:
    held.held_on = timezone.localdate() - datetime.timedelta(days=20)
    held.save()
    actions.finish(lead, held)
    assert [(one.due - held.held_on).days for one in held.follow_ups.all()] == [30, 90]


def test_an_assist_is_held_when_it_begins_unless_it_is_written_down_afterwards(
    lead: User, held: Assist
) -> None:
    today = timezone.localdate()
    past = today - datetime.timedelta(days=100)
    client = as_(lead)
    go, page = reverse("assist_go", args=[held.pk]), reverse("assist", args=[held.pk])
    Assist.objects.filter(pk=held.pk).update(held_on=past)
    assert "จดย้อนหลัง" in client.get(page).content.decode()
    client.post(go, {"stage": "purpose", "afterwards": "1"})
    held.refresh_from_db()
    assert (held.held_on, held.stage_started is None) == (past, False)
    Assist.objects.filter(pk=held.pk).update(stage_started=None)
    client.post(go, {"stage": "purpose"})
    client.post(go, {"stage": "close"})
    held.refresh_from_db()
    assert held.held_on == today
    assert [(one.due - today).days for one in held.follow_ups.all()] == [30, 90]


def test_going_on_after_closing_asks_later_but_not_twice(held: Assist, lead: User) -> None:
    actions.go(lead, held, Assist.Stage.PURPOSE)
    actions.finish(lead, held)
    FollowUp.objects.update(due=datetime.date(2020, 1, 1))
    actions.reopen(lead, held)
    actions.finish(lead, held)
    days = [(one.due - timezone.localdate()).days for one in held.follow_ups.all()]
    assert days == [30, 90]


def test_what_was_typed_badly_is_still_in_the_form(held: Assist, lead: User) -> None:
    client = as_(lead)
    client.post(f"/assists/{held.pk}/go/", {"stage": "actions"})
    page = client.post(f"/assists/{held.pk}/steps/", {"text": "ทำบัญชี", "due": "วันหน้า"})
    assert page.status_code == 200
    assert "ทำบัญชี" in page.content.decode() and "วันหน้า" in page.content.decode()


def test_a_note_that_was_kept_leaves_the_form_empty_for_the_next(held: Assist, lead: User) -> None:
    """Else its text and its key come back, and what is typed over it would be taken for it."""
    client, stage = as_(lead), Assist.Stage.OPTIONS
    actions.go(lead, held, stage)
    draft = f"assist-note-{held.pk}-{stage}-{lead.pk}"
    assert f'data-draft="{draft}"' in client.get(f"/assists/{held.pk}/").content.decode()
    said = {"stage": stage, "key": str(uuid.uuid4()), "text": "เริ่มจากสิบบ้าน"}
    page = client.post(reverse("assist_note", args=[held.pk]), said, follow=True)
    assert f'data-kept="{draft}"' in page.content.decode()


def test_a_note_taken_out_stays_out_when_it_comes_again(held: Assist, lead: User) -> None:
    note = makers.note(held)
    client = as_(lead)
    client.post(f"/assists/{held.pk}/notes/{note.pk}/")
    actions.take_note(held, Assist.Stage.OPTIONS, note.pk, note.text, None)
    assert AssistNote.objects.get().withdrawn
    client.post(f"/assists/{held.pk}/notes/{note.pk}/", {"way": "back"})
    assert not AssistNote.objects.get().withdrawn


# ---- in the hall


def send(phone: Phone, about: int | None, **said: str) -> int:
    data = {"token": phone.token, "scene": "assist", "about": about, **said}
    answer = phone.client.post(
        f"{phone.address}send/", data, headers={"accept": "application/json"}
    )
    return answer.status_code


def test_phones_write_into_the_stage_for_which_they_wrote(known: Cast, held: Assist) -> None:
    lead = known.people[Role.FACILITATOR]
    client = as_(lead)
    client.post(f"/assists/{held.pk}/go/", {"stage": "options"})
    client.post(f"/assists/{held.pk}/hall/")
    held.refresh_from_db()
    assert held.hall
    phone = Phone(held.hall)
    phone.join(known.other)
    assert "ทำอะไรได้บ้าง" in phone.look()
    options = actions.about_of(held.pk, "options")
    key = "00000000-0000-4000-8000-000000000007"
    assert send(phone, options, key=key, text="ให้เด็กคิดเอง") == 200
    client.post(f"/assists/{held.pk}/go/", {"stage": "feedback"})
    assert "จะทำอะไรก่อน" in phone.now()[1]
    assert send(phone, options, key=key, text="ให้เด็กคิดเอง") == 200
    note = held.notes.get()
    assert (note.stage, note.community, note.text) == ("options", known.other, "ให้เด็กคิดเอง")
    assert send(phone, 99999, text="ที่อื่น") == 422
    assert send(phone, options, text="  ") == 422


def test_the_arrow_keys_of_the_screen_lead_through_the_stages(known: Cast, held: Assist) -> None:
    lead = known.people[Role.FACILITATOR]
    hall = actions.open_hall(lead, held)
    halls.show(lead, hall, "assist", actions.about_of(held.pk, "purpose"))
    hall.refresh_from_db()
    halls.step(lead, hall, 1)
    held.refresh_from_db()
    assert held.stage == "solved" and held.stage_started


def test_a_stage_shown_again_keeps_its_clock(known: Cast, held: Assist, lead: User) -> None:
    actions.go(lead, held, Assist.Stage.CONTEXT)
    hall = actions.open_hall(lead, held)
    before = Assist.objects.get().stage_started
    halls.show(lead, hall, "assist", actions.about_of(held.pk, "context"))
    assert Assist.objects.get().stage_started == before

"""A peer assist from its preparation to its follow-up, and who reads what is said in it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Practice, PracticeTable
from ruamsuk.assessments.proposals import proposals_of
from ruamsuk.communities.models import AuditEntry, Community, Role
from ruamsuk.exchanges.actions import assist as actions
from ruamsuk.exchanges.assist_guide import guide, minutes_of
from ruamsuk.exchanges.assist_known import known_on
from ruamsuk.exchanges.kept_assists import forget_being_there
from ruamsuk.exchanges.models import Assist, AssistNote, FollowUp, Readers, Step
from ruamsuk.exchanges.rules import assist_verbs, followable, readable_assists, readable_steps
from ruamsuk.halls import actions as halls
from ruamsuk.lib.text import LocalText
from tests.cast import Cast, cast, member
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
    practice = practice_of(known)
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


def words(page: str) -> list[str]:
    return [one for one in ("ของเพื่อน", "ของเรา") if one in page]


# ---- what the network knows


def practice_of(known: Cast) -> Practice:
    table = PracticeTable.objects.create(network=known.network, title=LocalText("ตาราง"))
    return Practice.objects.create(table=table, name=LocalText("ออม", "Saving"))


def test_what_others_have_solved_is_brought_forward(known: Cast, lead: User) -> None:
    practice = practice_of(known)
    third = Community.objects.create(
        slug="third", name=LocalText("สาม"), network=known.network, tambon=known.home.tambon
    )
    agreed(practice, known.home, 2, 4)
    agreed(practice, known.other, 5, 5)
    agreed(practice, third, 3, 4)
    held = makers.assist(lead, known.home, practice=practice)
    found = known_on(lead, held)
    assert found and found.wished == 4
    assert [one for one, _level in found.higher] == [known.other]


def test_earlier_assists_are_brought_forward_only_to_their_readers(known: Cast, lead: User) -> None:
    practice = practice_of(known)
    kept = makers.assist(known.organiser, known.other, practice=practice)
    makers.follow_up(kept, happened="คนมาเพิ่ม")
    Assist.objects.update(closed=timezone.now())
    held = makers.assist(lead, known.home, practice=practice)
    found = known_on(lead, held)
    assert found is not None and not found.assists and not found.lessons
    Assist.objects.filter(pk=kept.pk).update(readers=Readers.NETWORK)
    found = known_on(lead, held)
    assert found is not None and found.assists == [kept] and len(found.lessons) == 1


def agreed(practice: Practice, community: Community, current: int, wished: int) -> None:
    sitting = practice.table.sittings.create(held_on=makers.DAY)
    sitting.communities.add(community)
    sitting.levels.create(practice=practice, community=community, current=current, wished=wished)


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


# ---- who reads it


def readers_of(known: Cast, held: Assist) -> set[str]:
    people = {**known.people, "organiser": known.organiser, "neighbour": known.neighbour}
    return {
        name
        for name, user in {**people, "outsider": known.outsider}.items()
        if "read" in assist_verbs(user, held)
    }


HOME = set(Role.values)


@pytest.mark.parametrize(
    ("readers", "expected"),
    [
        (Readers.PRESENT, {Role.FACILITATOR}),
        (Readers.PLACE, HOME | {"neighbour"}),
        (Readers.NETWORK, HOME | {"neighbour", "organiser"}),
        (Readers.PUBLIC, HOME | {"neighbour", "organiser", "outsider"}),
    ],
)
def test_readers(known: Cast, held: Assist, readers: str, expected: set[str]) -> None:
    Assist.objects.update(readers=readers)
    held.refresh_from_db()
    assert readers_of(known, held) == expected
    users = [*known.people.values(), known.organiser, known.neighbour, known.outsider]
    step = makers.step(held)
    for user in users:
        reads = "read" in assist_verbs(user, held)
        assert readable_assists(user, known.network).filter(pk=held.pk).exists() == reads
        steps = readable_steps(user, Step.objects.filter(pk=step.pk)).exists()
        assert steps == ("steps" in assist_verbs(user, held)), user


def test_what_is_kept_to_those_present_nobody_else_finds(known: Cast, held: Assist) -> None:
    note, step = makers.note(held, "เรื่องลับของเรา"), makers.step(held, "ขั้นลับของเรา")
    asked = makers.follow_up(held, happened="ผลลับของเรา", answered=timezone.now())
    third = member(community_in(known), Role.COORDINATOR, "elsewhere")
    secrets = [note.text, step.text, asked.happened, held.purpose]
    for user in (known.organiser, third, known.neighbour, known.outsider):
        client = as_(user)
        for url in (f"/assists/{held.pk}/", f"/follow-ups/{asked.pk}/"):
            assert client.get(url).status_code == 404, (user, url)
        for url in ("/n/west/assists/", "/n/west/follow-ups/", "/c/700704/audit/", "/n/west/"):
            page = client.get(url).content.decode()
            assert not [one for one in secrets if one in page], (user, url)
        assert not followable(user, known.network).exists()


def community_in(known: Cast) -> Community:
    return Community.objects.create(
        slug="third", name=LocalText("สาม"), network=known.network, tambon=known.home.tambon
    )


def test_that_it_took_place_the_network_sees(known: Cast, held: Assist) -> None:
    page = as_(known.organiser).get("/n/west/assists/").content.decode()
    assert "บ้านเลือก" in page and "หนองสาหร่าย" in page
    assert f"/assists/{held.pk}/" not in page
    assert as_(known.outsider).get("/n/west/assists/").status_code == 404


def test_leading_a_hall_shows_no_more_than_being_there(known: Cast, held: Assist) -> None:
    lead = known.people[Role.FACILITATOR]
    makers.note(held, "เรื่องลับของเรา", stage=Assist.Stage.PURPOSE)
    actions.go(lead, held, Assist.Stage.PURPOSE)
    hall = actions.open_hall(lead, held)
    halls.show(lead, hall, "assist", actions.about_of(held.pk, "purpose"))
    for url in (f"/halls/{hall.pk}/board/", f"/halls/{hall.pk}/board/now/", f"/halls/{hall.pk}/"):
        page = as_(known.organiser).get(url)
        assert page.status_code == 200
        assert "เรื่องลับ" not in page.content.decode() and held.purpose not in page.content.decode()
    assert "เรื่องลับ" in as_(lead).get(f"/halls/{hall.pk}/board/").content.decode()


def test_those_there_come_in_by_the_link_while_it_runs(known: Cast, held: Assist) -> None:
    from ruamsuk.exchanges.assist_run import here_token

    url, client = f"/assists/here/{here_token(held)}/", as_(known.neighbour)
    assert client.post(url).status_code == 200, "it does not run yet"
    assert not held.present.filter(pk=known.neighbour.pk).exists()
    actions.go(known.people[Role.FACILITATOR], held, Assist.Stage.PURPOSE)
    assert client.post(url).status_code == 302
    assert client.get(f"/assists/{held.pk}/").status_code == 200
    assert client.post(f"/assists/{held.pk}/go/", {"stage": "close"}).status_code == 404
    assert client.get("/assists/here/1-forged/").status_code == 404


def test_who_leads_it_cannot_be_anyone_who_was_not_there(known: Cast, held: Assist) -> None:
    for user in (known.organiser, known.people[Role.COORDINATOR]):
        for what in ("go", "present", "edit", "hall"):
            assert as_(user).post(f"/assists/{held.pk}/{what}/", {}).status_code == 404


def test_notes_say_nobody(known: Cast, held: Assist) -> None:
    names = {field.name for field in AssistNote._meta.get_fields()}
    assert names == {"id", "assist", "stage", "text", "community", "at", "withdrawn"}


def test_the_trail_holds_no_word_of_what_is_said(known: Cast, held: Assist, lead: User) -> None:
    actions.go(lead, held, Assist.Stage.PURPOSE)
    actions.finish(lead, held)
    for entry in AuditEntry.objects.all():
        assert held.purpose[:20] not in f"{entry.target}{entry.details}"


# ---- what came of it


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


def test_a_viewer_reads_but_does_not_answer(known: Cast, held: Assist) -> None:
    asked = makers.follow_up(held)
    client = as_(known.people[Role.VIEWER])
    assert client.get(f"/follow-ups/{asked.pk}/").status_code == 200
    assert client.post(f"/follow-ups/{asked.pk}/", {"happened": "x"}).status_code == 404


def test_what_came_of_it_proposes_a_level_until_one_is_agreed(known: Cast, lead: User) -> None:
    practice = practice_of(known)
    agreed(practice, known.home, 2, 4)
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
    assert address in as_(known.people[Role.MEMBER]).get("/").content.decode()
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

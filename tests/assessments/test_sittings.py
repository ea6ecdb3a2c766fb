"""Sittings: begin, count hands, agree with evidence, clash, close; levels through time; files."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ruamsuk.assessments.actions import sittings as actions
from ruamsuk.assessments.comparing import histories_of, is_past, side_by_side
from ruamsuk.assessments.models import Hands, Level, Practice, Sitting
from ruamsuk.communities.models import AuditEntry, Community, Role
from ruamsuk.halls import actions as halls
from ruamsuk.lib.text import LocalText
from ruamsuk.results.models import Figure
from tests.assessments import makers
from tests.cast import Cast, cast
from tests.results import makers as results

pytestmark = pytest.mark.django_db

SEEN = LocalText("น้ำสะอาด 46 ใน 100 (รอบ 2568)", "Clean water 46 of 100, round 2568 (2025)")


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def sitting(known: Cast) -> Sitting:
    by = known.people[Role.FACILITATOR]
    return makers.sitting(by, makers.home_table(known), [known.home])


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def page_of(sitting: Sitting, community: Community, name: str = "sitting_level") -> str:
    practice = makers.first(sitting.table)
    return reverse(name, args=[sitting.pk, community.slug, practice.pk])


def test_a_sitting_begins_in_one_page(known: Cast) -> None:
    table = makers.home_table(known)
    client = client_of(known.people[Role.FACILITATOR])
    page = reverse("sitting_new", args=[known.home.slug])
    answer = client.post(page, {"table": table.pk, "held_on": "24/1/2569", "way": "phones"})
    made = Sitting.objects.get()
    assert answer["Location"] == reverse("sitting", args=[made.pk])
    assert made.held_on == datetime.date(2026, 1, 24)
    assert made.hall is not None
    assert list(made.hall.communities.all()) == [known.home]


def test_a_network_sits_with_the_communities_that_were_chosen(known: Cast) -> None:
    table = makers.table(known.organiser, known.network)
    client = client_of(known.organiser)
    page = reverse("network_sitting_new", args=[known.network.slug])
    said = {"table": table.pk, "held_on": "24/1/2569", "way": "hands"}
    assert client.post(page, said).context["form"].errors["communities"]
    both = [known.home.pk, known.other.pk]
    client.post(page, said | {"communities": both})
    made = Sitting.objects.get()
    assert made.hall is None
    assert sorted(made.communities.values_list("pk", flat=True)) == sorted(both)


def test_nobody_lets_a_community_sit_that_is_not_theirs(known: Cast) -> None:
    table = makers.table(known.organiser, known.network)
    by = known.people[Role.FACILITATOR]
    with pytest.raises(PermissionDenied):
        makers.sitting(by, table, [known.home, known.other])
    foreign = makers.table(by, known.home)
    with pytest.raises(PermissionDenied):
        makers.sitting(known.organiser, foreign, [known.other])


def test_hands_are_counted_and_the_level_is_proposed(known: Cast, sitting: Sitting) -> None:
    client = client_of(known.people[Role.FACILITATOR])
    counts = {f"level{n}": str(c) for n, c in enumerate((1, 2, 9, 0, 0), start=1)}
    client.post(page_of(sitting, known.home, "sitting_hands"), counts)
    assert Hands.objects.get().counts == [1, 2, 9, 0, 0]
    page = client.get(page_of(sitting, known.home))
    assert page.context["form"]["current"].value() == 3
    assert "9 คนเห็นระดับ 3" in page.content.decode()


def test_two_who_count_at_once_see_one_another(known: Cast, sitting: Sitting) -> None:
    page = page_of(sitting, known.home, "sitting_hands")
    one, other = (client_of(known.people[r]) for r in (Role.FACILITATOR, Role.COORDINATOR))
    one.post(page, {"level3": "9"})
    clash = other.post(page, {"level3": "8", "level1": "1"})
    assert clash.status_code == 409
    assert "0 · 0 · 9 · 0 · 0" in clash.content.decode()
    assert 'value="8"' in clash.content.decode()
    seen = clash.context["hands"]["seen"].value()
    other.post(page, {"level3": "8", "level1": "1", "seen": seen})
    assert Hands.objects.get().counts == [1, 0, 8, 0, 0]


SAID = {"current": "3", "wished": "4", "by_when": "2570", "evidence": "สมุดบันทึกของกลุ่ม"}


def test_a_level_is_agreed_and_the_next_practice_opens(known: Cast, sitting: Sitting) -> None:
    client = client_of(known.people[Role.FACILITATOR])
    answer = client.post(page_of(sitting, known.home), SAID)
    level = Level.objects.get()
    assert (level.current, level.wished, level.by_when) == (3, 4, "2027")
    assert level.agreed_by == known.people[Role.FACILITATOR]
    following = sitting.table.practices.all()[1]
    assert answer["Location"].endswith(f"/{following.pk}/")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"wished": "2"}, "wished"),
        ({"current": "6"}, "current"),
        ({"current": ""}, "current"),
        ({"by_when": "someday"}, "by_when"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_typed_is_lost(
    known: Cast, sitting: Sitting, said: dict[str, str], field: str
) -> None:
    client = client_of(known.people[Role.FACILITATOR])
    answer = client.post(page_of(sitting, known.home), SAID | said)
    assert answer.context["form"].errors[field]
    assert "สมุดบันทึกของกลุ่ม" in answer.content.decode()
    assert not Level.objects.exists()


def test_two_who_agree_at_once_both_keep_their_words(known: Cast, sitting: Sitting) -> None:
    page = page_of(sitting, known.home)
    one, other = (client_of(known.people[r]) for r in (Role.FACILITATOR, Role.COORDINATOR))
    one.post(page, SAID)
    clash = other.post(page, SAID | {"current": "2", "evidence": "ของอีกคน"})
    assert clash.status_code == 409
    text = clash.content.decode()
    assert "สมุดบันทึกของกลุ่ม" in text
    assert "ของอีกคน" in text
    assert Level.objects.get().current == 3
    seen = clash.context["form"]["seen"].value()
    other.post(page, SAID | {"current": "2", "evidence": "ของอีกคน", "seen": seen})
    level = Level.objects.get()
    assert (level.current, level.evidence, level.revision) == (2, "ของอีกคน", 2)


def test_a_double_press_agrees_once(known: Cast, sitting: Sitting) -> None:
    client = client_of(known.people[Role.FACILITATOR])
    for _press in range(2):
        client.post(page_of(sitting, known.home), SAID)
    assert Level.objects.get().revision == 1


def test_a_closed_sitting_is_settled_until_it_is_opened_again(
    known: Cast, sitting: Sitting
) -> None:
    by = known.people[Role.FACILITATOR]
    client = client_of(by)
    client.post(reverse("sitting_close", args=[sitting.pk]), {"closed": "1"})
    answer = client.post(page_of(sitting, known.home), SAID)
    assert answer.context["form"].non_field_errors()
    assert not Level.objects.exists()
    client.post(reverse("sitting_close", args=[sitting.pk]), {"closed": "0"})
    client.post(page_of(sitting, known.home), SAID)
    assert Level.objects.exists()


def test_the_data_stand_beside_the_level_and_stay_as_they_were(known: Cast) -> None:
    by = known.people[Role.FACILITATOR]
    round_ = results.round_of(results.version(known.home))
    figure = Figure.objects.create(
        round=round_, indicator="water", numerator=460, denominator=1000, source="จปฐ", as_of="2025"
    )
    table = makers.home_table(known)
    Practice.objects.filter(pk=makers.first(table).pk).update(goal="health", indicator="water")
    sitting = makers.sitting(by, table, [known.home])
    client = client_of(by)
    page = page_of(sitting, known.home)
    assert "46 ใน 100" in client.get(page).content.decode()
    client.post(page, SAID | {"current": "4", "wished": "5"})
    level = Level.objects.get()
    assert level.seen == SEEN
    assert level.current == 4
    figure.numerator = 900
    figure.save()
    assert "90 ใน 100" in client.get(page).content.decode()
    level.refresh_from_db()
    assert level.seen == SEEN


def test_small_counts_are_hidden_in_what_is_kept(known: Cast) -> None:
    by = known.people[Role.FACILITATOR]
    round_ = results.round_of(results.version(known.home))
    Figure.objects.create(
        round=round_, indicator="water", numerator=2, denominator=100, source="จปฐ", as_of="2025"
    )
    table = makers.home_table(known)
    Practice.objects.filter(pk=makers.first(table).pk).update(indicator="water")
    sitting = makers.sitting(by, table, [known.home])
    client_of(by).post(page_of(sitting, known.home), SAID)
    assert "2" not in Level.objects.get().seen.th.split("(")[0]


def through_time(known: Cast) -> list[Sitting]:
    by = known.people[Role.FACILITATOR]
    table = makers.home_table(known)
    found = []
    for year, levels in ((2024, (2, 3, 4)), (2025, (3, 3, 2))):
        one = makers.sitting(by, table, [known.home], datetime.date(year, 1, 24))
        for practice, current in zip(table.practices.all(), levels, strict=False):
            makers.agreed(one, practice, known.home, current, max(current, 3), "2025")
        found.append(one)
    return found


def test_levels_are_compared_from_one_time_to_the_next(known: Cast) -> None:
    through_time(known)
    (history,) = histories_of(known.home)
    assert [line.change for line in history.lines][:4] == [1, 0, -2, None]
    assert history.lines[0].kept_promise
    assert not history.lines[2].kept_promise
    assert history.lines[2].overdue  # wished 3 by 2025, stands at 2
    assert "สูงขึ้น 1 เรื่อง ลดลง 1 เรื่อง เท่าเดิม 1 เรื่อง" in history.reading().th
    assert "1 rose, 1 fell, 1 stayed" in history.reading().en
    page = client_of(known.people[Role.VIEWER]).get(
        reverse("community_levels", args=[known.home.slug])
    )
    assert "เลยกำหนด" in page.content.decode()


@pytest.mark.parametrize(
    ("when", "past"),
    [
        ("", False),
        ("2026", False),
        ("2025", True),
        ("2026-01", False),
        ("2025-12", True),
        ("2026-01-24", False),
        ("2026-01-23", True),
    ],
)
def test_a_day_has_passed_when_all_of_it_has(when: str, past: bool) -> None:
    assert is_past(when, datetime.date(2026, 1, 24)) is past


def test_a_network_sees_its_communities_side_by_side(known: Cast) -> None:
    table = makers.table(known.organiser, known.network)
    practice = makers.first(table)
    for year, current in ((2024, 2), (2025, 3)):
        one = makers.sitting(
            known.organiser, table, [known.home, known.other], datetime.date(year, 1, 24)
        )
        makers.agreed(one, practice, known.home, current)
    (side,) = side_by_side(known.network, [known.home, known.other])
    levels = {community: row[0] for community, row in side.rows}
    assert levels[known.home] is not None and levels[known.home].current == 3
    assert levels[known.other] is None
    neighbour = client_of(known.neighbour).get(reverse("network_levels", args=[known.network.slug]))
    text = neighbour.content.decode()
    assert reverse("community_levels", args=[known.other.slug]) in text
    assert reverse("community_levels", args=[known.home.slug]) not in text


def rows_of(known: Cast, person: Any, place: str, slug: str) -> list[dict[str, str]]:
    answer = client_of(person).get(reverse(f"{place}_levels_file", args=[slug, "csv"]))
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_counts_and_levels_leave_but_never_too_few_voices(known: Cast, sitting: Sitting) -> None:
    practices = list(sitting.table.practices.all())
    makers.opinions(sitting, practices[0], known.home, 2, 3, 3, 5)
    makers.opinions(sitting, practices[1], known.home, 1, 4)
    makers.agreed(sitting, practices[0], known.home)
    Level.objects.update(evidence="=HYPERLINK(1)")
    rows = rows_of(known, known.people[Role.VIEWER], "community", known.home.slug)
    counts = [[row[f"saw_{n}"] for n in range(1, 6)] + [row["answers"]] for row in rows]
    assert counts == [["0", "1", "2", "0", "1", "4"], ["0", "0", "0", "0", "0", "2"]]
    assert (rows[0]["current"], rows[0]["wished"]) == ("2", "4")
    assert rows[0]["evidence"] == "'=HYPERLINK(1)"
    answer = client_of(known.people[Role.VIEWER]).get(
        reverse("community_levels_file", args=[known.home.slug, "xlsx"])
    )
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.max_row == 3


def test_a_neighbour_takes_along_only_what_they_may_open(known: Cast) -> None:
    table = makers.table(known.organiser, known.network)
    both = [known.home, known.other]
    one = makers.sitting(known.organiser, table, both)
    for community in both:
        makers.agreed(one, makers.first(table), community)
    found = rows_of(known, known.neighbour, "network", known.network.slug)
    assert {row["community"] for row in found} == {known.other.slug}
    found = rows_of(known, known.organiser, "network", known.network.slug)
    assert {row["community"] for row in found} == {one.slug for one in both}


def test_a_large_sitting_asks_little(known: Cast, django_assert_max_num_queries: Any) -> None:
    table = makers.table(known.organiser, known.network)
    one = makers.sitting(known.organiser, table, [known.home, known.other])
    for practice in table.practices.all():
        for community in (known.home, known.other):
            makers.opinions(one, practice, community, 1, 2, 3)
            makers.agreed(one, practice, community)
    client = client_of(known.organiser)
    for page in (
        reverse("sitting", args=[one.pk]),
        reverse("network_levels", args=[known.network.slug]),
        reverse("community_levels", args=[known.home.slug]),
    ):
        client.get(page)
        with django_assert_max_num_queries(30):
            client.get(page)


def test_phones_can_be_let_in_later_and_only_once(known: Cast, sitting: Sitting) -> None:
    by = known.people[Role.FACILITATOR]
    assert actions.let_phones_vote(by, sitting) == actions.let_phones_vote(by, sitting)


def test_what_waits_is_said_on_the_first_page(known: Cast, sitting: Sitting) -> None:
    home = client_of(known.people[Role.FACILITATOR]).get("/").content.decode()
    assert "ตกลงระดับของการประเมินตนเอง" in home
    assert reverse("sitting", args=[sitting.pk]) in home
    viewer = client_of(known.people[Role.VIEWER]).get("/").content.decode()
    assert "ตกลงระดับของการประเมินตนเอง" not in viewer


def test_a_community_says_whether_it_is_named_outside(known: Cast) -> None:
    client = client_of(known.people[Role.COORDINATOR])
    page = reverse("community_settings", args=[known.home.slug])
    seen = client.get(page).context["form"]["seen"].value()
    said = {"suppress": "5", "network": known.network.pk, "named_outside": "on", "seen": seen}
    client.post(page, said)
    known.home.refresh_from_db()
    assert known.home.named_outside


def test_people_see_what_they_wrote_down(known: Cast, sitting: Sitting) -> None:
    by = known.people[Role.FACILITATOR]
    client = client_of(by)
    client.post(page_of(sitting, known.home), SAID)
    practice = makers.first(sitting.table)
    assert practice.name.th in client.get(reverse("me")).content.decode()


def test_what_is_half_typed_is_let_go_when_it_is_kept(known: Cast, sitting: Sitting) -> None:
    client = client_of(known.people[Role.FACILITATOR])
    page = page_of(sitting, known.home)
    draft = client.get(page).context["draft"]
    assert f'data-draft="{draft}"' in client.get(page).content.decode()
    answer = client.post(page, SAID, follow=True)
    assert f'data-kept="{draft}"' in answer.content.decode()


def test_an_empty_sitting_is_thrown_away_and_one_with_words_stays(
    known: Cast, sitting: Sitting
) -> None:
    client = client_of(known.people[Role.FACILITATOR])
    client.post(page_of(sitting, known.home, "sitting_hands"), {"level3": "9"})
    client.post(reverse("sitting_discard", args=[sitting.pk]))
    assert Sitting.objects.exists()
    Hands.objects.all().delete()
    answer = client.post(reverse("sitting_discard", args=[sitting.pk]))
    assert answer["Location"] == reverse("community_levels", args=[known.home.slug])
    assert not Sitting.objects.exists()


def test_the_network_reads_who_can_tell_how(known: Cast) -> None:
    table = makers.table(known.organiser, known.network)
    one = makers.sitting(known.organiser, table, [known.home, known.other])
    first, second = list(table.practices.all())[:2]
    makers.agreed(one, first, known.home, 4, 5)
    makers.agreed(one, second, known.home, 2, 3)
    makers.agreed(one, second, known.other, 1, 3)
    (side,) = side_by_side(known.network, [known.home, known.other])
    assert "มี 1 เรื่องที่บางชุมชนถึงระดับ 4" in side.reading().th
    assert side.reading().en.endswith(f"Nobody has reached level 3 on: {second.name.en}.")


def test_a_reason_that_names_a_neighbour_is_taken_out_and_put_back(
    known: Cast, sitting: Sitting
) -> None:
    voice = makers.voice(sitting, makers.first(sitting.table), known.home)
    page = page_of(sitting, known.home)
    lead, viewer = (client_of(known.people[one]) for one in (Role.FACILITATOR, Role.VIEWER))
    assert voice.reason in viewer.get(page).content.decode()
    assert "สมาชิกชุมชนและเครือข่ายอ่านได้" in viewer.get(page).content.decode()
    assert viewer.post(f"{page}voices/{voice.pk}/").status_code == 404
    assert lead.post(f"{page}voices/{voice.pk}/").status_code == 302
    assert voice.reason not in viewer.get(page).content.decode()
    assert voice.reason in lead.get(page).content.decode(), "whoever leads can put it back"
    lead.post(f"{page}voices/{voice.pk}/", {"way": "back"})
    assert voice.reason in viewer.get(page).content.decode()
    done = AuditEntry.objects.filter(verb__startswith="voice.").values_list("verb", flat=True)
    assert sorted(done) == ["voice.put_back", "voice.taken_out"]


def test_reasons_stay_hidden_while_phones_answer(known: Cast) -> None:
    by = known.people[Role.FACILITATOR]
    table = makers.home_table(known)
    sitting = makers.sitting(by, table, [known.home], phones=True)
    voice = makers.voice(sitting, makers.first(sitting.table), known.home)
    page = page_of(sitting, known.home)
    assert sitting.hall
    halls.show(by, sitting.hall, "practice", makers.first(table).pk)
    assert voice.reason not in client_of(by).get(page).content.decode()
    halls.take(by, sitting.hall, taking=False)
    assert voice.reason in client_of(by).get(page).content.decode()

"""Who stands where: levels through time, names outside, the same numbers everywhere."""

from __future__ import annotations

import csv
import datetime
import io
import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Practice, PracticeTable, Sitting
from ruamsuk.assessments.scenes import sitting_in
from ruamsuk.assessments.standing import (
    in_the_hall,
    named,
    of_practices,
    river_of,
    river_rows,
    stairs_of,
)
from ruamsuk.charts import River
from ruamsuk.communities.models import Community
from ruamsuk.halls import actions as halls
from tests.assessments import makers
from tests.cast import Cast, cast, community
from tests.halls.makers import Phone

pytestmark = pytest.mark.django_db
EARLIER, LATER = datetime.date(2025, 1, 24), datetime.date(2026, 1, 24)


class Net:
    """A network of four communities and a table of practices."""

    def __init__(self, *, public: bool = False) -> None:
        self.known: Cast = cast()
        known = self.known
        known.network.public = public
        known.network.save()
        third, fourth = (
            community(code, name, within=known.network, villages=0)
            for code, name in (("701003", "หนองพันจันทร์"), ("740309", "คลองตัน"))
        )
        self.communities: list[Community] = [known.home, third, known.other, fourth]
        self.table: PracticeTable = makers.table(known.organiser, known.network)
        self.practices: list[Practice] = list(self.table.practices.all())

    def sitting(self, on: datetime.date = LATER, *, closed: bool = True) -> Sitting:
        made = makers.sitting(self.known.organiser, self.table, self.communities, on)
        if closed:
            Sitting.objects.filter(pk=made.pk).update(closed=timezone.now())
        return made

    def agree(self, of: Sitting, practice: int, *levels: tuple[int, int] | None) -> None:
        """Levels now and wished, community by community; None where one has none."""
        for one, pair in zip(self.communities, levels, strict=False):
            if pair:
                makers.agreed(of, self.practices[practice], one, *pair)

    def river(self, of: Sitting, own: int | None = None) -> River:
        places = named(self.known.network, self.communities, inside=True)
        standing = of_practices(of, places, inside=True)
        return river_of(standing, None if own is None else places[own])

    def get(self, path: str, who: User | None = None, language: str = "th") -> str:
        client = Client(headers={"accept-language": language})
        if who:
            client.force_login(who, "django.contrib.auth.backends.ModelBackend")
        response = client.get(path)
        assert response.status_code == 200, path
        return response.content.decode()


def banks(river: River) -> list[tuple[int, float | None, float | None, float | None]]:
    return [(one.count, one.lowest, one.median, one.highest) for one in river.stretches]


def own(river: River) -> list[tuple[float | None, float | None]]:
    return [(one.own.shown, one.before.shown) for one in river.stretches]


def test_the_banks_of_a_table_made_by_hand() -> None:
    net = Net()
    one = net.sitting()
    net.agree(one, 0, (1, 3), (2, 3), (3, 3), (5, 5))
    net.agree(one, 1, (2, 4), (2, 2), (2, 3), (2, 5))
    net.agree(one, 2, None, None, (4, 4), None)
    assert banks(net.river(one))[:4] == [
        (4, 1, 2.5, 5),
        (4, 2, 2, 2),
        (1, 4, 4, 4),
        (0, None, None, None),
    ]


def test_a_line_that_rose_fell_and_is_missing_since_the_time_before() -> None:
    net = Net()
    before, now = net.sitting(EARLIER), net.sitting(LATER)
    net.agree(before, 0, (2, 4))
    net.agree(before, 1, (4, 4))
    net.agree(now, 0, (3, 4))
    net.agree(now, 1, (2, 4))
    net.agree(now, 2, (1, 2))
    river = net.river(now, own=0)
    assert own(river)[:4] == [(3, 2), (2, 4), (1, None), (None, None)]
    assert river.earlier.en == "24 Jan 2025"
    assert own(net.river(before, own=0))[:2] == [(2, None), (4, None)], "nothing of what came later"


def test_the_time_before_is_one_day_for_the_whole_line() -> None:
    net = Net()
    first, second, third = (net.sitting(datetime.date(year, 1, 24)) for year in (2024, 2025, 2026))
    net.agree(first, 0, (1, 4))
    net.agree(first, 1, (1, 4))
    net.agree(first, 2, (1, 4))
    net.agree(second, 0, (2, 4))
    net.agree(second, 2, (3, 4))
    net.agree(third, 0, (3, 4))
    net.agree(third, 1, (4, 4))
    river = net.river(third, own=0)
    assert river.earlier.en == "24 Jan 2025"
    assert own(river)[:3] == [(3, 2), (4, None), (3, None)], (
        "neither what an earlier time said, nor a level beside itself"
    )


def test_a_community_that_sat_earlier_keeps_its_place_in_the_river() -> None:
    net = Net()
    before, now = net.sitting(EARLIER), net.sitting(LATER)
    net.agree(before, 0, None, (5, 5))
    net.agree(now, 0, (1, 2), None, (3, 3))
    assert banks(net.river(now))[0] == (3, 1, 3, 5)


def test_one_community_lets_both_banks_fall_together() -> None:
    net = Net()
    one = net.sitting()
    net.agree(one, 0, (3, 4))
    assert banks(net.river(one, own=0))[0] == (1, 3, 3, 3)


def test_the_hall_sees_the_middle_until_a_level_is_agreed() -> None:
    net = Net()
    one = net.sitting(closed=False)
    makers.opinions(one, net.practices[0], net.communities[0], 1, 2, 2, 5)
    makers.opinions(one, net.practices[0], net.communities[1], 4, 4)  # too few to show
    net.agree(one, 0, None, None, (5, 5))
    places = named(net.known.network, net.communities, inside=True)
    first = river_of(in_the_hall(one, places, counts=True)).stretches[0]
    assert (first.count, first.lowest, first.highest, first.open) == (2, 2, 5, True)
    hidden = river_of(in_the_hall(one, places, counts=False)).stretches[0]
    assert (hidden.count, hidden.lowest, hidden.open) == (1, 5, False)
    net.agree(one, 0, (3, 4))
    settled = river_of(in_the_hall(one, places, counts=True)).stretches[0]
    assert (settled.count, settled.lowest, settled.open) == (2, 3, False)


def test_stairs_leave_out_what_is_not_agreed() -> None:
    net = Net()
    one = net.sitting(closed=False)
    makers.opinions(one, net.practices[0], net.communities[0], 1, 2, 2)
    net.agree(one, 0, None, (4, 4), (1, 3))
    places = named(net.known.network, net.communities, inside=True)
    standing = in_the_hall(one, places, counts=True)
    stairs = stairs_of(standing, standing.topics[0])
    told = [(c.name.full.th, c.gap, c.shares, len(c.teachers)) for c in stairs.climbers]
    assert told == [("หนองพันจันทร์", 0, True, 0), ("หนองสาหร่าย", 2, False, 1)]


@pytest.mark.parametrize(
    ("wish", "outside"),
    [
        ((True, True, True, True), "บ้านเลือก หนองพันจันทร์ หนองสาหร่าย คลองตัน"),
        ((True, False, False, True), "บ้านเลือก คลองตัน ชุมชน ก ชุมชน ข"),
        ((True, True, False, True), "บ้านเลือก หนองพันจันทร์ คลองตัน"),
        ((False, False, False, False), "ชุมชน ก ชุมชน ข ชุมชน ค ชุมชน ง"),
    ],
    ids=["all", "two", "one alone would be known", "none"],
)
def test_outside_only_those_are_named_who_want_to_be(wish: tuple[bool, ...], outside: str) -> None:
    net = Net()
    for one, wants in zip(net.communities, wish, strict=True):
        one.named_outside = wants
    inside = named(net.known.network, net.communities, inside=True)
    assert [place.pk for place in inside] == [one.pk for one in net.communities]
    found = named(net.known.network, net.communities, inside=False)
    assert " ".join(place.name.th for place in found) == outside
    again = named(net.known.network, net.communities[::-1], inside=False)
    assert {p.pk: p.name for p in again} == {p.pk: p.name for p in found}, "stable"


def test_outside_no_name_and_nothing_unsettled_is_told() -> None:
    net = Net(public=True)
    closed, going = net.sitting(EARLIER), net.sitting(LATER, closed=False)
    net.agree(closed, 0, (1, 3), (2, 2), (3, 3), (4, 4))
    net.agree(going, 0, (5, 5))
    stairs = f"/n/west/stairs/{net.practices[0].pk}"
    for path in ("/n/west/river/", f"{stairs}/", "/n/west/river.csv", f"{stairs}.csv"):
        page = net.get(path)
        for one in net.communities:
            assert one.name.th not in page and one.slug not in page, path
        assert "24 ม.ค. 2569" not in page
    assert "ชุมชน ก" in net.get(f"{stairs}/")
    assert Client().get(f"/n/west/river/?sitting={going.pk}").status_code == 404
    assert Client().get("/n/west/river/?community=700704").status_code == 404


def test_a_private_network_shows_nothing_outside() -> None:
    net = Net()
    net.agree(net.sitting(), 0, (1, 3), (2, 2))
    assert Client().get("/n/west/river/").status_code == 404


def cells(page: str) -> list[list[str]]:
    """The table of numbers of a page."""
    body = page[page.index("standing-table") :]
    body = body[body.index("<tbody>") : body.index("</tbody>")]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.S)
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in found]


@pytest.mark.parametrize("language", ["th", "en"])
def test_page_picture_table_and_file_have_the_same_numbers(language: str) -> None:
    net = Net()
    before, now = net.sitting(EARLIER), net.sitting(LATER)
    net.agree(before, 0, (2, 4), (2, 2))
    net.agree(now, 0, (3, 4), (1, 2), (5, 5))
    net.agree(now, 1, (2, 4), (4, 5))
    who = net.known.organiser
    for path in ("/n/west/river", f"/n/west/stairs/{net.practices[0].pk}"):
        query = "?community=700704"
        page = net.get(f"{path}/{query}", who, language)
        rows = list(csv.reader(io.StringIO(net.get(f"{path}.csv{query}", who, language)[1:])))
        assert cells(page) == rows[1:]
        svg = net.get(f"{path}.svg{query}", who, language)
        assert svg in page
    river = net.river(now, own=0)
    assert [cell.en for cell in river_rows(river).cells[0][1:]] == [
        "1",
        "3",
        "5",
        "3",
        "3",
        "2",
        "+1",
    ]


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_pictures_and_papers(kind: str, start: bytes) -> None:
    net = Net(public=True)
    net.agree(net.sitting(), 0, (1, 3), (2, 2), (3, 3))
    for path in ("/n/west/river", f"/n/west/stairs/{net.practices[0].pk}"):
        response = Client().get(f"{path}.{kind}")
        assert response.status_code == 200 and response.content.startswith(start)
    assert Client().get("/n/west/river.exe").status_code == 404


def test_queries_do_not_grow_with_the_network(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    net = Net()
    for day in (EARLIER, LATER):
        one = net.sitting(day)
        for practice in range(len(net.practices)):
            net.agree(one, practice, (1, 3), (2, 2), (3, 3), (4, 5))
    client = Client()
    client.force_login(net.known.organiser, "django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(24):
        client.get("/n/west/river/")
    with django_assert_max_num_queries(24):
        client.get(f"/n/west/stairs/{net.practices[0].pk}/")


def test_board_and_phones_show_both() -> None:
    net = Net()
    organiser = net.known.organiser
    one = makers.sitting(organiser, net.table, net.communities, phones=True)
    assert one.hall is not None
    makers.opinions(one, net.practices[0], net.communities[0], 2, 2, 4)
    net.agree(one, 1, (2, 4), (4, 4))
    board = f"/halls/{one.hall.pk}/board/"
    phone = Phone(one.hall)
    phone.join(net.communities[0])
    halls.show(organiser, one.hall, "river", one.pk)
    assert "ยังไม่ได้ตกลงกัน" in net.get(board, organiser)
    small = phone.client.get(phone.address).content.decode()
    assert "<svg" in small and "บ้านเลือก" in small
    halls.show(organiser, one.hall, "stairs", net.practices[1].pk)
    assert sitting_in(one.hall, net.practices[1].pk) is not None
    assert "เรียนได้จาก" in net.get(board, organiser)
    assert "<svg" in phone.client.get(phone.address).content.decode()

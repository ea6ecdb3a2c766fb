"""What the pages of results show, to whom, and that it is what the engine found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ruamsuk.communities.models import Community, Tambon, Wording
from ruamsuk.engine.framework.models import Framework
from ruamsuk.indicators.models import Version
from ruamsuk.lib.text import LocalText
from ruamsuk.results.actions.compute import start_computation
from ruamsuk.results.models import (
    Boundary,
    Computation,
    Figure,
    HandCount,
    Publication,
    Round,
    Verdict,
)
from ruamsuk.results.pages.measured import measurements
from ruamsuk.results.tables import tables_of
from tests.cast import Cast, cast
from tests.results.makers import bring_in, households, round_of, version

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Scene:
    """The known community with two computed rounds, of which nothing is public yet."""

    cast: Cast
    version: Version
    rounds: tuple[Round, Round]
    computation: Computation

    @property
    def slug(self) -> str:
        return self.cast.home.slug

    @property
    def framework(self) -> Framework:
        return self.version.definition


@pytest.fixture
def scene() -> Iterator[Scene]:
    measurements.cache_clear()
    known = cast()
    made = version(known.home)
    rounds = (round_of(made, 2024), round_of(made, 2025))
    for seed, round_ in enumerate(rounds):
        bring_in(round_, households(known.home, 70, seed + 1))
    start_computation(known.people["facilitator"], known.home, made)
    yield Scene(known, made, rounds, Computation.objects.get())
    measurements.cache_clear()


def publish(scene: Scene, *indicators: str, round_: int = 1) -> None:
    Community.objects.filter(pk=scene.cast.home.pk).update(public=True)
    Publication.objects.create(
        round=scene.rounds[round_], indicators=list(indicators), words="อ่านได้เลย"
    )


def hide_nothing(scene: Scene) -> Computation:
    """Compute again with every count shown."""
    scene.cast.home.suppress = 0
    scene.cast.home.save()
    return start_computation(scene.cast.people["facilitator"], scene.cast.home, scene.version)[0]


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


class _Numbers(HTMLParser):
    """Every ``data-value`` of a page, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[float] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [float(value) for name, value in attrs if name == "data-value" and value]


def numbers(html: str) -> list[float]:
    reader = _Numbers()
    reader.feed(html)
    return reader.found


PATHS = (
    "/c/{slug}/",
    "/c/{slug}/goals/economy/",
    "/c/{slug}/indicators/debt-free/",
    "/c/{slug}/index/",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("coordinator", True),
        ("facilitator", True),
        ("collector", True),
        ("mentor", True),
        ("member", True),
        ("viewer", True),
        ("neighbour", False),
        ("outsider", False),
        ("", False),
    ],
)
def test_who_sees(client: Client, scene: Scene, path: str, who: str, sees: bool) -> None:
    person = scene.cast.people.get(who) or getattr(scene.cast, who or "outsider")
    if who:
        client.force_login(person)
    status = client.get(path.format(slug=scene.slug)).status_code
    assert status == (200 if sees else 404)


@pytest.mark.parametrize("who", ["facilitator", "viewer"])
@pytest.mark.parametrize("indicator", ["debt-free", "rice", "water"])
def test_a_sheet_shows_the_engine_s_numbers(
    client: Client, scene: Scene, who: str, indicator: str
) -> None:
    client.force_login(scene.cast.people[who])
    shown = numbers(page(client, f"/c/{scene.slug}/indicators/{indicator}/"))
    rows = tables_of(scene.computation, full=who == "facilitator").estimates.to_pylist()
    own = {
        (row["round"], row["by"], row["group"]): row["estimate"]
        * (100.0 if row["measure"] == "share" else 1.0)
        for row in rows
        if row["indicator"] == indicator
        and row["measure"] in ("share", "mean")
        and row["estimate"] is not None
    }
    villages = sorted(key for key in own if key[0] == "2568" and key[1] == "village")
    rounds = [key for key in (("2567", "", ""), ("2568", "", "")) if key in own]
    head = [key for key in rounds if key[0] == "2568"]
    assert shown == [own[key] for key in (*head, *villages, *rounds)]


def test_the_index_is_the_engine_s(client: Client, scene: Scene) -> None:
    client.force_login(scene.cast.people["facilitator"])
    shown = numbers(page(client, f"/c/{scene.slug}/index/"))
    rows = tables_of(scene.computation, full=True).estimates.to_pylist()
    found = {
        (row["round"], row["measure"]): row["estimate"]
        for row in rows
        if row["by"] == "" and row["measure"] in ("H", "A", "M0")
    }
    for place, label in enumerate(("2567", "2568")):
        expected = [found[label, "H"] * 100.0, found[label, "A"] * 100.0, found[label, "M0"]]
        assert shown[3 * place : 3 * place + 3] == expected


def test_a_goal_is_the_mean_of_its_shares(client: Client, scene: Scene) -> None:
    client.force_login(scene.cast.people["facilitator"])
    html = page(client, f"/c/{scene.slug}/")
    rows = tables_of(scene.computation, full=True).estimates.to_pylist()
    shares = {
        row["indicator"]: row["estimate"] * 100.0
        for row in rows
        if row["round"] == "2568" and row["by"] == "" and row["measure"] == "share"
    }
    assert numbers(html)[:2] == [shares["debt-free"], shares["water"]]


def test_small_counts_are_hidden_from_those_who_may_not_see_households(
    client: Client, scene: Scene
) -> None:
    path = f"/c/{scene.slug}/indicators/water/"
    client.force_login(scene.cast.people["facilitator"])
    full = numbers(page(client, path))
    client.force_login(scene.cast.people["viewer"])
    html = page(client, path)
    shown = numbers(html)
    hidden = [
        row
        for row in tables_of(scene.computation, full=False).estimates.to_pylist()
        if row["indicator"] == "water" and row["measure"] == "share" and row["hidden"]
    ]
    assert hidden
    assert len(shown) < len(full)
    assert set(shown) <= set(full)


def test_a_number_that_a_meeting_saw_is_hidden_where_it_is_small(
    client: Client, scene: Scene
) -> None:
    for indicator in ("debt-free", "water"):
        Verdict.objects.create(
            round=scene.rounds[1],
            indicator=indicator,
            text="ดีขึ้น",
            seen="SEEN 97%",
            held_on="2026-03-01",
            attended=20,
            who="ผู้ใหญ่บ้าน",
        )
    hidden = {
        row["indicator"]
        for row in tables_of(scene.computation, full=False).estimates.to_pylist()
        if row["measure"] == "share"
        and row["by"] == ""
        and row["round"] == "2568"
        and row["hidden"]
    }
    client.force_login(scene.cast.people["viewer"])
    for indicator in ("debt-free", "water"):
        html = page(client, f"/c/{scene.slug}/indicators/{indicator}/")
        assert "ดีขึ้น" in html
        assert ("SEEN" in html) == (indicator not in hidden)


@pytest.mark.parametrize(
    ("published", "path", "status"),
    [
        ((), "/c/{slug}/goals/economy/", 404),
        (("debt-free",), "/c/{slug}/", 200),
        (("debt-free",), "/c/{slug}/goals/economy/", 200),
        (("debt-free",), "/c/{slug}/goals/health/", 404),
        (("debt-free",), "/c/{slug}/indicators/debt-free/", 200),
        (("debt-free",), "/c/{slug}/indicators/rice/", 404),
        (("debt-free",), "/c/{slug}/index/", 404),
        (("debt-free", "water"), "/c/{slug}/index/", 200),
        (("debt-free",), "/c/{slug}/?round=2567", 404),
        (("debt-free",), "/c/{slug}/?round=2568", 200),
    ],
)
def test_outsiders_see_what_is_published(
    client: Client, scene: Scene, published: tuple[str, ...], path: str, status: int
) -> None:
    publish(scene, *published)
    assert client.get(path.format(slug=scene.slug)).status_code == status


def test_what_is_not_published_stands_nowhere_on_a_public_page(
    client: Client, scene: Scene
) -> None:
    publish(scene, "debt-free")
    Verdict.objects.create(
        round=scene.rounds[1],
        indicator="rice",
        text="เรื่องข้าว",
        held_on="2026-03-01",
        attended=9,
        who="ยายมี",
    )
    Verdict.objects.create(
        round=scene.rounds[1], text="เรื่องรวม", held_on="2026-03-01", attended=9, who="ยายมี"
    )
    html = page(client, f"/c/{scene.slug}/")
    assert "เรื่องรวม" in html
    assert "อ่านได้เลย" in html
    for private in ("เรื่องข้าว", "ยายมี", "2567", "สุขภาพ", "indicators/water", "indicators/rice"):
        assert private not in html, private


def test_a_publication_that_is_withdrawn_is_gone(client: Client, scene: Scene) -> None:
    publish(scene, "debt-free")
    Publication.objects.update(withdrawn="2026-01-01T00:00Z")
    assert not numbers(page(client, f"/c/{scene.slug}/"))
    assert client.get(f"/c/{scene.slug}/indicators/debt-free/").status_code == 404


def test_a_change_is_public_only_where_both_rounds_are(client: Client, scene: Scene) -> None:
    publish(scene, "debt-free")
    assert "delta-" not in page(client, f"/c/{scene.slug}/indicators/debt-free/")
    publish(scene, "debt-free", round_=0)
    measurements.cache_clear()
    assert "delta-" in page(client, f"/c/{scene.slug}/indicators/debt-free/")


def test_rounds_are_chosen_by_their_label(client: Client, scene: Scene) -> None:
    client.force_login(scene.cast.people["viewer"])
    now = page(client, f"/c/{scene.slug}/indicators/rice/")
    before = page(client, f"/c/{scene.slug}/indicators/rice/?round=2567")
    assert numbers(now)[0] != numbers(before)[0]
    assert numbers(before)[0] == numbers(now)[-2]
    assert client.get(f"/c/{scene.slug}/?round=1999").status_code == 404


def test_other_sources_stand_beside_the_number(client: Client, scene: Scene) -> None:
    HandCount.objects.create(
        round=scene.rounds[1], indicator="school", counts=[10, 30], held_on="2026-02-01"
    )
    Figure.objects.create(
        round=scene.rounds[1],
        indicator="school",
        numerator=45,
        denominator=60,
        source="จปฐ",
        as_of="2025",
    )
    client.force_login(scene.cast.people["viewer"])
    html = page(client, f"/c/{scene.slug}/indicators/school/")
    assert numbers(html) == [75.0, 75.0]
    assert "จปฐ" in html
    overview = page(client, f"/c/{scene.slug}/")
    assert re.search(r'id="elsewhere".*indicators/school', overview, re.S)


def test_a_community_without_rounds_is_taught_the_next_step(client: Client) -> None:
    known = cast()
    client.force_login(known.people["facilitator"])
    html = page(client, f"/c/{known.home.slug}/")
    assert f"/c/{known.home.slug}/rounds/" in html
    assert client.get(f"/c/{known.home.slug}/index/").status_code == 404


def test_a_series_goes_on_or_breaks_with_the_version(client: Client, scene: Scene) -> None:
    newer = version(scene.cast.home, 2)
    newer.based_on, newer.mapping = scene.version, {"debt-free": "debt-free", "water": None}
    newer.save()
    bring_in(round_of(newer, 2026), households(scene.cast.home, 70, 5))
    start_computation(scene.cast.people["facilitator"], scene.cast.home, newer)
    client.force_login(scene.cast.people["facilitator"])
    goes_on = page(client, f"/c/{scene.slug}/indicators/debt-free/?round=2569")
    breaks = page(client, f"/c/{scene.slug}/indicators/water/?round=2569")
    assert "นิยามเปลี่ยนไป" not in goes_on
    assert "นิยามเปลี่ยนไป ตัวเลขก่อนและหลังรอบ 2569" in breaks
    assert len(numbers(goes_on)) == len(numbers(breaks))


def test_a_network_stands_side_by_side(client: Client, scene: Scene) -> None:
    path = f"/n/{scene.cast.network.slug}/"
    assert client.get(path).status_code == 404
    hide_nothing(scene)
    client.force_login(scene.cast.neighbour)
    html = page(client, path)
    assert f"/c/{scene.slug}/" not in html
    client.force_login(scene.cast.people["viewer"])
    own = page(client, path)
    assert f"/c/{scene.slug}/goals/economy/" in own
    assert numbers(own) == numbers(html)
    shown = tables_of(scene.computation, full=True).estimates.to_pylist()
    economy = next(
        row["estimate"] * 100.0
        for row in shown
        if (row["round"], row["by"], row["indicator"], row["measure"])
        == ("2568", "", "debt-free", "share")
    )
    assert numbers(own)[0] == economy


def test_a_public_network_shows_what_its_communities_publish(client: Client, scene: Scene) -> None:
    hide_nothing(scene)
    scene.cast.network.public = True
    scene.cast.network.save()
    path = f"/n/{scene.cast.network.slug}/"
    assert not numbers(page(client, path))
    publish(scene, "debt-free")
    assert len(numbers(page(client, path))) == 1


SQUARE = [[99.0, 13.0], [99.1, 13.0], [99.1, 13.05], [99.1, 13.1], [99.0, 13.1], [99.0, 13.0]]


@pytest.mark.parametrize("code", ["700704", "TH700704", 700704])
def test_outlines_are_loaded_by_code(
    client: Client, scene: Scene, tmp_path: Path, code: object
) -> None:
    feature = {
        "type": "Feature",
        "properties": {"name": "x", "ADM3": code},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    call_command("boundaries", str(file))
    kept = Boundary.objects.get().polygons
    assert [99.1, 13.05] not in kept[0][0], "a point on a straight line is left out"
    tambon = Tambon.objects.get(code="700704")
    assert (tambon.latitude, tambon.longitude) == (13.05, 99.05), "distances count from the middle"
    client.force_login(scene.cast.people["viewer"])
    html = page(client, f"/n/{scene.cast.network.slug}/")
    assert html.count('<figure class="chart">') == 2, "outlines and tiles"


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"features": []}', '{"features": [{"a": 1}]}'])
def test_a_file_without_outlines_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "map.geojson"
    file.write_text(text)
    with pytest.raises(CommandError):
        call_command("boundaries", str(file))
    assert not Boundary.objects.exists()


@pytest.mark.parametrize(("path", "most"), [*((path, 16) for path in PATHS), ("/n/west/", 18)])
def test_a_page_asks_the_database_few_questions(
    client: Client,
    scene: Scene,
    path: str,
    most: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(scene.cast.people["facilitator"])
    address = path.format(slug=scene.slug)
    page(client, address)
    with django_assert_max_num_queries(most):
        page(client, address)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "ความดีของเรา"),
        ("rounds/", "ครั้งการวัดผล"),
        ("rounds/new/", "ครั้งใหม่"),
        ("frameworks/", "ความดีและเครื่องชี้"),
        ("goals/{goal}/", ">เครื่องชี้</h2>"),
        ("indicators/{indicator}/", "<dt>ความดี</dt>"),
        ("indicators/{indicator}/", "ทุกครั้งที่ผ่านมา"),
    ],
)
def test_headings_use_the_community_s_own_words(
    client: Client, scene: Scene, path: str, said: str
) -> None:
    words = {"goal": "ความดี", "indicator": "เครื่องชี้", "round": "ครั้ง"}
    own = {noun: LocalText(word) for noun, word in words.items()}
    Wording.objects.create(community=scene.cast.home, **own)
    client.force_login(scene.cast.people["facilitator"])
    goal = scene.framework.goals[0]
    names = {"goal": goal.id, "indicator": goal.indicators[0].id}
    assert said in page(client, f"/c/{scene.slug}/" + path.format(**names))

"""The JSON API: who gets what, what is refused and how it is told."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import yaml
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.cast import Cast, cast
from tests.web.api import ROOT, Asker, measured, program, secret

from ruamsuk.accounts.models import Token
from ruamsuk.communities.models import AuditEntry
from ruamsuk.results.actions import publish
from ruamsuk.results.models import Figure, HandCount, Import, Round, Verdict
from ruamsuk.results.tables import latest, tables_of
from ruamsuk.web.api import visitors

pytestmark = pytest.mark.django_db
HOME = "/communities/700704"


@pytest.fixture(autouse=True)
def _no_history() -> None:
    cache.clear()


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def rounds(people: Cast) -> list[Round]:
    return measured(people)


def problems(answer: Any, status: int) -> list[tuple[str, dict[str, Any]]]:
    """Code and place of each problem; each is told in both languages."""
    assert answer.status_code == status, answer.content
    found = answer.json()["problems"]
    for one in found:
        assert one["sentence"]["th"] and one["sentence"]["en"]
        assert one["sentence"]["th"] != one["sentence"]["en"]
    return [(one["code"], one["place"]) for one in found]


READ = [
    "/me",
    "/areas?q=บ้านเลือก",
    "/networks",
    "/networks/west",
    "/networks/west/frameworks",
    "/communities",
    "/communities?network=west",
    *(f"{HOME}{end}" for end in ("", "/timeline", "/villages", "/may", "/frameworks", "/rounds")),
    *(f"{HOME}{end}" for end in ("/sources", "/estimates", "/changes", "/verdicts", "/exports")),
    f"{HOME}/computations",
]


@pytest.mark.parametrize("path", READ)
def test_a_member_reads(people: Cast, rounds: list[Round], path: str) -> None:
    answer = program(people.people["member"], "read").get(path)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("path", [path for path in READ if path.startswith(f"{HOME}")])
@pytest.mark.parametrize("who", ["nobody", "outsider", "neighbour"])
def test_what_one_may_not_see_is_not_there(
    people: Cast, rounds: list[Round], path: str, who: str
) -> None:
    asker = Asker() if who == "nobody" else program(getattr(people, who))
    assert problems(asker.get(path), 404) == [("not-found", {})]


def test_lists_hold_what_one_may_see(people: Cast, rounds: list[Round]) -> None:
    def slugs(asker: Asker, path: str) -> list[str]:
        return [one["slug"] for one in asker.get(path).json()]

    member, outsider = program(people.people["member"]), program(people.outsider)
    assert slugs(member, "/communities") == ["700704"]
    assert slugs(program(people.organiser), "/communities") == ["700704", "710911"]
    assert slugs(outsider, "/communities") == slugs(Asker(), "/networks") == []
    assert slugs(member, "/networks") == ["west"]


@pytest.mark.parametrize(
    ("scopes", "get", "post"),
    [
        (("read",), 200, 403),
        (("write",), 403, 403),
        (("read", "write"), 200, 201),
        ((), 403, 403),
    ],
)
def test_a_token_reaches_no_further_than_its_scopes(
    people: Cast, rounds: list[Round], scopes: tuple[str, ...], get: int, post: int
) -> None:
    asker = Asker(secret(people.people["facilitator"], scopes))
    assert asker.get(f"{HOME}/rounds").status_code == get
    said = {"round": "2568", "text": "ดี", "held_on": "2026-01-24", "attended": 9}
    assert asker.post(f"{HOME}/verdicts", **said).status_code == post


@pytest.mark.parametrize(
    ("role", "scopes", "full"),
    [
        ("facilitator", ("read", "households"), True),
        ("facilitator", ("read",), False),
        ("viewer", ("read", "households"), False),
    ],
)
def test_small_counts_need_role_and_scope(
    people: Cast, rounds: list[Round], role: str, scopes: tuple[str, ...], full: bool
) -> None:
    asker = program(people.people[role], *scopes)
    page = asker.get(f"{HOME}/estimates", limit=1000).json()
    computation = latest(people.home)
    assert computation is not None
    assert page["rows"] == tables_of(computation, full=full).estimates.to_pylist()
    sources = asker.get(f"{HOME}/sources", round="2567", indicator="water").json()
    assert (sources[0]["value"] is not None) is full


def test_rows_are_chosen_and_paged(people: Cast, rounds: list[Round]) -> None:
    asker = program(people.people["viewer"])
    chosen = {"round": "2568", "indicator": ["water", "rice"], "by": "village"}
    page = asker.get(f"{HOME}/estimates", **chosen, measure=["share", "mean"]).json()
    assert page["count"] == 6
    assert {row["group"] for row in page["rows"]} == {"70070401", "70070402", "70070403"}
    parts = [
        asker.get(f"{HOME}/estimates", offset=offset, limit=7).json()["rows"]
        for offset in range(0, page["count"] + 200, 7)
    ]
    whole = asker.get(f"{HOME}/estimates", limit=1000).json()
    assert [row for part in parts for row in part] == whole["rows"][: 7 * len(parts)]
    changes = asker.get(f"{HOME}/changes", measure="mean", by="", group="").json()["rows"]
    assert {(row["from_round"], row["to_round"]) for row in changes} == {("2567", "2568")}
    assert problems(asker.get(f"{HOME}/estimates", limit=0), 422) == [("shape", {"field": "limit"})]


def test_everyone_reads_what_is_published(people: Cast, rounds: list[Round]) -> None:
    publish.publish_round(people.people["coordinator"], rounds[1], indicators=["water"])
    for asker in (Asker(), program(people.outsider)):
        rows = asker.get(f"{HOME}/estimates").json()["rows"]
        assert {(row["round"], row["indicator"]) for row in rows} == {("2568", "water")}
        assert [one["label"] for one in asker.get(f"{HOME}/rounds").json()] == ["2568"]
        sources = asker.get(f"{HOME}/sources").json()
        assert {(one["indicator"], one["who"]) for one in sources} == {("water", None)}
        assert asker.get(f"{HOME}/computations").status_code == 404
        assert asker.get(f"{HOME}/sources", round="2567").status_code == 404
        version = rounds[0].version_id
        assert asker.get(f"/versions/{version}").json()["document"]["framework"] == "small"


def test_a_version_as_yaml(people: Cast, rounds: list[Round]) -> None:
    answer = program(people.people["viewer"]).get(
        f"/versions/{rounds[0].version_id}/framework.yaml"
    )
    assert yaml.safe_load(answer.content)["framework"] == "small"
    assert Asker().get(f"/versions/{rounds[0].version_id}").status_code == 404


@pytest.mark.parametrize("token", ["rs_wrong", "", "revoked", "expired"])
def test_a_bad_token_lets_nobody_in(people: Cast, token: str) -> None:
    ended = {"revoked": {"revoked": timezone.now()}, "expired": {"expires": timezone.now()}}
    given = secret(people.outsider, **ended[token]) if token in ended else token
    answer = Client().get(f"{ROOT}/networks", headers={"Authorization": f"Bearer {given}"})
    assert problems(answer, 401) == [("token", {})]
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_browser_reads_and_does_not_write(people: Cast, rounds: list[Round]) -> None:
    client = Client()
    client.force_login(people.people["coordinator"])
    assert client.get(f"{ROOT}{HOME}/rounds").status_code == 200
    assert client.get(f"{ROOT}/me").json()["scopes"] is None
    answer = client.post(f"{ROOT}{HOME}/computations", {"round": "2568"}, "application/json")
    assert problems(answer, 401) == [("token", {})]
    assert problems(Client().get(f"{ROOT}/me"), 401) == [("token", {})]


def test_use_is_stamped_at_most_once_a_minute(people: Cast) -> None:
    asker, token = program(people.outsider), Token.objects.get()
    asker.get("/networks")
    token.refresh_from_db()
    first = token.last_used
    assert first is not None
    asker.get("/networks")
    token.refresh_from_db()
    assert token.last_used == first
    Token.objects.update(last_used=first - datetime.timedelta(minutes=2))
    asker.get("/networks")
    token.refresh_from_db()
    assert token.last_used is not None and token.last_used >= first


def test_nobody_asks_without_end(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitors, "MOST_A_MINUTE", 3)
    asker, other = program(people.outsider), program(people.organiser)
    answers = [asker.get("/networks").status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    answer = asker.get("/networks")
    assert problems(answer, 429) == [("too-many-requests", {})]
    assert 0 < float(answer["Retry-After"]) <= 60
    assert other.get("/networks").status_code == 200


@pytest.mark.parametrize(("proxies", "answer"), [(0, 429), (1, 200)])
def test_strangers_behind_a_proxy_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, proxies: int, answer: int
) -> None:
    monkeypatch.setattr(visitors, "MOST_A_MINUTE", 1)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    cache.clear()
    said = ("1.2.3.4, 198.51.100.1", "1.2.3.4, 198.51.100.2")
    asked = [Client(headers={"X-Forwarded-For": one}).get(f"{ROOT}/networks") for one in said]
    assert [one.status_code for one in asked] == [200, answer]


HANDS: dict[str, Any] = {
    "round": "2568",
    "indicator": "water",
    "counts": [3, 27],
    "held_on": "24/1/2569",
    "where": "ศาลาวัด",
}
FIGURE: dict[str, Any] = {
    "round": "2568",
    "indicator": "water",
    "numerator": 40,
    "denominator": 52,
    "source": "จปฐ. 2568",
    "as_of": "2568",
}


def test_hands_and_figures_are_kept(people: Cast, rounds: list[Round]) -> None:
    asker = program(people.people["collector"])
    made = asker.post(f"{HOME}/hands", **HANDS, village="70070402")
    assert made.status_code == 201, made.content
    count = HandCount.objects.get(pk=made.json()["id"])
    assert (count.counts, str(count.held_on)) == ([3, 27], "2026-01-24")
    assert count.village is not None and count.village.code == "70070402"
    made = asker.post(f"{HOME}/figures", **FIGURE)
    assert made.status_code == 201, made.content
    figure = Figure.objects.get(pk=made.json()["id"])
    assert (figure.numerator, figure.denominator, figure.as_of) == (40, 52, "2025")
    kinds = {one["kind"]: one for one in asker.get(f"{HOME}/sources", indicator="water").json()}
    assert kinds["hands"]["village"] == "70070402"
    assert kinds["figures"]["value"] == 40 / 52
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"hands.counted", "figure.added"} <= verbs


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("hands", HANDS | {"counts": [1, 2, 3]}, "counts"),
        ("hands", HANDS | {"counts": [0, 0]}, "counts"),
        ("hands", HANDS | {"counts": [-1, 5]}, "counts"),
        ("hands", HANDS | {"held_on": "วันพรุ่งนี้"}, "held_on"),
        ("hands", HANDS | {"village": "99999999"}, "village"),
        ("figures", FIGURE | {"numerator": 60}, "numerator"),
        ("figures", FIGURE | {"source": ""}, "source"),
        ("figures", FIGURE | {"as_of": "never"}, "as_of"),
        ("verdicts", {"round": "2568", "text": "", "held_on": "2026-01-01", "attended": 1}, "text"),
        (
            "verdicts",
            {"round": "2568", "text": "x", "held_on": "2026-01-01", "attended": 0},
            "attended",
        ),
    ],
)
def test_bad_input_is_told_with_its_field(
    people: Cast, rounds: list[Round], path: str, body: dict[str, Any], field: str
) -> None:
    asker = program(people.people["facilitator"])
    found = problems(asker.post(f"{HOME}/{path}", **body), 422)
    assert [place for _code, place in found] == [{"field": field}]
    assert not (HandCount.objects.exists() or Figure.objects.exists() or Verdict.objects.exists())


@pytest.mark.parametrize("role", ["viewer", "member", "mentor"])
@pytest.mark.parametrize("path", ["hands", "figures", "verdicts", "computations"])
def test_who_may_not_write(people: Cast, rounds: list[Round], role: str, path: str) -> None:
    verdict = {"round": "2568", "text": "x", "held_on": "2026-01-01", "attended": 1}
    bodies = {
        "hands": HANDS,
        "figures": FIGURE,
        "verdicts": verdict,
        "computations": {"round": "2568"},
    }
    answer = program(people.people[role]).post(f"{HOME}/{path}", **bodies[path])
    assert problems(answer, 404) == [("not-found", {})]


def test_a_closed_round_takes_nothing_and_says_so(people: Cast, rounds: list[Round]) -> None:
    Round.objects.update(closed=True)
    answer = program(people.people["collector"]).post(f"{HOME}/hands", **HANDS)
    assert problems(answer, 422) == [("refused", {})]


def test_a_verdict_stands_beside_the_number(people: Cast, rounds: list[Round]) -> None:
    asker = program(people.people["facilitator"])
    said = {"text": "ดีขึ้น", "held_on": "24 ม.ค. 2569", "attended": 31, "who": "สภา"}
    made = asker.post(f"{HOME}/verdicts", round="2568", indicator="rice", **said)
    assert made.status_code == 201, made.content
    (found,) = asker.get(f"{HOME}/verdicts", round="2568").json()
    assert (found["seen"]["th"], found["attended"], found["withdrawn"]) == ("53", 31, False)


def test_a_table_is_sent_checked_and_brought_in(people: Cast, rounds: list[Round]) -> None:
    asker = program(people.people["collector"])

    def send(text: str) -> Any:
        file = SimpleUploadedFile("บ้าน.csv", text.encode(), "text/csv")
        return asker.client.post(f"{ROOT}{HOME}/imports", {"round": "2568", "file": file})

    bad = send("household_id,village,debt,water,rice\nx1,1,-5,true,3\n")
    assert bad.status_code == 201, bad.content
    (problem,) = bad.json()["problems"]
    assert bad.json()["state"] == "faulty"
    assert (problem["place"]["row"], problem["place"]["column"]) == (2, "debt")
    text = "household_id,village,debt,water,rice\nx1,1,5,true,3\n"
    sent = send(text).json()
    assert (sent["state"], sent["rows"]) == ("ready", 1)
    again = send(text)
    assert (again.status_code, again.json()["id"]) == (200, sent["id"])
    done = asker.post(f"/imports/{sent['id']}/apply")
    assert (done.status_code, done.json()["state"]) == (200, "applied")
    assert problems(asker.post(f"/imports/{sent['id']}/apply"), 422) == [("refused", {})]
    assert Import.objects.get(pk=sent["id"]).state == "applied"
    assert program(people.people["member"]).get(f"/imports/{sent['id']}").status_code == 404
    started = program(people.people["facilitator"]).post(f"{HOME}/computations", round="2568")
    assert started.status_code == 201, started.content
    assert started.json()["state"] == "done"


def test_problems_quote_cells_only_to_tokens_for_households(
    people: Cast, rounds: list[Round]
) -> None:
    asker = program(people.people["collector"], "read", "write")
    text = "household_id,village,debt,water,rice\nบ้านยายมี,หมู่ 77,-4321,สีม่วง,3\n"
    file = SimpleUploadedFile("a.csv", text.encode(), "text/csv")
    sent = asker.client.post(f"{ROOT}{HOME}/imports", {"round": "2568", "file": file})
    answers = [sent, asker.get(f"/imports/{sent.json()['id']}"), asker.get(f"{HOME}/imports")]
    for answer in answers:
        said = answer.content.decode()
        assert '"row": 2' in said and '"column": "debt"' in said
        for value in ("บ้านยายมี", "77", "4321", "สีม่วง"):
            assert value not in said.replace(sent.json()["sha256"], "")
    whole = program(people.people["collector"]).get(f"/imports/{sent.json()['id']}")
    assert "4321" in whole.content.decode()


def test_columns_are_matched(people: Cast, rounds: list[Round]) -> None:
    asker = program(people.people["collector"])
    file = SimpleUploadedFile("a.csv", "เลขบ้าน,ม.,ก,ข,ค\nx1,1,5,true,3\n".encode())
    sent = asker.client.post(f"{ROOT}{HOME}/imports", {"round": "2568", "file": file}).json()
    assert sent["state"] == "mapping"
    path = f"/imports/{sent['id']}/columns"
    columns = {"เลขบ้าน": "household_id", "ม.": "village", "ก": "debt", "ข": "water", "ค": "rice"}
    assert problems(asker.post(path, columns=columns | {"ค": "debt"}), 422)
    found = asker.post(path, columns=columns).json()
    assert (found["state"], found["rows"]) == ("ready", 1)


def test_the_guide_lists_every_address(client: Client) -> None:
    page = client.get(f"{ROOT}/").content.decode()
    schema = client.get(f"{ROOT}/openapi.json").json()
    for path in schema["paths"]:
        assert path in page
    assert '<script src="https' not in page

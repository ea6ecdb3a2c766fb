"""What somebody hostile tries: names of closed places, formulas and scripts, secrets in logs."""

from __future__ import annotations

import csv
import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings
from tests.cast import Cast, cast
from tests.results import makers
from tests.web.access import addresses, world
from tests.web.api import Asker, measured, program

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Community, Learning, Network, Village
from ruamsuk.indicators.models import Version
from ruamsuk.lib.text import LocalText
from ruamsuk.results.models import Publication, Round
from ruamsuk.web.logs import JsonFormatter

pytestmark = pytest.mark.django_db
SCRIPT = "\"'><script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://evil.example","x")'


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def open_home(people: Cast) -> Community:
    """A public community that learned from one that is not, in a network that is not."""
    Community.objects.filter(pk=people.home.pk).update(public=True)
    Learning.objects.create(learner=people.home, teacher=people.other, what=LocalText("น้ำ"))
    return people.home


def pages_of(slug: str) -> list[str]:
    """Pages that name a public community."""
    own = [reverse(name, args=[slug]) for name in ("community", "community_profile", "frameworks")]
    api = [f"/api/v1/communities/{slug}", "/api/v1/communities"]
    return [*own, *api, reverse("communities"), reverse("search") + "?q=บ้านเลือก"]


def test_a_public_community_does_not_name_closed_places(open_home: Community) -> None:
    asker = Client()
    for url in pages_of(open_home.slug):
        response = asker.get(url)
        assert response.status_code == 200, url
        for name in ("710911", "หนองสาหร่าย", "เครือข่ายตะวันตก", '"west"', "/n/west/"):
            assert name not in response.content.decode(), url


def test_its_people_read_all_these_names(people: Cast, open_home: Community) -> None:
    asker = Client()
    asker.force_login(people.people["member"])
    said = asker.get(f"/api/v1/communities/{open_home.slug}").json()
    assert said["network"] == "west"
    assert [lesson["teacher"] for lesson in said["learning"]] == ["710911"]
    for url in (reverse("communities"), reverse("community_profile", args=[open_home.slug])):
        assert "เครือข่ายตะวันตก" in asker.get(url).content.decode()


def spoil(round_: Round, words: str) -> None:
    """Write something hostile wherever a person can write what results show."""
    community, version = round_.community, round_.version
    Community.objects.filter(pk=community.pk).update(
        name=LocalText(words, words), about=LocalText(words), public=True
    )
    Network.objects.filter(pk=community.network_id).update(name=LocalText(words), public=True)
    for village in community.villages.all():
        Village.objects.filter(pk=village.pk).update(name=LocalText(words, words))
    document = version.document
    document["title"] = {"th": words, "en": words}
    for goal in document["goals"]:
        goal["title"] = {"th": words, "en": words}
        for indicator in goal["indicators"]:
            indicator["title"] = {"th": words, "en": words}
    Version.objects.filter(pk=version.pk).update(document=document)
    makers.verdict(round_, text=words, who=words)
    makers.verdict(round_, "water", text=words, who=words)
    shown = [one.id for one in version.definition.indicators]
    Publication.objects.update_or_create(
        round=round_, defaults={"indicators": shown, "words": words}
    )


def test_no_file_makes_a_spreadsheet_compute(people: Cast) -> None:
    spoil(measured(people)[-1], FORMULA)
    for table in ("estimates", "changes"):
        url = reverse("export", args=[people.home.slug, "csv"])
        text = Client().get(url, {"table": table}).content.decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(text)):
            assert not any(row[c].startswith(("=", "+", "@")) for c in row), row


def test_no_page_lets_a_script_through() -> None:
    known = world()
    round_ = Round.objects.get()
    spoil(round_, SCRIPT)
    client = Client()
    client.force_login(known.cast.people["coordinator"])
    read = 0
    for pattern, name in addresses():
        response = client.get(known.address(pattern, name))
        kind = response.headers.get("Content-Type", "")
        if response.status_code == 200 and kind.startswith(("text/html", "image/svg")):
            assert "<script>alert" not in response.content.decode(), name
            read += "&lt;script&gt;" in response.content.decode()
    assert read > 10


HUGE = "9" * 5000


@pytest.mark.parametrize(
    "asked",
    [
        "/n/west/?year={}",
        "/c/700704/charts/petals.svg?n={}",
        "/c/700704/audit/?person={}",
        "/n/west/audit/?page={}",
        "/communities/?page={}&province={}",
        "/c/700704/?round={}",
        "/api/v1/communities/700704/estimates?offset={}",
    ],
)
@pytest.mark.parametrize("value", [HUGE, "-1", "٣", "%00", "1e400"])
def test_odd_numbers_break_nothing(people: Cast, asked: str, value: str) -> None:
    measured(people)
    for who in (people.people["coordinator"], people.organiser):
        client = Client(raise_request_exception=False)
        client.force_login(who)
        assert client.get(asked.replace("{}", value)).status_code < 500


@pytest.mark.parametrize("url", ["/communities/?q=%00", "/c/700704/rounds/%00/", "/%00"])
def test_what_no_database_takes_is_a_bad_request(url: str) -> None:
    assert Client().get(url).status_code == 400


POSTED = {"a field": {"round": "\0"}, "the name of a field": {"\0": "2568"}}


@pytest.mark.parametrize("typed", POSTED.values(), ids=POSTED.keys())
@pytest.mark.parametrize(
    "url", ["/c/700704/rounds/compute/", "/c/700704/rounds/new/", "/accounts/login/", "/join/x/"]
)
def test_nor_does_a_form_hold_it(people: Cast, url: str, typed: dict[str, str]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(people.people["coordinator"])
    assert client.post(url, typed).status_code == 400
    multipart = client.post(url, {**typed, "file": SimpleUploadedFile("a.csv", b"x")})
    assert multipart.status_code == 400


BODIES = [b'{"round": "\\u0000"}', b'{"\\u0000": 1}', b'{"round": ["a", {"b": "\\u0000"}]}']


@pytest.mark.parametrize("body", [*BODIES, BODIES[0].decode().encode("utf-16"), b"[" * 100_000])
def test_nor_does_json(people: Cast, body: bytes) -> None:
    asker = program(people.people["coordinator"])
    url = "/api/v1/communities/700704/computations"
    answer = asker.client.post(url, body, content_type="application/json")
    assert answer.status_code == 400
    assert [one["code"] for one in answer.json()["problems"]] == ["shape"]


@pytest.mark.parametrize("url", ["/", "/c/700704/", "/areas/?q=a", "/api/v1/me", "/nowhere/"])
def test_no_cache_that_people_share_keeps_a_page(people: Cast, url: str) -> None:
    client = Client()
    client.force_login(people.people["coordinator"])
    kept = client.get(url).headers["Cache-Control"]
    assert "private" in kept and "public" not in kept


def test_logs_leave_out_what_an_exception_quotes(people: Cast) -> None:
    taken = {"username": people.people["member"].username, "display_name": "สมหญิง"}
    try:
        try:
            with transaction.atomic():
                User.objects.create(**taken)
        except IntegrityError as error:
            raise ValueError("0812345678") from error
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "x", 1, "broken", None, sys.exc_info())
    line = JsonFormatter().format(record)
    said = json.loads(line)["exception"]
    assert "IntegrityError" in said and "ValueError" in said and "test_hostile.py" in said
    for words in ("สมหญิง", f"({taken['username']})", "UNIQUE", "already exists"):
        assert words not in line


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """What the log says."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(JsonFormatter().format(record))

    keep = Keep()
    for name in ("django.request", "django.security"):
        logging.getLogger(name).addHandler(keep)
    yield lines
    for name in ("django.request", "django.security"):
        logging.getLogger(name).removeHandler(keep)


@pytest.mark.parametrize("method", ["get", "post"])
def test_logs_keep_the_secrets_of_addresses(logged: list[str], method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    url = reverse("invitation", args=["s3cr3t"])
    answer = getattr(client, method)(url)
    assert answer.status_code == {"get": 404, "post": 403}[method]
    assert [json.loads(line)["status"] for line in logged] == [answer.status_code]
    assert "s3cr3t" not in "".join(logged)
    assert "join/<str:secret>/" in logged[0]


def test_a_huge_file_of_a_stranger_does_not_fill_the_disk(settings: Settings) -> None:
    settings.IMPORT_MOST_BYTES = 100_000
    files = {f"{n}": SimpleUploadedFile(f"{n}.csv", b"x" * 90_000) for n in range(3)}
    sent = list(RequestFactory().post("/", files).FILES.values())
    assert sum(file.file.seek(0, 2) for file in sent) <= 100_000
    assert [file.size for file in sent] == [90_000, 180_000, 270_000]


def test_nothing_is_changed_through_the_api_by_a_browser(people: Cast) -> None:
    asker = Asker()
    asker.client.force_login(people.people["coordinator"])
    for path in ("/communities/700704/computations", "/communities/700704/verdicts"):
        assert asker.post(path, round="2568").status_code == 401

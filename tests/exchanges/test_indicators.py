"""Requests and offers on an indicator: by the share that was measured, to the peer assist."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Community, Network, Role
from ruamsuk.engine import load_framework
from ruamsuk.exchanges import planning
from ruamsuk.exchanges.actions import helping as actions
from ruamsuk.exchanges.models import Assist, Offer, Request
from ruamsuk.exchanges.planning import ground_of
from ruamsuk.exchanges.subjects import Shares, network_indicators
from ruamsuk.exchanges.views import helping
from ruamsuk.indicators.models import Framework, Version
from ruamsuk.lib.text import LocalText
from tests.cast import Cast, cast, community
from tests.exchanges.helping import DAYS, plan
from tests.results.tables import FRAMEWORK

pytestmark = pytest.mark.django_db
TITLE = LocalText("ปลอดหนี้", "Debt free")
KEY = "debt-free"


def agreed(network: Network) -> None:
    """The network has agreed on one indicator that is a share, and on one that is not."""
    more = "      - {id: debts, title: {th: หนี้, en: Debts}, value: debt, summary: mean}\n"
    document = load_framework(FRAMEWORK + more).model_dump(mode="json", exclude_defaults=True)
    framework = Framework.objects.create(network=network, key="small", title=LocalText("เล็ก"))
    Version.objects.create(
        framework=framework, number=1, document=document, state=Version.State.AGREED
    )


def measured(known: Cast, monkeypatch: pytest.MonkeyPatch, **at: int) -> None:
    """What the results of the newest year say."""
    places = {"home": known.home, "other": known.other}
    found = Shares({(KEY, places[name].pk): share for name, share in at.items()}, {KEY: 80}, 2026)
    for module in (planning, helping):
        monkeypatch.setattr(module, "shares", lambda communities: found)


def ask(place: Community, current: int = 46, wished: int = 80, **fields: Any) -> Request:
    usual: dict[str, Any] = {"reach": "ครึ่งตำบลปลอดหนี้", "indicator_title": TITLE}
    made = Request(community=place, indicator=KEY, current=current, wished=wished, **usual | fields)
    made.save()
    return made


def offer(place: Community, level: int = 86, **fields: Any) -> Offer:
    usual: dict[str, Any] = {"did": "กลุ่มออมทรัพย์", "evidence": "บัญชี", "indicator_title": TITLE}
    made = Offer(community=place, indicator=KEY, level=level, **usual | fields)
    made.save()
    return made


def browser(user: User) -> Client:
    found = Client()
    found.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return found


def test_only_shares_can_be_asked_about() -> None:
    known = cast()
    agreed(known.network)
    assert network_indicators(known.network) == {KEY: TITLE}


def test_what_was_measured_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    known = cast()
    agreed(known.network)
    measured(known, monkeypatch, home=46)
    client = browser(known.people[Role.FACILITATOR])
    new = reverse("request_new", args=["700704"])
    page = client.get(new, {"indicator": KEY})
    form = page.context["form"]
    assert [form[name].value() for name in ("indicator", "current", "wished")] == [KEY, 46, 80]
    assert "วัดได้ 46%" in page.content.decode()
    assert "practice" not in form.fields
    sent = {"indicator": KEY, "current": "", "wished": "๘๐ %", "reach": "ปลอดหนี้ให้ได้"}
    response = client.post(f"{new}?indicator={KEY}", sent)
    assert response["Location"].endswith(f"#indicator-{KEY}")
    kept = Request.objects.get()
    assert (kept.current, kept.wished, kept.topic, kept.climb) == (46, 80, TITLE, "46% → 80%")
    again = client.post(f"{new}?indicator={KEY}", sent)
    assert list(again.context["form"].errors) == ["indicator"]
    assert client.get(reverse("request_edit", args=[kept.pk])).status_code == 200


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"current": ""}, "current"),
        ({"current": "101"}, "current"),
        ({"wished": "40"}, "wished"),
        ({"indicator": "debts"}, "indicator"),
    ],
)
def test_what_was_not_measured_must_be_said(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any], wrong: str
) -> None:
    known = cast()
    agreed(known.network)
    measured(known, monkeypatch)
    sent = {"indicator": KEY, "current": "46", "wished": "80", "reach": "ได้"} | changed
    client = browser(known.people[Role.FACILITATOR])
    address = reverse("request_new", args=["700704"]) + "?indicator="
    assert list(client.post(address, sent).context["form"].errors) == [wrong]


def test_an_offer_takes_its_evidence_and_its_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    known = cast()
    agreed(known.network)
    measured(known, monkeypatch, home=86)
    client = browser(known.people[Role.FACILITATOR])
    new = reverse("offer_new", args=["700704"]) + f"?indicator={KEY}"
    form = client.get(new).context["form"]
    assert form["level"].value() == 86
    assert "ร้อยละ 86" in form["evidence"].value()
    sent = {
        "indicator": KEY,
        "level": 86,
        "did": "ออมทุกเดือน",
        "capacity": 2,
        "because_known": ["savings", "temple"],
        "because_own": "ตลาดนัด, วัดหรือมัสยิดที่ร่วมมือ",
    }
    assert client.post(new, sent).status_code == 302
    kept = Offer.objects.get()
    assert kept.because == ["temple", "savings", "ตลาดนัด"]
    page = client.get(reverse("exchanges", args=["west"])).content.decode()
    assert "วัดหรือมัสยิดที่ร่วมมือ, กลุ่มออมทรัพย์หรือกองทุน, ตลาดนัด" in page
    assert "86%" in page


def test_one_open_request_each_and_levels_on_their_scale() -> None:
    known = cast()
    ask(known.home)
    again = Request(community=known.home, indicator=KEY, current=10, wished=20, reach="อีก")
    with pytest.raises(ValidationError):
        actions.keep(known.people[Role.FACILITATOR], again)
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(known.other, current=101)


def test_from_the_pair_to_the_peer_assist(monkeypatch: pytest.MonkeyPatch) -> None:
    known = cast()
    agreed(known.network)
    third = community("701003", "หนองพันจันทร์", within=known.network)
    measured(known, monkeypatch, other=90)
    asked, unmet = ask(known.home), ask(third, current=70, wished=95)
    offered = offer(known.other)
    for place, field in ((known.home, "conditions"), (known.home, "livelihoods")):
        setattr(place, field, ["savings"])
        place.save()
    Offer.objects.update(because=["savings"])
    made = plan(known.organiser, known.network)
    pair = made.matches.get()
    assert (pair.request, pair.offer, pair.gap, pair.day) == (asked, offered, 1.7, DAYS[0])
    assert "บ้านเลือกอยู่ที่ร้อยละ 46 อยากไปถึงร้อยละ 80" in pair.why.th
    assert "both have what made it work: a savings group or fund" in pair.why.en
    assert [one["request"] for one in made.unmet] == [unmet.pk]
    assert "86% at most, which is below 95%" in made.unmet[0]["en"]
    client = browser(known.organiser)
    addresses = [reverse("exchanges", args=["west"])]
    addresses += [reverse(f"plan{name}", args=[made.pk]) for name in ("", "_calendar", "_ics")]
    addresses += [reverse("plan_move", args=[made.pk, asked.pk])]
    addresses += [reverse("plan_file", args=[made.pk, "csv"])]
    addresses += [reverse("exchanges_file", args=["west", "csv"])]
    for address in addresses:
        assert "ปลอดหนี้" in client.get(address).content.decode().replace("\r\n ", ""), address
    assert client.get(reverse("plan_pdf", args=[made.pk])).content.startswith(b"%PDF")
    found = client.get("/api/v1/networks/west/requests").json()[0]
    assert (found["indicator"], found["practice"], found["about"]["en"]) == (KEY, None, "Debt free")
    lead = browser(known.people[Role.FACILITATOR])
    new = reverse("assist_new", args=["700704"]) + f"?match={pair.pk}"
    assert lead.get(new).status_code == 200
    sent = {
        "purpose": "อยากรู้",
        "held_on": "24/1/2570",
        "helpers": 6,
        "readers": "network",
        "givers": [known.other.pk],
    } | {f"minutes_{stage}": 10 for stage in Assist.Stage.values}
    held = lead.post(new, sent)
    assert held.status_code == 302, held.context["form"].errors
    assert "ปลอดหนี้" in lead.get(held["Location"]).content.decode()


def test_who_measured_well_and_did_not_offer_counts_as_not_willing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = cast()
    measured(known, monkeypatch, other=90)
    ask(known.home)
    silent = [one for one in ground_of(known.network).exchange.offers if not one.willing]
    assert [(one.community, one.topic, one.level) for one in silent] == [
        ("710911", f"indicator-{KEY}", 90)
    ]

"""A form that is sent again, because its answer was lost, makes nothing twice."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest

from ruamsuk.exchanges.models import Case, Decision, Forum, Group, Plan, Step
from tests.cast import Cast
from tests.exchanges import makers
from tests.exchanges.test_forums import as_
from tests.exchanges.test_plans import Village

pytestmark = pytest.mark.django_db

NEW: dict[str, tuple[type[Any], str, dict[str, str]]] = {
    "case": (Case, "forums/{forum}/cases/new/", {"title_th": "บัญชีครัวเรือน", "community": "{home}"}),
    "group": (Group, "forums/{forum}/groups/new/", {"name_th": "กลุ่มหนึ่ง"}),
    "decision": (Decision, "forums/{forum}/decisions/new/", {"text": "ตั้งกองทุน"}),
    "step": (
        Step,
        "forums/{forum}/steps/new/",
        {"text": "นัดประชุม", "owner": "ผู้ใหญ่แดง", "due": "1/3/2570"},
    ),
    "forum": (
        Forum,
        "n/west/forums/new/",
        {"kind": "meeting", "title_th": "เวที", "day": "1/3/2570", "starts": "9:00"}
        | {"readers": "network"},
    ),
    "again": (Forum, "forums/{forum}/again/", {"day": "1/3/2570"}),
    "plan": (
        Plan,
        "n/west/plans/new/",
        {"reach": "wished", "a_day": "2", "group_size": "4"}
        | {"likeness": "0.5", "km_per_step": "200", "load": "0.05"},
    ),
}


@pytest.mark.parametrize("what", NEW)
def test_the_same_sent_again_is_there_once_and_something_else_is_there_too(what: str) -> None:
    village = Village()
    known: Cast = village.cast
    forum = makers.forum(known.network, created_by=known.organiser)
    makers.item(forum)
    kind, address, said = NEW[what]
    address = "/" + address.format(forum=forum.pk)
    client = as_(known.organiser)
    page = client.get(address, {"kind": "meeting"} if what == "forum" else {}).content.decode()
    found = re.search(r'<input type="hidden" name="key" value="([^"]+)"', page)
    assert found, page
    sent = {name: value.format(home=known.home.pk) for name, value in said.items()}
    sent["key"] = found[1]
    before = kind.objects.count()
    answers = [client.post(address, sent) for _time in range(2)]
    assert [one.status_code for one in answers] == [302, 302], answers[0].context["form"].errors
    assert answers[0]["Location"] == answers[1]["Location"]
    assert kind.objects.count() == before + 1
    client.post(address, sent | {"key": str(uuid.uuid4())})
    assert kind.objects.count() == before + 2

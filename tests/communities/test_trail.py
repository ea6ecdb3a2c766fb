"""Coordinators read what was done, in sentences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from ruamsuk.communities.audit import VERBS, remember, sentence
from ruamsuk.communities.models import AuditEntry
from tests.cast import cast

from .test_places import signed_in

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).parents[2] / "src" / "ruamsuk"


def test_every_verb_that_is_remembered_has_a_sentence_in_thai() -> None:
    written = {
        verb
        for path in SOURCE.rglob("*.py")
        for verb in re.findall(r'remember\(\s*[\w.]+,\s*"(\w+\.\w+)"', path.read_text("utf-8"))
    }
    assert len(written) > 10
    assert written - set(VERBS) == set()
    with override("th"):
        for verb, words in VERBS.items():
            assert re.search("[ก-๙]", str(words)), verb


def test_a_verb_without_words_is_still_shown() -> None:
    assert sentence(AuditEntry(verb="thing.done", target="x")) == "thing.done x"


def shown(client: Any, address: str, **asked: object) -> list[str]:
    return [entry.verb for entry in client.get(address, asked).context["page"]]


def test_the_trail_is_filtered_by_verb_and_person() -> None:
    known = cast()
    chair, helper = known.people["coordinator"], known.people["facilitator"]
    remember(chair, "community.changed", known.home)
    remember(helper, "village.changed", known.home, "<b>หมู่ 1</b>")
    remember(None, "community.settings", known.home)
    remember(chair, "community.changed", known.other)
    client = signed_in(chair)
    address = "/c/700704/audit/"
    everything = ["community.settings", "village.changed", "community.changed"]
    assert shown(client, address) == everything
    assert shown(client, address, verb="village.changed") == ["village.changed"]
    assert shown(client, address, person=chair.pk) == ["community.changed"]
    assert shown(client, address, person="x", page="99") == everything
    assert shown(client, address, verb="' OR 1=1") == []
    page = client.get(address).content.decode()
    assert "แก้หมู่บ้าน &lt;b&gt;หมู่ 1&lt;/b&gt;" in page


def test_the_trail_of_a_network_holds_that_of_its_communities() -> None:
    known = cast()
    remember(known.organiser, "network.changed", known.network)
    remember(known.organiser, "community.changed", known.other)
    assert len(shown(signed_in(known.organiser), "/n/west/audit/")) == 2


def test_a_long_trail_is_paged_in_few_queries(django_assert_max_num_queries: Any) -> None:
    known = cast()
    for _ in range(120):
        remember(known.organiser, "community.changed", known.home)
    client = signed_in(known.people["coordinator"])
    with django_assert_max_num_queries(12):
        page = client.get("/c/700704/audit/", {"page": "3"}).context["page"]
    assert len(page) == 20

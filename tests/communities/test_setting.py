"""What people live on and build on: ticked, in one's own words, on the page, for programs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from ruamsuk.communities.forms.ticks import TicksField
from ruamsuk.communities.models import Community, Role
from ruamsuk.communities.setting import CONDITIONS, LIVELIHOODS
from tests.cast import cast


@pytest.mark.parametrize(
    ("ticked", "typed", "kept"),
    [
        (["fish", "rice"], "", ["rice", "fish"]),
        ([], " ทำเกลือ ,rice, ทำเกลือ", ["rice", "ทำเกลือ"]),
        (["rice"], "ทำนา", ["rice"]),
        ([], "", []),
    ],
)
def test_ticks_and_own_words_become_one_list(
    ticked: list[str], typed: str, kept: list[str]
) -> None:
    field = TicksField(LIVELIHOODS)
    assert field.clean([ticked, typed]) == kept
    assert field.clean(field.widget.decompress(kept)) == kept
    assert field.has_changed(["rice"], [["rice"], ""]) is False


@pytest.mark.parametrize("typed", ["ก" * 41, ", ".join("กขคงจฉชซฌ")])
def test_too_much_is_said(typed: str) -> None:
    assert not TicksField(CONDITIONS).has_changed([], [[], ""])
    with pytest.raises(ValidationError):
        TicksField(CONDITIONS).clean([[], typed])


def test_the_two_lists_share_no_key() -> None:
    assert not LIVELIHOODS.keys() & CONDITIONS.keys()


@pytest.mark.django_db
def test_a_community_says_its_setting() -> None:
    known = cast()
    client = Client()
    client.force_login(known.people[Role.FACILITATOR], "django.contrib.auth.backends.ModelBackend")
    address = reverse("community_edit", args=["700704"])
    form = client.get(address).context["form"]
    sent: dict[str, Any] = {
        "seen": form["seen"].value(),
        "name_th": "บ้านเลือก",
        "livelihoods_known": ["rice", "fish"],
        "livelihoods_own": "ทำเกลือ",
        "conditions_known": ["temple"],
    }
    sent |= {"name_0": "บ้านเลือก", "name_1": "", "latitude": "", "longitude": ""}
    response = client.post(address, sent)
    assert response.status_code == 302, response.context["form"].errors
    kept = Community.objects.get(slug="700704")
    assert (kept.livelihoods, kept.conditions) == (["rice", "fish", "ทำเกลือ"], ["temple"])
    again = client.get(address).content.decode()
    for key in ("rice", "fish", "temple"):
        assert f'value="{key}" checked' in re.sub(r" (id|class|aria-[a-z]+)=.[^\"]*.", "", again)
    assert 'value="ทำเกลือ"' in again
    clash = client.post(address, sent | {"conditions_known": []})
    assert clash.context["form"].theirs
    assert any("วัดหรือมัสยิดที่ร่วมมือ" in str(value) for _, value in clash.context["form"].theirs)
    page = client.get(reverse("community_profile", args=["700704"])).content.decode()
    assert "ทำนา · ประมง เลี้ยงปลา เลี้ยงกุ้ง · ทำเกลือ" in page
    assert "วัดหรือมัสยิดที่ร่วมมือ" in page
    found = client.get("/api/v1/communities/700704").json()
    assert found["conditions"] == ["temple"]


@pytest.mark.django_db
def test_a_community_lies_where_it_says_else_in_the_middle_of_its_tambon() -> None:
    home = cast().home
    assert home.lies_at is None
    home.tambon.latitude, home.tambon.longitude = 13.73, 99.89
    assert home.lies_at == (13.73, 99.89)
    home.latitude, home.longitude = 13.7, 99.8
    assert home.lies_at == (13.7, 99.8)

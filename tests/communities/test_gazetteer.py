"""A tambon is found by what people type."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from ruamsuk.communities.areas import load_areas
from ruamsuk.communities.checks import areas_are_loaded
from ruamsuk.communities.gazetteer import find, one
from ruamsuk.communities.models import District, Province, Tambon

FIRST = [
    ("บ้านเลือก", "700704"),
    ("ตำบลบ้านเลือก อ.โพธาราม จ.ราชบุรี", "700704"),
    ("ต.บ้านเลือก", "700704"),
    ("บ้านเลือก โพ", "700704"),
    ("บ้านเลือก ราชบุรี", "700704"),
    ("ban lueak", "700704"),
    ("BAN LUEAK, Photharam", "700704"),
    ("Ban Luak Photharam", "700704"),
    ("700704", "700704"),
    ("๗๐๐๗๐๔", "700704"),
    ("หนองพันจันทน์", "701003"),  # as a field note of 2010 spells it
    ("หนองพันจันทร์", "701003"),
    ("หนองสาหราย พนมทวน", "710911"),
    ("หนองสาหร่าย กาญจนบุรี", "710911"),
    ("คลองตัน สมุทรสาคร", "740309"),
]


@pytest.mark.parametrize(("typed", "code"), FIRST)
def test_the_first_that_is_found(typed: str, code: str) -> None:
    assert find(typed)[0].code == code


@pytest.mark.parametrize("typed", ["", "บ", " ", "zzzzqqq", "'; DROP TABLE", "<b>"])
def test_nothing_is_found(typed: str) -> None:
    assert find(typed) == []


def test_namesakes_are_told_apart_and_never_chosen_for_anyone() -> None:
    names = find("หนองสาหร่าย")
    assert len({area.words for area in names}) == len(names) >= 3
    assert one("หนองสาหร่าย") is None
    assert one("หนองสาหร่าย พนมทวน") == find("710911")[0]


def test_it_answers_while_somebody_types() -> None:
    find("อุ่นเครื่อง")
    start = time.process_time()
    for typed in ("หนองพันจันทน์", "บ้านใหม่", "nong", "โพธาราม"):
        find(typed)
    assert (time.process_time() - start) / 4 < 0.1


@pytest.mark.django_db
def test_areas_are_loaded_once_and_mended() -> None:
    assert [warning.id for warning in areas_are_loaded(None, ["default"])] == ["communities.W001"]
    whole = {"provinces": 77, "districts": 928, "tambons": 7436}
    assert load_areas() == whole
    assert (Province.objects.count(), District.objects.count()) == (77, 928)
    assert areas_are_loaded(None, ["default"]) == []
    Tambon.objects.filter(code="700704").update(name_th="ผิด")
    assert load_areas() == {"provinces": 0, "districts": 0, "tambons": 1}
    assert Tambon.objects.get(code="700704").name_th == "บ้านเลือก"


@pytest.mark.django_db
def test_the_search_is_a_page_a_fragment_and_json(client: Client) -> None:
    page = client.get("/areas/", {"q": "บ้านเลือก"}).content.decode()
    assert "700704" in page and "<html" in page
    inside = client.get("/areas/", {"tambon": "บ้านเลือก"}, headers={"HX-Request": "true"})
    fragment = inside.content.decode()
    assert 'name="tambon_code" value="700704"' in fragment and "<html" not in fragment
    plain = client.get("/areas/", {"q": "บ้านเลือก", "format": "json"}).json()
    assert plain["areas"][0] == {
        "code": "700704",
        "name": {"th": "บ้านเลือก", "en": "Ban Lueak"},
        "district": {"th": "โพธาราม", "en": "Photharam"},
        "province": {"th": "ราชบุรี", "en": "Ratchaburi"},
    }


@pytest.mark.django_db
def test_what_was_typed_is_escaped(client: Client) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        page = client.get("/areas/", {"q": '"><script>alert(1)</script>'}, headers=headers)
        assert "<script>alert" not in page.content.decode()

"""A community's own words stand wherever the usual ones would."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.translation import override

from ruamsuk.communities.models import Community, Wording
from ruamsuk.lib.text import LocalText
from tests.cast import cast, community

from .test_places import fields, signed_in

pytestmark = pytest.mark.django_db

WORDS = [
    # own words, the noun, in Thai, in English
    (None, "goal", "เป้าหมาย", "goal"),
    (LocalText(), "goal", "เป้าหมาย", "goal"),
    (LocalText("ความดี"), "goal", "ความดี", "goal"),
    (LocalText("ความดี", "goodness"), "goal", "ความดี", "goodness"),
    (LocalText("<b>"), "goal", "&lt;b&gt;", "goal"),
    (LocalText("ความดี"), "indicator", "ตัวชี้วัด", "indicator"),
]


@pytest.mark.parametrize(("own", "noun", "thai", "english"), WORDS)
def test_own_words(own: LocalText | None, noun: str, thai: str, english: str) -> None:
    made = community()
    if own is not None:
        Wording.objects.create(community=made, goal=own)
    place = Community.objects.with_area().get()
    tag = "{% load wording %}{% wording place noun %} {{ place|wording:noun }}"
    for language, word in (("th", thai), ("en", english)):
        with override(language):
            drawn = Template(tag).render(Context({"place": place, "noun": noun}))
        assert drawn == f"{word} {word}"


def test_without_a_community_the_usual_words_stand() -> None:
    assert Template("{% load wording %}{% wording None 'round' %}").render(Context()) == "รอบ"


def test_facilitators_say_the_words() -> None:
    client = signed_in(cast().people["facilitator"])
    address = "/c/700704/wording/"
    assert client.post(address, {"goal_th": "ความดี"}).status_code == 302
    assert Wording.objects.get().goal == LocalText("ความดี")
    page = client.get(address)
    assert fields(page)["goal_th"] == "ความดี"
    assert client.post(address, fields(page) | {"round_th": "ก" * 41}).status_code == 200


@pytest.mark.parametrize(
    ("own", "noun", "thai", "english"),
    [
        (LocalText(), "goal", "เป้าหมาย", "goals"),
        (LocalText("ความดี", "capability"), "goal", "ความดี", "capabilities"),
        (LocalText(), "wellbeing", "ความอยู่ดีมีสุข", "well-being"),
    ],
)
def test_several(own: LocalText, noun: str, thai: str, english: str) -> None:
    made = community()
    Wording.objects.create(community=made, goal=own)
    tag = Template("{% load wording %}{{ place|wordings:noun }}")
    for language, word in (("th", thai), ("en", english)):
        with override(language):
            assert tag.render(Context({"place": made, "noun": noun})) == word

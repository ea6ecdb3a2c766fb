"""The pages of frameworks: who sees them, and that everything works with plain HTML."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from ruamsuk import engine
from ruamsuk.indicators import actions
from ruamsuk.indicators.models import Comment, Poll, Version
from ruamsuk.indicators.urls import urlpatterns

from .. import cast

pytestmark = pytest.mark.django_db
YAML = engine.template_text("gvh")


@pytest.fixture
def home():
    return cast.cast()


@pytest.fixture
def version(home):
    return actions.start(home.people["facilitator"], home.home, "gvh")


@pytest.fixture
def browser(home):
    client = Client(headers={"accept-language": "en"})
    client.force_login(home.people["facilitator"])
    return client


def open_poll(home, version, way="phones"):
    by = home.people["facilitator"]
    actions.propose(by, version)
    return actions.open_poll(by, version, way, "majority")


def addresses(home, version, poll, said):
    """An address of each page of the app, except the one that only its code opens."""
    values = {"slug": home.home.slug, "within": "health"}
    for pattern in urlpatterns:
        if pattern.name == "vote" or pattern.name.startswith("network"):
            continue
        names = pattern.pattern.converters
        pk = {"poll": poll.pk, "poll_close": poll.pk, "comment_withdraw": said.pk}
        own = {"pk": pk.get(pattern.name, version.pk), **values}
        own["name"] = {"goal_edit": "health", "variable_edit": "health_score"}.get(
            pattern.name, "health-score"
        )
        yield pattern.name, reverse(pattern.name, kwargs={key: own[key] for key in names})


@pytest.mark.parametrize("who", ["outsider", "neighbour"])
def test_nobody_from_elsewhere_sees_or_does_anything(home, version, who) -> None:
    poll = open_poll(home, version)
    said = actions.comment(home.people["member"], version, "ดี")
    client = Client()
    client.force_login(getattr(home, who))
    for name, url in addresses(home, version, poll, said):
        for method in (client.get, client.post):
            assert method(url).status_code in (404, 405), name
        assert 404 in (client.get(url).status_code, client.post(url).status_code), name


def test_without_signing_in_there_is_nothing_but_what_is_agreed_and_public(home, version) -> None:
    client, url = Client(), reverse("version", args=[version.pk])
    actions.close_poll(home.people["facilitator"], open_poll(home, version, "hands"), yes=1)
    assert client.get(url).status_code == 404
    home.home.public = True
    home.home.save()
    new = actions.amend(home.people["facilitator"], version)
    assert client.get(url).status_code == 200
    assert client.get(reverse("version", args=[new.pk])).status_code == 404
    listed = client.get(reverse("frameworks", args=[home.home.slug])).content.decode()
    assert url in listed and reverse("version", args=[new.pk]) not in listed


MAY = [
    # page, roles that may
    ("version", "viewer mentor member collector facilitator coordinator"),
    ("version_indicator", "viewer mentor member collector facilitator coordinator"),
    ("version_file", "viewer mentor member collector facilitator coordinator"),
    ("version_differences", "viewer mentor member collector facilitator coordinator"),
    ("goal_edit", "facilitator coordinator"),
    ("indicator_edit", "facilitator coordinator"),
    ("variable_new", "facilitator coordinator"),
    ("framework_new", "facilitator coordinator"),
    ("poll_new", "facilitator coordinator"),
    ("poll", "facilitator coordinator"),
]


@pytest.mark.parametrize(("page", "roles"), MAY)
def test_who_may_open_which_page(home, version, page, roles) -> None:
    poll = open_poll(home, version)
    urls = dict(addresses(home, version, poll, actions.comment(home.organiser, version, ".")))
    for role, person in home.people.items():
        client = Client()
        client.force_login(person)
        assert (client.get(urls[page]).status_code == 200) == (role in roles.split()), role


@pytest.mark.parametrize("name", ["empty", *engine.TEMPLATES])
def test_starting_from_each_template(home, browser, name) -> None:
    url = reverse("framework_new", args=[home.home.slug])
    made = browser.post(url, {"source": name, "title_th": "ของเรา"}, follow=True)
    assert made.status_code == 200
    assert Version.objects.get().definition.title.th == "ของเรา"


def test_a_file_goes_out_and_comes_back_the_same(home, version, browser) -> None:
    text = browser.get(reverse("version_file", args=[version.pk])).content
    assert engine.load_framework(text) == version.definition
    upload = {"source": "file", "file": SimpleUploadedFile("ours.yaml", text)}
    browser.post(reverse("framework_new", args=[home.home.slug]), upload)
    again = Version.objects.last()
    assert again.document == version.document | {"framework": "gvh-2"}


def test_a_file_with_problems_comes_back_with_words(home, browser) -> None:
    wrong = YAML.replace("value: health_score", "value: helth_score")
    upload = {"source": "file", "file": SimpleUploadedFile("ours.yaml", wrong.encode())}
    page = browser.post(reverse("framework_new", args=[home.home.slug]), upload)
    shown = page.content.decode()
    assert "ours.yaml" in shown and "helth_score" in shown and "row 74" in shown
    assert "goals:\n" in page.context["form"].data["text"]  # nothing is lost
    assert not Version.objects.exists()


def indicator_form(**changes):
    """What a browser sends of a new indicator without script."""
    return {
        "title_th": "สุขภาพดี",
        "goal": "health",
        "level": "household",
        "measure": "share",
        "missing": "exclude",
        "achieved": "",
        "achieved-was": "",
        "achieved-rows": "yes",
        "achieved-0-variable": "health_score",
        "achieved-0-comparison": ">=",
        "achieved-0-value": "๔",
        "eligible": "",
        "eligible-was": "",
        "eligible-rows": "yes",
        "target": "80",
    } | changes


def test_an_indicator_is_read_and_then_saved(version, browser) -> None:
    url = reverse("indicator_new", args=[version.pk, "health"])
    read = browser.post(url, indicator_form(action="read"))
    assert "health score ≥ 4" in read.content.decode()
    assert Version.objects.get().revision == 1
    assert browser.post(url, indicator_form()).status_code == 302
    made = Version.objects.get().definition.goals[0].indicators[-1]
    assert (made.achieved, made.target, made.id) == ("health_score >= 4", 80, "indicator-1")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"achieved-0-value": "many"}, "is not a number"),
        ({"achieved-0-value": ""}, "say with what to compare it"),
        ({"achieved-0-variable": ""}, "Say who reaches it"),
        ({"achieved": "health_scor > 1"}, "character 1: "),
        ({"target": "180"}, "180"),
        ({"title_th": ""}, "required"),
        ({"bands": "1, 2"}, "needs 4 values"),
        ({"weight": "a lot"}, "a lot"),
        ({"measure": "value"}, "Pick the number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(version, browser, changes, words) -> None:
    url = reverse("indicator_new", args=[version.pk, "health"])
    page = browser.post(url, indicator_form(**changes))
    shown = page.content.decode()
    assert page.status_code == 200
    assert words in shown
    assert all(escape(value) in shown for value in changes.values())
    assert Version.objects.get().revision == 1


def test_two_editors_and_neither_loses_anything(home, version, browser) -> None:
    url = reverse("goal_edit", args=[version.pk, "health"])
    assert browser.post(url, {"title_th": "ก", "weight": "1", "revision": 1}).status_code == 302
    late = browser.post(url, {"title_th": "ข", "weight": "1", "revision": 1})
    shown = late.content.decode()
    assert late.status_code == 409
    assert "theirs “ก” · yours “ข”" in shown and 'value="2"' in shown
    assert browser.post(url, {"title_th": "ข", "weight": "1", "revision": 2}).status_code == 302
    assert Version.objects.get().definition.goals[0].title.th == "ข"


def test_goals_are_moved_removed_and_brought_back(version, browser) -> None:
    def names():
        return [goal.id for goal in Version.objects.get().definition.goals]

    before = names()
    part = {"kind": "goal", "name": "health"}
    browser.post(reverse("part_move", args=[version.pk]), {**part, "way": "down"})
    assert names() == [before[1], before[0], *before[2:]]
    browser.post(reverse("part_remove", args=[version.pk]), part)
    assert "health" not in names()
    for _time in range(2):
        browser.post(reverse("version_undo", args=[version.pk]))
    assert names() == before


def test_a_question_that_is_needed_stays(version, browser) -> None:
    url = reverse("part_remove", args=[version.pk])
    page = browser.post(url, {"kind": "variable", "name": "health_score"}, follow=True)
    assert "Still needed by: Health: score" in page.content.decode()
    assert "health_score" in Version.objects.get().definition.variables


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("เป็นเจ้าของ\nเช่า", [("เป็นเจ้าของ", "เป็นเจ้าของ"), ("เช่า", "เช่า")]),
        ("1 = เป็นเจ้าของ = own\n2 = เช่า", [("1", "เป็นเจ้าของ"), ("2", "เช่า")]),
    ],
)
def test_choices_are_typed_one_to_a_line(version, browser, typed, made) -> None:
    url = reverse("variable_new", args=[version.pk])
    form = {"label_th": "บ้าน", "type": "select_one", "level": "household", "choices": typed}
    assert browser.post(url, form).status_code == 302
    variable = Version.objects.get().definition.variables["q_1"]
    assert [(one.value, one.label.th) for one in variable.choices] == made
    edit = browser.get(reverse("variable_edit", args=[version.pk, "q_1"]))
    assert edit.context["form"].initial["choices"].splitlines() == typed.splitlines()


def test_a_column_is_never_overwritten_by_a_new_one(version, browser) -> None:
    form = {"label_th": "?", "type": "text", "level": "household", "name": "Health_Score"}
    page = browser.post(reverse("variable_new", args=[version.pk]), form)
    assert "There is a column “Health_Score” already" in page.content.decode()


def test_the_index_is_set_and_taken_away(version, browser) -> None:
    url = reverse("version_index", args=[version.pk])
    page = browser.post(url, {"kind": "gnh", "cutoff": "2/3", "of": "household"})
    assert "required" in page.content.decode()
    form = {"cutoff": "2/3", "of": "household", "missing": "complete", "revision": 1}
    assert "index" in browser.post(url, {**form, "kind": "gnh"}).content.decode()  # no shares yet
    browser.post(reverse("indicator_new", args=[version.pk, "health"]), indicator_form())
    form["revision"] = 2
    assert browser.post(url, {**form, "kind": "gnh"}).status_code == 302
    assert str(Version.objects.get().definition.index.cutoff) == "2/3"
    form["revision"] = 3
    assert browser.post(url, {**form, "kind": ""}).status_code == 302
    assert Version.objects.get().definition.index is None


def test_comments_are_written_and_taken_back(home, version) -> None:
    client = Client()
    client.force_login(home.people["member"])
    url = reverse("comment", args=[version.pk])
    client.post(url, {"text": "ควรนับเด็กด้วย", "indicator": "health-score"})
    page = reverse("version_indicator", args=[version.pk, "health-score"])
    assert "ควรนับเด็กด้วย" in client.get(page).content.decode()
    client.post(reverse("comment_withdraw", args=[Comment.objects.get().pk]))
    assert "ควรนับเด็กด้วย" not in client.get(page).content.decode()
    assert client.post(url, {"text": "?", "indicator": "gone"}).status_code == 404


def test_phones_vote_by_the_code_alone(home, version, browser) -> None:
    poll = open_poll(home, version)
    url = reverse("vote", args=[poll.code])
    phones = [Client(), Client(), browser]
    for phone, choice in zip(phones, ["yes", "no", "yes"], strict=True):
        phone.get(url)
        phone.post(url, {"choice": choice})
    phones[1].post(url, {"choice": "abstain"})
    Client().post(url, {"choice": "no"})  # a phone that keeps no cookies has no vote
    phones[0].post(url, {"choice": "maybe"})
    assert "3 people have voted" in browser.get(reverse("poll", args=[poll.pk])).content.decode()
    for _time in range(2):
        browser.post(reverse("poll_close", args=[poll.pk]))
    poll = Poll.objects.get()
    assert (poll.yes, poll.no, poll.abstain, poll.outcome) == (2, 0, 1, True)
    assert "ที่ประชุมเห็นชอบ" in Client(headers={"accept-language": "th"}).get(url).content.decode()
    assert Client().get(reverse("vote", args=["nocode22"])).status_code == 404


def test_signing_in_gives_no_second_vote(home, version) -> None:
    url = reverse("vote", args=[open_poll(home, version).code])
    phone = Client()
    phone.get(url)
    phone.post(url, {"choice": "no"})
    phone.force_login(home.people["member"])
    phone.post(url, {"choice": "yes"})
    assert [ballot.choice for ballot in Poll.objects.get().ballots.all()] == ["yes"]


def test_the_whole_way_with_hands(version, browser) -> None:
    def post(page, pk, **data):
        return browser.post(reverse(page, args=[pk]), data, follow=True)

    post("version_propose", version.pk)
    post("poll_new", version.pk, way="hands", rule="two-thirds", quorum="3")
    poll = Poll.objects.get()
    assert "form" in post("poll_close", poll.pk, yes="x", no="0", abstain="0").context
    page = post("poll_close", poll.pk, yes="4", no="1", abstain="0").content.decode()
    assert "Two thirds or more were for it." in page
    post("version_amend", version.pk)
    new = Version.objects.get(number=2)
    post("part_remove", new.pk, kind="indicator", name="health-score")
    changes = browser.get(reverse("version_differences", args=[new.pk])).content.decode()
    assert "removed" in changes and "Health: score" in changes
    kept = [one.id for one in Version.objects.get(number=2).definition.indicators]
    post("version_series", new.pk, **dict.fromkeys(kept, "-"))
    assert set(Version.objects.get(number=2).mapping.values()) == {None}


def test_a_long_framework_asks_the_database_little(
    home, browser, django_assert_max_num_queries
) -> None:
    long = actions.start(home.people["facilitator"], home.home, "gnh-2015")
    with django_assert_max_num_queries(14):
        browser.get(reverse("version", args=[long.pk]))


def test_throwing_away_asks_first_and_leads_back_to_the_list(home, version, browser) -> None:
    url = reverse("framework_discard", args=[version.pk])
    assert url in browser.get(reverse("version", args=[version.pk])).content.decode()
    assert browser.get(url).status_code == 405
    answer = browser.post(url)
    assert answer.url == reverse("frameworks", args=[home.home.slug])
    assert not Version.objects.exists()
    assert "Thrown away." in browser.get(answer.url).content.decode()

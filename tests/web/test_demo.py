"""The demonstration is made once, and never in a database that holds real data."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests.cast import user

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Level, Opinion, PracticeTable, Sitting
from ruamsuk.communities.areas import load_areas
from ruamsuk.communities.models import Community, Membership, Role
from ruamsuk.exchanges.models import (
    Assist,
    Card,
    Case,
    FollowUp,
    Forum,
    Mentoring,
    Offer,
    Plan,
    Request,
)
from ruamsuk.exchanges.timetable import timetable
from ruamsuk.results.models import Computation, Publication, Verdict
from ruamsuk.web.demo import walk
from ruamsuk.web.demo.forums import hold_wat_bot
from ruamsuk.web.demo.helping import help_one_another
from ruamsuk.web.demo.levels import assess
from ruamsuk.web.demo.people import ORGANISER, make_people
from ruamsuk.web.demo.places import make_places
from ruamsuk.web.demo.together import plan_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks of tests are done when they are asked for."""
    monkeypatch.setattr(walk, "work", lambda: None)


def test_it_is_the_network_of_the_founding_note(at_once: None) -> None:
    load_areas()
    call_command("demo")
    assert set(Community.objects.values_list("slug", flat=True)) == {
        "700704",
        "701003",
        "710911",
        "740309",
    }
    assert all(Community.objects.values_list("demo", flat=True))
    states = set(Computation.objects.values_list("state", flat=True))
    assert states == {Computation.State.DONE}
    assert Verdict.objects.exclude(seen="").count() == 4
    assert Publication.objects.count() == 12
    assert Level.objects.count() == 4 * 9 * 2
    assert not Opinion.objects.exists()
    by_numbers = Request.objects.get(practice=None)
    assert (by_numbers.indicator, by_numbers.wished) == ("active-youth", 60)
    assert by_numbers.matches.get().offer.community.slug == "701003"
    assert Forum.objects.filter(state=Forum.State.HELD).count() == 2
    assert Forum.objects.get(day="2026-01-24").sitting is not None
    roles = set(Membership.objects.filter(community__slug="700704").values_list("role", flat=True))
    assert roles == set(Role.values)
    before = User.objects.count()
    call_command("demo")  # a second time it changes nothing
    assert (User.objects.count(), Computation.objects.count()) == (before, 4)
    parts = (PracticeTable, Sitting, Forum, Request, Plan, Assist, Mentoring)
    whole = [kind.objects.count() for kind in parts]
    for removed in (PracticeTable, Mentoring, Plan):  # as an earlier version left it
        removed.objects.all().delete()
    Request.objects.all().delete()
    Offer.objects.all().delete()
    Assist.objects.all().delete()
    Forum.objects.filter(day="2026-01-24").delete()
    Forum.objects.update(factual=False)
    call_command("demo")
    assert [kind.objects.count() for kind in parts] == whole
    assert Forum.objects.get(day="2010-01-24").factual


def test_it_stays_out_of_a_database_with_real_data() -> None:
    user("someone")
    with pytest.raises(CommandError, match="RUAMSUK_DATA"):
        call_command("demo")
    assert not Community.objects.exists()
    assert not Forum.objects.exists()


def test_the_forum_at_wat_bot_tells_what_is_known_and_leaves_open_what_is_not() -> None:
    load_areas()
    network = make_places()
    people = make_people(network)
    forum = hold_wat_bot(network, people)
    assert [case.community.slug for case in forum.cases.all()] == ["700704", "701003", "710911"]
    assert not Case.objects.exclude(evidence={}, why_here={}).exists()
    assert timetable(forum).ends.strftime("%H:%M") == "16:00"
    assert forum.groups.count() == 1
    assert not Card.objects.exists()
    assert not forum.attendances.exists()
    assert not forum.communities.filter(slug="740309").exists()  # nobody says that they came
    assert (forum.factual, forum.synthetic, network.demo) == (True, False, True)
    page = Client().get(f"/forums/{forum.pk}/").content.decode()
    assert "เท่าที่รู้" in page and "ข้อมูลสมมุติ" not in page
    assert hold_wat_bot(network, people) == forum  # a second time it changes nothing
    assert (Forum.objects.count(), Case.objects.count()) == (1, 3)


def test_the_forum_of_2569_is_invented_and_runs_to_agreed_minutes() -> None:
    load_areas()
    network = make_places()
    people = make_people(network)
    forum = plan_together(network, people)
    assert "สมมุติ" in forum.title.th
    assert forum.decisions.count() == Card.objects.count() == 6
    assert set(forum.steps.values_list("state", flat=True)) == {"open", "done"}
    assert forum.minutes.get().agreed_on is not None
    assert plan_together(network, people) == forum  # a second time it changes nothing
    assert (Forum.objects.count(), Card.objects.count(), forum.minutes.count()) == (1, 6, 1)


def test_communities_ask_help_and_follow_up_and_all_of_it_is_invented() -> None:
    load_areas()
    network = make_places()
    people = make_people(network)
    walk.agree_framework(network, people[ORGANISER])
    assess(network, people)
    help_one_another(network, people)
    plan, assist = Plan.objects.get(), Assist.objects.get()
    assert plan.agreed is not None
    assert plan.matches.exists()
    assert assist.closed is not None
    assert assist.match is not None and str(assist.held_on) == assist.match.day
    assert set(assist.notes.values_list("stage", flat=True)) == set(Assist.Stage.values)
    assert all("สมมุติ" in note.text for note in assist.notes.all())
    days = [(one.due - assist.held_on).days for one in FollowUp.objects.order_by("due")]
    assert days == [30, 90]
    mentoring = Mentoring.objects.get()
    assert "สมมุติ" in mentoring.aims
    assert (mentoring.encounters.count(), mentoring.shared) == (2, False)
    before = Request.objects.count()
    help_one_another(network, people)  # a second time it changes nothing
    assert (Request.objects.count(), Plan.objects.count(), before > 0) == (before, 1, True)

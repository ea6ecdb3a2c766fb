"""Every address of the application, whose it is, and what one must be allowed to open it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.assessments import makers as assessments
from tests.cast import Cast, cast
from tests.exchanges import assists, helping, mentorings, written
from tests.exchanges import makers as forums
from tests.results import makers

from ruamsuk.accounts.models import Token, User, digest
from ruamsuk.assessments.models import Practice
from ruamsuk.communities.models import Invitation, Membership, Role, TimelineEvent
from ruamsuk.halls.models import Hall
from ruamsuk.indicators.models import Comment, Poll, Version
from ruamsuk.lib.text import LocalText
from ruamsuk.results.actions.compute import start_computation
from ruamsuk.results.models import Blob, Figure, HandCount, Publication

BORROWED = ("accounts/", "operators/", "api/")
"""Addresses of other packages, and of the API, which have their own tests."""

PUBLIC, SIGNED_IN = "anyone", "signed in"

NEEDS: dict[str, str] = {
    # web
    "home": PUBLIC,
    "health": PUBLIC,
    "search": PUBLIC,
    "set_language": PUBLIC,
    # accounts
    "me": SIGNED_IN,
    "me_edit": SIGNED_IN,
    "me_export": SIGNED_IN,
    "me_erase": SIGNED_IN,
    "token_new": SIGNED_IN,
    # people of a place
    "community_people": "comment",
    "network_people": "comment",
    "community_invite": "manage",
    "network_invite": "manage",
    "member": "manage",
    "member_remove": "its member",
    "invitation_revoke": "manage",
    "invitation": PUBLIC,
    # communities
    "areas": PUBLIC,
    "communities": PUBLIC,
    "community_new": SIGNED_IN,
    "network_new": SIGNED_IN,
    "network_edit": "facilitate",
    "community_edit": "facilitate",
    "community_settings": "manage",
    "community_wording": "facilitate",
    "community_villages": "facilitate",
    "community_profile": "see",
    "community_part_restore": "facilitate",
    "community_part_new": "facilitate",
    "community_part_edit": "facilitate",
    "community_part_delete": "facilitate",
    "network_part_restore": "facilitate",
    "network_part_new": "facilitate",
    "network_part_edit": "facilitate",
    "network_part_delete": "facilitate",
    "community_audit": "audit",
    "network_audit": "audit",
    # indicators
    "frameworks": "see",
    "network_frameworks": "see",
    "framework_new": "facilitate",
    "network_framework_new": "facilitate",
    "version": "see",
    "version_file": "see",
    "version_differences": "see",
    "version_about": "facilitate",
    "version_index": "facilitate",
    "goal_new": "facilitate",
    "goal_edit": "facilitate",
    "indicator_new": "facilitate",
    "version_indicator": "see",
    "indicator_edit": "facilitate",
    "variable_new": "facilitate",
    "variable_edit": "facilitate",
    "part_move": "facilitate",
    "part_remove": "facilitate",
    "version_undo": "facilitate",
    "framework_discard": "facilitate",
    "comment": "comment",
    "comment_withdraw": "its author",
    "version_propose": "facilitate",
    "version_amend": "facilitate",
    "version_series": "facilitate",
    "poll_new": "facilitate",
    "poll": "facilitate",
    "poll_close": "facilitate",
    "vote": PUBLIC,
    # halls
    "hall_find": PUBLIC,
    "hall_join": PUBLIC,
    "hall_now": PUBLIC,
    "hall_send": PUBLIC,
    "halls": "facilitate",
    "network_halls": "facilitate",
    "hall": "facilitate",
    "hall_do": "facilitate",
    "hall_question": "facilitate",
    "hall_slips": "facilitate",
    "hall_board": "facilitate",
    "hall_board_now": "facilitate",
    # results
    "community": "see",
    "goal": "see",
    "indicator": "see",
    "index": "see",
    "network": "see",
    "import_new": "collect",
    "import": "collect",
    "import_columns": "collect",
    "import_mend": "collect",
    "import_again": "collect",
    "import_apply": "collect",
    "import_give_up": "collect",
    "import_undo": "facilitate and collect",
    "import_problems": "collect",
    "community_households": "see_households",
    "community_households_file": "see_households",
    "rounds": "see",
    "round_new": "facilitate",
    "compute": "facilitate",
    "computation": "see",
    "round": "see",
    "round_edit": "facilitate",
    "round_close": "facilitate",
    "hand_count": "collect",
    "hand_undo": "collect",
    "figure_new": "collect",
    "figure_undo": "collect",
    "verdict_new": "facilitate",
    "verdict_withdraw": "facilitate",
    "publish": "manage",
    "publish_withdraw": "manage",
    "export": "see",
    "chart": "see",
    "report": "see",
    # exchanges: forums
    "forums": "see",
    "network_forums": "see",
    "forum_new": "facilitate",
    "network_forum_new": "facilitate",
    "forum": "see",
    "forum_edit": "facilitate",
    "forum_state": "facilitate",
    "forum_again": "facilitate",
    "agenda_new": "facilitate",
    "agenda_put_back": "facilitate",
    "material_put_back": "facilitate",
    "agenda_edit": "facilitate",
    "agenda_move": "facilitate",
    "agenda_lengthen": "facilitate",
    "agenda_take_out": "facilitate",
    "agenda_start": "facilitate",
    "forum_hall": "facilitate",
    "forum_sitting": "facilitate",
    "material_new": "facilitate",
    "material": "see",
    "material_edit": "facilitate",
    "material_file": "see",
    **written.NEEDS,
    "forum_preparation": "see",
    "forum_people": "see",
    "forum_sheet": "facilitate",
    "forum_people_file": "facilitate",
    "attendance_edit": "facilitate",
    "attendance_tick": "facilitate",
    "forum_invite": "facilitate",
    "forum_letter": "facilitate",
    "forum_calendar": "see",
    "forum_invitation": PUBLIC,
    "forum_invited_calendar": PUBLIC,
    # self-assessment
    "practice_tables": "see",
    "network_practice_tables": "see",
    "practice_table_new": "facilitate",
    "network_practice_table_new": "facilitate",
    "practice_table": "see",
    "practice_table_about": "facilitate",
    "practice_table_undo": "facilitate",
    "practice_table_retire": "facilitate",
    "practice_new": "facilitate",
    "practice_edit": "facilitate",
    "practice_arrange": "facilitate",
    "sitting_new": "facilitate",
    "network_sitting_new": "facilitate",
    "sitting": "see",
    "sitting_close": "facilitate",
    "sitting_discard": "facilitate",
    "sitting_hall": "facilitate",
    "sitting_level": "see",
    "sitting_hands": "facilitate",
    "sitting_photo": "see",
    "voice_withdraw": "facilitate",
    "community_levels": "see",
    "network_levels": "see",
    "community_levels_file": "see",
    "network_levels_file": "see",
    "river": "see",
    "river_file": "see",
    "stairs": "see",
    "stairs_file": "see",
    "indicator_stairs": "see",
    "indicator_stairs_file": "see",
    # exchanges: who helps whom
    "exchanges": "see",
    "exchanges_file": "see",
    "request_new": "facilitate",
    "request_edit": "facilitate",
    "request_withdraw": "facilitate",
    "offer_new": "facilitate",
    "offer_edit": "facilitate",
    "offer_withdraw": "facilitate",
    "plan_new": "facilitate",
    "plan": "see of the network",
    "plan_file": "see of the network",
    "plan_calendar": "see of the network",
    "plan_ics": "see of the network",
    "plan_pdf": "see of the network",
    "plan_move": "facilitate of the network",
    "plan_day": "facilitate of the network",
    "plan_lock": "facilitate of the network",
    "plan_again": "facilitate of the network",
    "plan_undo": "facilitate of the network",
    "plan_agree": "facilitate of the network",
    # exchanges: mentoring
    "mentorings": "see",
    "mentoring_growth": "see",
    "mentoring_new": "facilitate",
    "mentoring": "who was there",
    "mentoring_edit": "who was there",
    "mentoring_share": "who was there",
    "mentoring_end": "who was there",
    "mentoring_reflect": "who was there",
    "mentoring_step": "who was there",
    "encounter_new": "who was there",
    "encounter_edit": "who was there",
    # exchanges: peer assists and reviews
    "assists": "see",
    "network_assists": "see",
    "forum_assists": "see",
    "assist_new": "facilitate",
    "assist_here": "see of the network",
    "assist": "who was there",
    "assist_edit": "who was there",
    "assist_go": "who was there",
    "assist_note": "who was there",
    "assist_note_withdraw": "who was there",
    "assist_step": "who was there",
    "assist_hall": "who was there",
    "assist_present": "who was there",
    "follow_ups": "see",
    "network_follow_ups": "see",
    "follow_up": "its own member",
    "review": "see",
    "remark_withdraw": "facilitate",
}
IN_ROWS = ("levels_file", "steps_file", "exchanges_file", "plan_file")
"""Addresses of tables, that are given as CSV."""
POSTED = {"kind": "goal", "name": "economy", "state": "held", "stage": "purpose"}
"""What addresses that take no GET are sent."""
_FORUM = ("forum", "agenda", "attendance", "material")
OF_A_FORUM = [name for name in NEEDS if name.startswith(_FORUM)]
"""Addresses that take the number of a forum."""
ELSEWHERE = {"demo_sign_in", "token_revoke", "invitation_link"}
"""Addresses with a test of their own: what only one person, or only the demonstration, has."""


@dataclass(frozen=True)
class World:
    """The cast with one of everything in `home`, and what fills each address.

    Attributes:
        cast: people and places.
        pks: number of the thing that an address is about, by the address's name.
        secret: of an open invitation.
        code: of a vote on phones, and of a hall.
        parts: numbers of a forum's parts, by the name that addresses have for them.
    """

    cast: Cast
    pks: dict[str, int]
    secret: str
    code: str
    parts: dict[str, Any]

    def people(self) -> dict[str, User | AnonymousUser]:
        """Everyone who may try."""
        return {
            "nobody": AnonymousUser(),
            "outsider": self.cast.outsider,
            "neighbour": self.cast.neighbour,
            "organiser": self.cast.organiser,
            **self.cast.people,
        }

    def address(self, pattern: str, name: str) -> str:
        """The address with its parts filled in."""
        values: dict[str, Any] = {
            "slug": self.cast.network.slug if _of_network(pattern) else self.cast.home.slug,
            "label": "2568",
            "goal": "economy",
            "within": "economy",
            "indicator": "debt-free" if name.startswith("indicator_stairs") else "water",
            "noun": "timeline",
            "secret": self.secret,
            "code": self.code,
            "username": "nobody",
            "kind": _kind(pattern, name),
            "form": "csv" if name.endswith(IN_ROWS) else "svg",
            "practice": self.pks.get(f"practice of {name}", self.pks["practice"]),
            "about": "water",
            **self.parts,
            "pk": self.pks.get(name, self.pks["version"]),
            "name": {"goal_edit": "economy", "variable_edit": "water"}.get(name, "water"),
        }
        wanted = {part for part in values if f":{part}>" in pattern}
        return reverse(name, kwargs={part: values[part] for part in wanted})


def _kind(pattern: str, name: str) -> str:
    if name in ("export", "forum_people_file"):
        return "csv"
    return "by-village" if "about" in pattern else "petals"


def _of_network(pattern: str) -> bool:
    return pattern.startswith("n/")


def addresses() -> list[tuple[str, str]]:
    """(pattern, name) of every address that is ours."""
    found = _walk(get_resolver().url_patterns, "")
    return sorted({(p, n) for p, n in found if not p.startswith(BORROWED) and n not in ELSEWHERE})


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, whole)
        else:
            yield whole, str(pattern.name)


def world() -> World:
    """One of everything."""
    known = cast()
    home, net = known.home, known.network
    coordinator = known.people[Role.COORDINATOR]
    version = makers.version(home)
    round_ = makers.round_of(version)
    brought = makers.bring_in(round_, makers.households(home))
    computation, _ = start_computation(coordinator, home, version)
    amended = makers.version(home, number=2)
    Version.objects.filter(pk=amended.pk).update(based_on=version, state=Version.State.DRAFT)
    hands = HandCount.objects.create(
        round=round_, indicator="water", counts=[3, 9], held_on=datetime.date(2025, 5, 1)
    )
    figure = Figure.objects.create(
        round=round_, indicator="water", numerator=9, denominator=10, source="จปฐ", as_of="2025"
    )
    Publication.objects.create(round=round_, indicators=[])
    invitation = Invitation.objects.create(
        digest=digest("open"),
        community=home,
        role=Role.MEMBER,
        expires=timezone.now() + datetime.timedelta(days=1),
    )
    said = Comment.objects.create(version=version, text="ดี", author=coordinator)
    poll = Poll.objects.create(version=version, way=Poll.Way.PHONES, code="abcdef")
    event = {
        place: TimelineEvent.objects.create(date="2008", **{place: owner})
        for place, owner in (("community", home), ("network", net))
    }
    hall = Hall.objects.create(community=home, title=LocalText("ประชุม"), code="abcdef")
    member = Membership.objects.get(user=known.people[Role.MEMBER])
    Token.issue(user=coordinator, name="own")
    imports = [name for name in NEEDS if name.startswith("import") and name != "import_new"]
    forum = forums.forum(home, invitation="open")
    item = forums.item(forum)
    assist_pks, assist_parts = assists.everything(known, forum)
    levels = assessments.everything(known)
    common = Practice.objects.get(pk=levels["practice of stairs"])
    helping_pks, helping_parts = helping.everything(known, common)
    mentoring_pks, mentoring_parts = mentorings.everything(known)
    return World(
        known,
        {
            "version": version.pk,
            "computation": computation.pk,
            "hand_undo": hands.pk,
            "figure_undo": figure.pk,
            "verdict_withdraw": makers.verdict(round_).pk,
            "member": member.pk,
            "member_remove": member.pk,
            "invitation_revoke": invitation.pk,
            "comment_withdraw": said.pk,
            "version_series": amended.pk,
            "poll": poll.pk,
            "poll_close": poll.pk,
            "community_part_edit": event["community"].pk,
            "community_part_delete": event["community"].pk,
            "network_part_edit": event["network"].pk,
            "network_part_delete": event["network"].pk,
            **dict.fromkeys(imports, brought.pk),
            **levels,
            **dict.fromkeys([name for name in NEEDS if name.startswith("hall")], hall.pk),
            **dict.fromkeys(OF_A_FORUM, forum.pk),
            **assist_pks,
            **helping_pks,
            **mentoring_pks,
            **written.everything(forum, home),
        },
        "open",
        "abcdef",
        {
            "item": item.pk,
            "voice": assessments.VOICE,
            **assist_parts,
            **helping_parts,
            **mentoring_parts,
            "card": written.card(written.group(forum)).pk,
            "line": forums.attendance(forum).pk,
            "material": forums.material(forum, file=Blob.objects.keep(b"%PDF-")).pk,
        },
    )

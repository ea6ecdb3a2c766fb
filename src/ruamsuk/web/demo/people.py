"""One person of each role, who can sign in with a button while the program runs as a demo."""

from __future__ import annotations

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Membership, Network, Role

NAMES = {
    Role.COORDINATOR: "ผู้ประสานงาน บ้านเลือก (สมมุติ)",
    Role.FACILITATOR: "แกนนำ บ้านเลือก (สมมุติ)",
    Role.COLLECTOR: "ผู้เก็บข้อมูล บ้านเลือก (สมมุติ)",
    Role.MENTOR: "พี่เลี้ยง บ้านเลือก (สมมุติ)",
    Role.MEMBER: "สมาชิก บ้านเลือก (สมมุติ)",
    Role.VIEWER: "ผู้ชม บ้านเลือก (สมมุติ)",
}
ORGANISER = "demo-network"
HOME = "700704"
"""The community that has someone of each role."""


def maker_of(slug: str) -> str:
    """Sign-in name of whoever coordinates a community."""
    return f"demo-{Role.COORDINATOR}" if slug == HOME else f"demo-coordinator-{slug}"


def make_people(network: Network) -> dict[str, User]:
    """The people, by sign-in name; they have no password, so a button is their only way in."""
    home = network.communities.get(slug=HOME)
    organiser = _person(ORGANISER, "ผู้ประสานงานเครือข่าย (สมมุติ)")
    Membership.objects.create(user=organiser, network=network, role=Role.COORDINATOR)
    people = {organiser.username: organiser}
    for role, name in NAMES.items():
        person = _person(f"demo-{role}", name)
        Membership.objects.create(user=person, community=home, role=role)
        people[person.username] = person
    for community in network.communities.exclude(pk=home.pk):
        person = _person(maker_of(community.slug), f"ผู้ประสานงาน {community} (สมมุติ)")
        Membership.objects.create(user=person, community=community, role=Role.COORDINATOR)
        people[person.username] = person
    return people


def _person(username: str, name: str) -> User:
    person = User(username=username, display_name=name, demo=True)
    person.set_unusable_password()
    person.save()
    return person

"""The known people and places of the tests, and typed makers of them."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import (
    Community,
    District,
    Membership,
    Network,
    Province,
    Role,
    Tambon,
    Village,
)
from ruamsuk.lib.text import LocalText

PASSWORD = "ร่วมสุข-2569-ทดสอบ"


def tambon(code: str = "700704", th: str = "บ้านเลือก", en: str = "Ban Lueak") -> Tambon:
    """A tambon with its district and province."""
    province, _ = Province.objects.get_or_create(
        code=code[:2], defaults={"name_th": "ราชบุรี", "name_en": "Ratchaburi"}
    )
    district, _ = District.objects.get_or_create(
        code=code[:4],
        defaults={"name_th": "โพธาราม", "name_en": "Photharam", "province": province},
    )
    return Tambon.objects.get_or_create(
        code=code, defaults={"name_th": th, "name_en": en, "district": district}
    )[0]


def user(name: str) -> User:
    """Someone who can sign in with `PASSWORD`; quick, because the hash is made once."""
    global _hash
    person = User(username=name, display_name=name.title())
    if not _hash:
        person.set_password(PASSWORD)
        _hash = person.password
    person.password = _hash
    person.save()
    return person


_hash = ""


def member(place: Community | Network, role: str, name: str = "") -> User:
    """Someone with a role in a place."""
    person = user(name or f"{role}-{place.slug}")
    where = {"community": place} if isinstance(place, Community) else {"network": place}
    Membership.objects.create(user=person, role=role, **where)
    return person


def network(slug: str = "west") -> Network:
    """A network."""
    return Network.objects.create(slug=slug, name=LocalText("เครือข่ายตะวันตก", "Western network"))


def community(
    code: str = "700704", name: str = "บ้านเลือก", within: Network | None = None, villages: int = 3
) -> Community:
    """A community with villages."""
    made = Community.objects.create(
        slug=code, name=LocalText(name), tambon=tambon(code, name), network=within
    )
    for number in range(1, villages + 1):
        Village.objects.create(
            community=made, code=f"{code}{number:02}", name=LocalText(f"หมู่ {number}")
        )
    return made


@dataclass(frozen=True)
class Cast:
    """A network with two communities, someone of each role in the first, and others.

    Attributes:
        people: by role, those of `home`.
        organiser: coordinator of the network.
        neighbour: viewer of `other` only.
        outsider: signed in, without any role.
    """

    network: Network
    home: Community
    other: Community
    people: dict[str, User]
    organiser: User
    neighbour: User
    outsider: User


def cast() -> Cast:
    """The whole cast."""
    net = network()
    home, other = community(within=net), community("710911", "หนองสาหร่าย", within=net)
    return Cast(
        net,
        home,
        other,
        {role: member(home, role) for role in Role.values},
        member(net, Role.COORDINATOR),
        member(other, Role.VIEWER),
        user("outsider"),
    )

"""Me, areas, networks and communities."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from ruamsuk.communities.gazetteer import find
from ruamsuk.communities.models import Community, Learning, Membership, Network
from ruamsuk.communities.rules import allowed, community_for, network_for
from ruamsuk.lib.text import LocalText
from ruamsuk.web.api.problems import Problems, Words, words_of
from ruamsuk.web.api.visitors import signed_in

router = Router(tags=["places"])


class Role(Schema):
    """What somebody is in a place."""

    place: str
    slug: str
    role: str


class Me(Schema):
    """Who asks, and what they may do."""

    name: str
    language: str
    scopes: list[str] | None
    roles: list[Role]


class Area(Schema):
    """A tambon with the places that tell it from its namesakes."""

    code: str
    name: Words
    district: Words
    province: Words


class PlaceOut(Schema):
    """A network or a community in a list."""

    slug: str
    name: Words
    demo: bool


class CommunityOut(PlaceOut):
    """A community in a list."""

    network: str | None
    area: Area


class NetworkOut(PlaceOut):
    """A network with the communities in it that may be seen."""

    purpose: Words
    principles: Words
    seats: int
    communities: list[PlaceOut]


class Piece(Schema):
    """Something a community has, or someone it works with."""

    kind: str
    name: Words
    text: Words


class Lesson(Schema):
    """What one community learned from another."""

    learner: str
    teacher: str
    what: Words
    date: str


class Profile(CommunityOut):
    """Who a community is.

    Attributes:
        livelihoods: what people live on: keys of the list that communities tick, and own words.
        conditions: what it has to build on, likewise.
        latitude, longitude: where it lies, else the middle of its tambon where that is known.
    """

    about: Words
    population: int | None
    livelihoods: list[str]
    conditions: list[str]
    latitude: float | None
    longitude: float | None
    assets: list[Piece]
    partners: list[Piece]
    learning: list[Lesson]


class Event(Schema):
    """Something that happened while the work grew; the date may be a year only."""

    date: str
    title: Words
    text: Words
    source: str


class VillageOut(Schema):
    """A village by its 8-digit code."""

    code: str
    name: Words


class Typed(Schema):
    """What somebody typed."""

    q: str = Field(max_length=100)


class InNetwork(Schema):
    """Which network; all where there is none."""

    network: str = Field("", pattern=r"^[-a-zA-Z0-9_]{0,40}$")


@router.get("/me", response={200: Me, 401: Problems})
def me(request: HttpRequest) -> Me:
    """Who I am, and which roles I have."""
    user = signed_in(request)
    roles = Membership.objects.filter(user=user).select_related("network", "community")
    return Me(
        name=str(user),
        language=user.language,
        scopes=None if user.scopes is None else sorted(user.scopes),
        roles=[
            Role(
                place="network" if one.network_id else "community",
                slug=one.place.slug,
                role=one.role,
            )
            for one in roles.order_by("pk")
        ],
    )


@router.get("/areas", response=list[Area])
def areas(request: HttpRequest, typed: Query[Typed]) -> list[Area]:
    """Tambons that fit what was typed, Thai or English, also misspelt."""
    return [
        Area(
            code=found.code,
            name=words_of(found.name),
            district=words_of(found.district),
            province=words_of(found.province),
        )
        for found in find(typed.q)
    ]


@router.get("/networks", response=list[PlaceOut])
def networks(request: HttpRequest) -> Any:
    """Networks that I may see."""
    return [_place(one) for one in Network.objects.visible_to(request.user)]


@router.get("/networks/{slug:slug}", response={200: NetworkOut, 404: Problems})
def network(request: HttpRequest, slug: str) -> NetworkOut:
    """A network and its communities."""
    found = network_for(request.user, slug)
    members = Community.objects.visible_to(request.user).filter(network=found)
    return NetworkOut(
        **_place(found).dict(),
        purpose=words_of(found.purpose),
        principles=words_of(found.principles),
        seats=found.seats,
        communities=[_place(one) for one in members],
    )


@router.get("/communities", response=list[CommunityOut])
def communities(request: HttpRequest, of: Query[InNetwork]) -> list[CommunityOut]:
    """Communities that I may see, of one network or of all."""
    found = Community.objects.visible_to(request.user).with_area()
    if of.network:
        found = found.filter(network__slug=of.network)
    networks = _networks(request)
    return [_community(one, networks) for one in found]


@router.get("/communities/{slug:slug}", response={200: Profile, 404: Problems})
def community(request: HttpRequest, slug: str) -> Profile:
    """Who a community is: what it has, whom it works with, who learned from whom."""
    found = community_for(request.user, slug)
    known = Community.objects.known_to(request.user)
    learned = Learning.objects.filter(learner=found, teacher__in=known)
    learned |= Learning.objects.filter(teacher=found, learner__in=known)
    place = found.lies_at
    return Profile(
        **_community(found, _networks(request)).dict(),
        about=words_of(found.about),
        population=found.population,
        livelihoods=found.livelihoods,
        conditions=found.conditions,
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
        assets=[_piece(one.kind, one.name, one.text) for one in found.assets.all()],
        partners=[_piece(one.kind, one.name, one.does) for one in found.partners.all()],
        learning=[
            Lesson(
                learner=one.learner.slug,
                teacher=one.teacher.slug,
                what=words_of(one.what),
                date=one.date,
            )
            for one in learned.select_related("learner", "teacher")
        ],
    )


@router.get("/communities/{slug:slug}/timeline", response={200: list[Event], 404: Problems})
def timeline(request: HttpRequest, slug: str) -> Any:
    """How the work grew."""
    return [
        Event(
            date=one.date,
            title=words_of(one.title),
            text=words_of(one.text),
            source=one.source,
        )
        for one in community_for(request.user, slug).timeline.all()
    ]


@router.get("/communities/{slug:slug}/villages", response={200: list[VillageOut], 404: Problems})
def villages(request: HttpRequest, slug: str) -> Any:
    """The villages."""
    found = community_for(request.user, slug).villages.all()
    return [VillageOut(code=one.code, name=words_of(one.name)) for one in found]


@router.get("/communities/{slug:slug}/may", response={200: list[str], 404: Problems})
def may(request: HttpRequest, slug: str) -> list[str]:
    """What I may do in a community, with this token."""
    return sorted(allowed(request.user, community_for(request.user, slug)))


def _place(one: Network | Community) -> PlaceOut:
    return PlaceOut(slug=one.slug, name=words_of(one.name), demo=one.demo)


def _networks(request: HttpRequest) -> set[str]:
    """The networks that I may see, by their part of the address."""
    return set(Network.objects.visible_to(request.user).values_list("slug", flat=True))


def _community(one: Community, networks: set[str]) -> CommunityOut:
    district = one.tambon.district
    area = Area(
        code=one.tambon.code,
        name=Words(th=one.tambon.name_th, en=one.tambon.name_en),
        district=Words(th=district.name_th, en=district.name_en),
        province=Words(th=district.province.name_th, en=district.province.name_en),
    )
    network = one.network.slug if one.network and one.network.slug in networks else None
    return CommunityOut(**_place(one).dict(), network=network, area=area)


def _piece(kind: str, name: LocalText, text: LocalText) -> Piece:
    return Piece(kind=kind, name=words_of(name), text=words_of(text))

"""Frameworks and their versions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from ruamsuk.communities.rules import community_for, network_for
from ruamsuk.engine.framework.dump import dump_framework
from ruamsuk.indicators.models import Framework, Version
from ruamsuk.indicators.rules import readable, version_for
from ruamsuk.web.api.problems import Problems, Words, words_of

router = Router(tags=["frameworks"])


_YAML = {
    "responses": {
        200: {
            "description": "The file",
            "content": {"application/yaml": {"schema": {"type": "object"}}},
        }
    }
}


class VersionOut(Schema):
    """A version of a framework in a list."""

    id: int
    number: int
    state: str
    agreed_on: str | None
    based_on: int | None


class FrameworkOut(Schema):
    """A framework with the versions that may be read."""

    id: int
    key: str
    title: Words
    versions: list[VersionOut]


class VersionDocument(VersionOut):
    """A version with its goals and indicators, as the engine's file says them."""

    document: dict[str, Any]


@router.get(
    "/communities/{slug:slug}/frameworks", response={200: list[FrameworkOut], 404: Problems}
)
def of_community(request: HttpRequest, slug: str) -> list[FrameworkOut]:
    """Frameworks of a community and of its network."""
    place = community_for(request.user, slug)
    return _listed(request, Framework.objects.for_community(place))


@router.get("/networks/{slug:slug}/frameworks", response={200: list[FrameworkOut], 404: Problems})
def of_network(request: HttpRequest, slug: str) -> list[FrameworkOut]:
    """Frameworks of a network."""
    return _listed(request, network_for(request.user, slug).frameworks.all())


@router.get("/versions/{int:pk}", response={200: VersionDocument, 404: Problems})
def version(request: HttpRequest, pk: int) -> VersionDocument:
    """A version with its goals and indicators."""
    found = version_for(request.user, pk)
    return VersionDocument(**_version(found).dict(), document=found.document)


@router.get("/versions/{int:pk}/framework.yaml", response={404: Problems}, openapi_extra=_YAML)
def as_yaml(request: HttpRequest, pk: int) -> HttpResponse:
    """A version as the engine's YAML file."""
    found = version_for(request.user, pk)
    return HttpResponse(dump_framework(found.definition), content_type="application/yaml")


def _listed(request: HttpRequest, frameworks: QuerySet[Framework]) -> list[FrameworkOut]:
    return [
        FrameworkOut(
            id=one.pk,
            key=one.key,
            title=words_of(one.title),
            versions=[_version(version) for version in versions],
        )
        for one, versions in readable(request.user, frameworks)
    ]


def _version(one: Version) -> VersionOut:
    return VersionOut(
        id=one.pk,
        number=one.number,
        state=one.state,
        agreed_on=one.agreed_on.isoformat() if one.agreed_on else None,
        based_on=one.based_on_id,
    )

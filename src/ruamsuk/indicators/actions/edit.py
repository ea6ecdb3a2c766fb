"""Starting a framework and changing a version of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from ruamsuk import engine
from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import demand
from ruamsuk.indicators.actions.lock import demand_editable, held
from ruamsuk.indicators.document import Document, Kind, checked, free_name, part, plain
from ruamsuk.indicators.models import Framework, Version
from ruamsuk.indicators.series import meaning
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User
    from ruamsuk.communities.rules import Place

EDITS_KEPT = 50
"""Edits of a version that can be undone, one after the other."""


class Clash(Exception):
    """Someone else has changed the same part since the form was opened.

    Attributes:
        version: as it stands now.
    """

    def __init__(self, version: Version) -> None:
        super().__init__(str(version))
        self.version = version


def start(
    by: User, place: Place, source: str | Document, title: LocalText | None = None
) -> Version:
    """Start a framework in a place.

    Args:
        by: who starts it.
        place: the community or network whose it is.
        source: the name of a shipped template, or a framework's document.
        title: what it is called here; the source's own title when it is not given.

    Raises:
        PermissionDenied: the person may not.
        ProblemsFound: the source cannot be used.
    """
    demand(by, "facilitate", place)
    definition = engine.template(source) if isinstance(source, str) else checked(source)
    title = title or definition.title
    where = {"community" if isinstance(place, Community) else "network": place}
    with transaction.atomic():
        taken = Framework.objects.filter(**where).values_list("key", flat=True)
        key = free_name(definition.framework, taken, definition.framework)
        framework = Framework.objects.create(key=key, title=title, **where)
        document = plain(definition) | {
            "framework": key,
            "version": 1,
            "title": {"th": title.th, "en": title.en},
        }
        version = Version.objects.create(
            framework=framework, number=1, document=document, created_by=by
        )
        remember(by, "version.started", place, framework, key=key)
    return version


def change(
    by: User,
    version: Version,
    how: Callable[[Document], Document],
    kind: Kind,
    name: str = "",
    seen: int | None = None,
) -> Version:
    """Change one part of a version that is still open.

    Args:
        by: who changes it.
        version: as the person had it before them.
        how: gives a document with the change; it is asked of the document as it stands.
        kind: what kind of part was changed.
        name: its id or name.
        seen: the revision that the person had before them, where their words could overwrite
            another's; None for what harms nobody, such as a new part.

    Raises:
        Clash: someone else changed the same part since.
        ProblemsFound: the engine could not compute the outcome.
        ValidationError: the version is settled or being voted on.
    """
    demand(by, "facilitate", version.framework.place)
    with transaction.atomic():
        now = held(version)
        demand_editable(now)
        if seen is not None and _changed_since(now, seen, kind, name):
            raise Clash(now)
        definition = checked(how(now.document))
        document = plain(definition)
        if document == now.document:
            return now
        _keep_before(now, by)
        now.mapping = _still_true(now.mapping, now.definition, definition)
        now.document = document
        del now.definition
        now.revision += 1
        now.save()
        if kind == "about" and now.number == 1:
            now.framework.title = definition.title
            now.framework.save(update_fields=["title"])
        remember(by, "version.edited", now.framework.place, now, part=kind, id=name)
    return now


def _keep_before(version: Version, by: User) -> None:
    """Keep what a version says before it is edited, so that it can be undone; not for ever."""
    version.edits.create(revision=version.revision, before=version.document, by=by)
    old = version.edits.order_by("-revision").values_list("pk", flat=True)[EDITS_KEPT:]
    version.edits.filter(pk__in=list(old)).delete()


def _changed_since(version: Version, seen: int, kind: Kind, name: str) -> bool:
    if seen == version.revision:
        return False
    then = version.edits.filter(revision=seen).first()
    return then is None or part(then.before, kind, name) != part(version.document, kind, name)


def _still_true(
    mapping: Mapping[str, str | None], before: engine.Framework, after: engine.Framework
) -> dict[str, str | None]:
    """What was said about series; where an indicator counts something else now, it is unsaid."""
    then = {one.id: meaning(before, one) for one in before.indicators}
    now = {one.id: meaning(after, one) for one in after.indicators}
    return {
        indicator: origin
        for indicator, origin in mapping.items()
        if indicator in now and then.get(indicator) == now[indicator]
    }


def undo(by: User, version: Version) -> Version:
    """Take the last edit of a version back.

    Raises:
        ValidationError: the version is settled or being voted on.
    """
    demand(by, "facilitate", version.framework.place)
    with transaction.atomic():
        now = held(version)
        demand_editable(now)
        last = now.edits.last()
        if last is None:
            return now
        now.document = last.before
        now.revision += 1
        now.save()
        last.delete()
        remember(by, "version.undone", now.framework.place, now)
    return now


def link(by: User, version: Version, mapping: Mapping[str, str | None]) -> Version:
    """Say which series of the version before go on.

    Args:
        by: who says so.
        version: the newer version.
        mapping: for an indicator the id that its series goes on from; None where it breaks.

    Raises:
        ValidationError: the version is settled or being voted on.
    """
    demand(by, "facilitate", version.framework.place)
    with transaction.atomic():
        now = held(version)
        demand_editable(now)
        now.mapping = dict(mapping)
        now.revision += 1
        now.save(update_fields=["mapping", "revision", "changed"])
        remember(by, "version.linked", now.framework.place, now)
    return now

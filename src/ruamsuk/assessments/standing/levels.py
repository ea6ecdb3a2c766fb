"""Who stands where by what was agreed on the practices of a network's table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ruamsuk.assessments.models import Level, Practice, Sitting
from ruamsuk.assessments.sheet import practices_of
from ruamsuk.assessments.spread import Spread, spreads
from ruamsuk.assessments.standing.model import Here, Standing, Topic
from ruamsuk.assessments.standing.naming import Named
from ruamsuk.charts import Value
from ruamsuk.communities.models import Network
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import format_date

Levels = Mapping[tuple[int, int], Sequence[Level]]


def settled(network: Network, *, inside: bool) -> list[Sitting]:
    """The sittings of a network's tables in which something was agreed, the newest first.

    Whoever is outside sees only those that are closed.
    """
    sittings = Sitting.objects.filter(table__network=network, levels__isnull=False).distinct()
    found = sittings if inside else sittings.exclude(closed=None)
    return list(found.select_related("table").order_by("-held_on", "-pk"))


def of_practices(sitting: Sitting, places: Sequence[Named], *, inside: bool) -> Standing:
    """Where communities stood when a sitting was over: what each had agreed last, then or before.

    Args:
        sitting: the time; its table gives the practices.
        places: the communities.
        inside: whether levels count that are not settled yet.
    """
    levels = _until(sitting, places, inside=inside)
    said = {practice for practice, _ in levels}
    rows = Practice.objects.filter(table=sitting.table_id)
    practices = [one for one in rows if not one.retired or one.pk in said]
    newest = _newest_sittings(levels)
    now: dict[tuple[str, int], Here] = {}
    before: dict[tuple[str, int], Value] = {}
    earlier: dict[int, LocalText] = {}
    for (practice, community), several in levels.items():
        now[str(practice), community] = _agreed(several[-1])
        older = [one for one in several if one.sitting_id != newest[community].pk]
        if older:
            before[str(practice), community] = Value(older[-1].current)
            earlier[community] = _day(older[-1].sitting)
    return Standing(tuple(places), _topics(practices), now, before, earlier=earlier)


def _until(sitting: Sitting, places: Sequence[Named], *, inside: bool) -> Levels:
    """What was agreed up to a sitting, first to last, by practice and community."""
    found: dict[tuple[int, int], list[Level]] = {}
    levels = Level.objects.filter(
        practice__table=sitting.table_id,
        community__in=[one.pk for one in places],
        sitting__held_on__lte=sitting.held_on,
    )
    if not inside:
        levels = levels.exclude(sitting__closed=None)
    until = (sitting.held_on, sitting.pk)
    for one in levels.select_related("sitting").order_by("sitting__held_on", "sitting_id"):
        if (one.sitting.held_on, one.sitting_id) <= until:
            found.setdefault((one.practice_id, one.community_id), []).append(one)
    return found


def _newest_sittings(levels: Levels) -> dict[int, Sitting]:
    """The last sitting in which each community agreed on something."""
    found: dict[int, Sitting] = {}
    for (_, community), several in levels.items():
        last = several[-1].sitting
        if community in found:
            last = max(found[community], last, key=lambda one: (one.held_on, one.pk))
        found[community] = last
    return found


def in_the_hall(sitting: Sitting, places: Sequence[Named], *, counts: bool) -> Standing:
    """Where communities stand in a sitting that goes on.

    Args:
        sitting: the time.
        places: the communities.
        counts: whether the middle of what people said stands where nothing is agreed yet.
    """
    levels = {(one.practice_id, one.community_id): one for one in sitting.levels.all()}
    said = spreads(sitting) if counts else {}
    practices = practices_of(sitting)
    now: dict[tuple[str, int], Here] = {}
    for practice in practices:
        for place in places:
            key = practice.pk, place.pk
            here = _agreed(levels[key]) if key in levels else _said(said.get(key))
            if here is not None:
                now[str(practice.pk), place.pk] = here
    return Standing(tuple(places), _topics(practices), now)


def _agreed(level: Level) -> Here:
    return Here(Value(level.current), level.current, level.wished)


def _said(spread: Spread | None) -> Here | None:
    middle = spread.middle if spread else None
    return None if middle is None else Here(Value(middle), middle, open=True)


def _topics(practices: Sequence[Practice]) -> tuple[Topic, ...]:
    return tuple(Topic(str(practice.pk), practice.name) for practice in practices)


def _day(sitting: Sitting) -> LocalText:
    return LocalText(format_date(sitting.held_on, "th"), format_date(sitting.held_on, "en"))

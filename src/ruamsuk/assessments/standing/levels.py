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
    times = _times(levels)
    now: dict[tuple[str, int], Here] = {}
    before: dict[tuple[str, int], Value] = {}
    for (practice, community), several in levels.items():
        now[str(practice), community] = _agreed(several[-1])
        last_two = [one.sitting for one in several[-2:]]
        if len(last_two) == 2 and last_two == times[community][-2:]:
            before[str(practice), community] = Value(several[-2].current)
    names = {community: _day(several[-2]) for community, several in times.items() if several[1:]}
    return Standing(tuple(places), _topics(practices), now, before, earlier=names)


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


def _times(levels: Levels) -> dict[int, list[Sitting]]:
    """The sittings in which each community agreed on something, first to last."""
    found: dict[int, dict[int, Sitting]] = {}
    for (_, community), several in levels.items():
        found.setdefault(community, {}).update((one.sitting_id, one.sitting) for one in several)
    return {
        community: sorted(sittings.values(), key=lambda one: (one.held_on, one.pk))
        for community, sittings in found.items()
    }


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

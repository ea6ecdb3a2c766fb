"""What a hall shows of a self-assessment: one practice to vote on, and all levels so far."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruamsuk.assessments.actions import sittings as actions
from ruamsuk.assessments.models import Level, Opinion, Practice, Sitting, Voice
from ruamsuk.assessments.rules import members
from ruamsuk.assessments.sheet import practices_of, sheet_of
from ruamsuk.assessments.spread import Spread, far, spreads
from ruamsuk.communities.models import Community
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.now import for_all
from ruamsuk.halls.scenes import Choice, Scene, Shown, counts_now, in_both, register
from ruamsuk.lib.text import LocalText

KEY = "practice"
MOST_VOICES_SHOWN = 6
MOST_SPREADS = 4
"""Of more communities the board shows numbers in a table instead of pictures."""
_OF_SITTING = LocalText("{what}: {title}", "{what}: {title}")
_NUMBER = re.compile(r"[0-9]{1,15}")
_BLANK = "halls/board_blank.html"


def sitting_in(hall: Hall, practice: int | None) -> tuple[Sitting, Practice] | None:
    """The sitting of a hall that a practice belongs to, the newest one."""
    found = Practice.objects.filter(pk=practice or 0).first()
    sittings = hall.sittings.select_related("table").prefetch_related("communities")
    sitting = sittings.filter(table=found.table_id).order_by("-pk").first() if found else None
    return (sitting, found) if sitting and found else None


def speaks_for(sitting: Sitting, seat: Seat) -> Community | None:
    """Whom a seat speaks for; where only one community sits, for that one."""
    few = list(sitting.communities.all())
    return next(
        (one for one in few if seat.community_id == one.pk),
        few[0] if len(few) == 1 and not seat.community_id else None,
    )


def counts(hall: Hall, sitting: Sitting, practice: Practice) -> bool:
    """Whether a level that a phone says now counts, or is late; where all is settled, it is."""
    return sitting.closed is None and counts_now(hall, KEY, practice.pk)


@dataclass(frozen=True)
class Group:
    """One community on the practice that the board shows.

    Attributes:
        answered: how many phones have said a level that counts.
        seats: how many phones could.
        spread: who sees which level; None as long as opinions are hidden.
        voices: why some see it differently.
        more: how many reasons more there are than are shown.
        level: what was agreed.
        proposed: the middle opinion, which the facilitator may take as the level.
    """

    community: Community
    answered: int
    seats: int
    late: int
    spread: Spread | None
    voices: tuple[Voice, ...]
    more: int
    level: Level | None
    proposed: int | None


def groups(hall: Hall, sitting: Sitting, practice: Practice) -> list[Group]:
    """Each community of a sitting on one practice, as far as the board may show it.

    Opinions stay hidden as long as they are taken, so that nobody follows the others.
    """
    said = spreads(sitting, [practice.pk])
    seated: Counter[int | None] = Counter(
        hall.seats.exclude(device="").values_list("community", flat=True)
    )
    levels = {one.community_id: one for one in sitting.levels.filter(practice=practice)}
    visible = hall.shown and not counts(hall, sitting, practice)
    voices: dict[int, list[Voice]] = {}
    if visible:
        said_why = Voice.objects.filter(sitting=sitting, practice=practice, withdrawn=False)
        for voice in said_why.order_by("pk"):
            voices.setdefault(voice.community_id, []).append(voice)
    found = []
    communities = members(sitting)
    for community in communities:
        spread = said.get((practice.pk, community.pk), Spread())
        heard = voices.get(community.pk, [])
        guests = seated[None] if len(communities) == 1 else 0
        found.append(
            Group(
                community,
                sum(spread.phones),
                seated[community.pk] + guests,
                spread.late,
                spread if visible else None,
                tuple(heard[:MOST_VOICES_SHOWN]),
                max(0, len(heard) - MOST_VOICES_SHOWN),
                levels.get(community.pk),
                spread.middle,
            )
        )
    return found


def _choices(hall: Hall) -> Iterator[Choice]:
    for sitting in hall.sittings.filter(closed=None).select_related("table"):
        needed = sitting.communities.count()
        agreed = Counter(sitting.levels.values_list("practice", flat=True))
        for practice in practices_of(sitting):
            yield Choice(practice.pk, practice.name, agreed[practice.pk] >= needed)


def _phone(hall: Hall, seat: Seat) -> Shown:
    found = for_all(hall, KEY, lambda: sitting_in(hall, hall.about))
    if found is None:
        return Shown("halls/phone_blank.html")
    sitting, practice = found
    community = speaks_for(sitting, seat)
    if community is None:
        return Shown("assessments/phone_watch.html", {"practice": practice})
    open_now = counts(hall, sitting, practice)
    voter = actions.voter_of(sitting, practice, seat)
    own = Opinion.objects.filter(sitting=sitting, practice=practice, voter=voter).first()
    context = {"sitting": sitting, "practice": practice, "open": open_now, "own": own}
    if not open_now and hall.shown:
        spread, level = for_all(
            hall, (KEY, community.pk), lambda: _said(sitting, practice, community)
        )
        context |= {"spread": spread, "level": level}
        context["asked"] = bool(
            own and own.level and spread.middle and far(own.level, spread.middle)
        )
    return Shown("assessments/phone_practice.html", context)


def _said(
    sitting: Sitting, practice: Practice, community: Community
) -> tuple[Spread, Level | None]:
    """What a community has said of a practice, and what it agreed."""
    spread = spreads(sitting, [practice.pk]).get((practice.pk, community.pk), Spread())
    return spread, sitting.levels.filter(practice=practice, community=community).first()


def _board(hall: Hall) -> Shown:
    found = sitting_in(hall, hall.about)
    if found is None:
        return Shown(_BLANK)
    sitting, practice = found
    context = {
        "sitting": sitting,
        "practice": practice,
        "groups": groups(hall, sitting, practice),
        "open": counts(hall, sitting, practice),
        "side_by_side": len(sitting.communities.all()) > MOST_SPREADS,
        "five": range(1, 6),
    }
    return Shown("assessments/board_practice.html", context)


def _number(values: Mapping[str, str], name: str) -> int:
    text = values.get(name, "")
    if not _NUMBER.fullmatch(text):
        raise ValidationError(_("This answer cannot be read."), code="shape")
    return int(text)


def _take(hall: Hall, seat: Seat, key: str, values: Mapping[str, str]) -> None:
    """Keep an opinion, or the reason for one."""
    wanted = _number(values, "sitting")
    sitting = next((one for one in hall.sittings.all() if one.pk == wanted), None)
    practice = Practice.objects.filter(pk=_number(values, "about")).first()
    level = _number(values, "level")
    if sitting is None or practice is None or practice.table_id != sitting.table_id:
        raise ValidationError(_("This answer does not belong to this hall."), code="elsewhere")
    if not 1 <= level <= 5:
        raise ValidationError(_("Levels go from 1 to 5."), code="level")
    community = speaks_for(sitting, seat)
    if community is None:
        raise ValidationError(_("Choose your community first, then say your level."), code="guest")
    if "reason" in values:
        actions.take_voice(sitting, practice, community, key, level, values["reason"])
        return
    actions.take_opinion(
        sitting,
        practice,
        community,
        seat,
        level=level,
        stamp=_number(values, "stamp"),
        counts=counts(hall, sitting, practice),
    )


def _spoken(hall: Hall, seat: Seat) -> Iterator[Community]:
    """The communities for which a seat has said a level in any sitting of the hall."""
    for sitting in hall.sittings.all():
        yield from actions.spoken_for(sitting, seat)


def _opened(hall: Hall) -> None:
    found = sitting_in(hall, hall.about)
    if found is not None and found[0].closed is None:
        actions.count_late(*found)


def sittings_of(hall: Hall, what: LocalText) -> Iterator[Choice]:
    """Something of each sitting of a hall; where there is only one sitting, it needs no name."""
    found = list(hall.sittings.select_related("table"))
    for sitting in found:
        title = sitting.title or sitting.table.title
        label = _OF_SITTING.format(what=what, title=title) if len(found) > 1 else what
        yield Choice(sitting.pk, label)


def _closed(hall: Hall) -> None:
    for sitting in hall.sittings.all():
        actions.forget_order(sitting)


def _levels_choices(hall: Hall) -> Iterator[Choice]:
    return sittings_of(hall, in_both(LEVELS.title))


def _levels(hall: Hall, template: str) -> Shown:
    sitting = hall.sittings.filter(pk=hall.about or 0).select_related("table").first()
    if sitting is None:
        return Shown(_BLANK)
    return Shown(template, {"sitting": sitting, "sheet": sheet_of(sitting, members(sitting))})


PRACTICE = Scene(
    KEY,
    gettext_lazy("Assess a practice"),
    phone=_phone,
    board=_board,
    choices=_choices,
    take=_take,
    controls="assessments/controls_practice.html",
    opened=_opened,
    spoken=_spoken,
    closed=_closed,
)
LEVELS = Scene(
    "levels",
    gettext_lazy("All levels so far"),
    phone=lambda hall, seat: Shown("assessments/phone_watch.html"),
    board=lambda hall: _levels(hall, "assessments/board_levels.html"),
    choices=_levels_choices,
    shared=True,
)


def register_all() -> None:
    """Say what a hall can show of a self-assessment."""
    for scene in (PRACTICE, LEVELS):
        register(scene)

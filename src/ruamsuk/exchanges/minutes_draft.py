"""Minutes that write themselves: everything that was captured in a forum, as a text to edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruamsuk.base.templatetags.ruamsuk import be_date, local
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.marks import items, table
from ruamsuk.exchanges.merging import plain
from ruamsuk.exchanges.models import Assist, Card, Case, Forum, Readers, Remark
from ruamsuk.exchanges.timetable import timetable
from ruamsuk.exchanges.wall import wall_of
from ruamsuk.lib.text import LocalText

IN_SHORT = 280
"""Letters of each part of a story that minutes quote."""


def draft(forum: Forum, *, named: bool) -> str:
    """The minutes of a forum as far as they are known, in the language of the page.

    Args:
        forum: what was captured in it.
        named: whether to name who sees to the steps.
    """
    parts = [
        *_who_came(forum),
        *_day(forum),
        *_cases(forum),
        *_levels(forum),
        *_groups(forum),
        *_assists(forum),
        *_decisions(forum),
        *_steps(forum, named),
        *_review(forum),
        *_next_time(forum),
    ]
    return plain("\n\n".join(part for part in parts if part))


def _who_came(forum: Forum) -> Iterator[str]:
    came = forum.attendances.filter(came__isnull=False)
    counts: Counter[int | None] = Counter(came.values_list("community", flat=True))
    yield "# " + _("Who came")
    if not counts:
        yield _("It was not written down who came.")
        return
    known = Community.objects.in_bulk([pk for pk in counts if pk])
    lines = [f"{local(known[pk].name)} {_people(counts[pk])}" for pk in sorted(known)]
    if counts[None]:
        lines.append(_("from elsewhere") + " " + _people(counts[None]))
    yield items(lines)
    if len(lines) > 1:
        yield _("Together") + " " + _people(sum(counts.values()))


def _people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": count}


def _day(forum: Forum) -> Iterator[str]:
    day = timetable(forum)
    if not day.slots:
        return
    ran = any(slot.state for slot in day.slots)
    yield "# " + (_("The day as it ran") if ran else _("Agenda"))
    lines = []
    for slot in day.slots:
        if ran and not slot.state:
            continue
        who = f" ({local(slot.item.who)})" if slot.item.who else ""
        times = _("%(times)s") % {"times": f"{_clock(slot.starts)}–{_clock(slot.ends)}"}
        lines.append(f"{times} {local(slot.item.title)}{who}")
    yield items(lines)


def _clock(moment: object) -> str:
    return f"{moment.hour}.{moment.minute:02}"  # type: ignore[attr-defined]


def _cases(forum: Forum) -> Iterator[str]:
    cases = forum.cases.select_related("community")
    if cases:
        yield "# " + _("Stories")
    for case in cases:
        told = " · " + case.told_by if case.told_by else ""
        yield f"## {local(case.title)} ({local(case.community.name)}{told})"
        yield from _told(case)


def _told(case: Case) -> Iterator[str]:
    fields: tuple[tuple[str, LocalText], ...] = (
        (_("How it developed"), case.developed),
        (_("What concretely succeeded"), case.succeeded),
        (_("What shows it"), case.evidence),
        (_("Why it worked there"), case.why_here),
    )
    lines = [f"{label}: {_in_short(local(words))}" for label, words in fields if words]
    yield items(lines)


def _in_short(text: str) -> str:
    """The beginning of a text, cut between words where Thai leaves a space."""
    whole = " ".join(text.split())
    if len(whole) <= IN_SHORT:
        return whole
    cut = whole[:IN_SHORT]
    return (cut.rsplit(" ", 1)[0] if " " in cut[IN_SHORT // 2 :] else cut) + " …"


def _levels(forum: Forum) -> Iterator[str]:
    if forum.sitting is None:
        return
    levels = forum.sitting.levels.select_related("practice", "community")
    by_practice: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for level in levels.order_by("practice__position", "practice", "community"):
        names[level.practice_id] = local(level.practice.name)
        said = f"{local(level.community.name)} {level.current}"
        if level.wished > level.current:
            said += f"\u00a0→\u00a0{level.wished}"
        by_practice.setdefault(level.practice_id, []).append(said)
    if by_practice:
        yield "# " + _("Levels that were agreed")
        yield _("Of each community the level now (1 to 5), and the one that it wants to reach.")
        yield items(f"{names[pk]}: {', '.join(said)}" for pk, said in by_practice.items())


def _groups(forum: Forum) -> Iterator[str]:
    wall = wall_of(forum)
    if not any(column.count for column in wall.columns):
        return
    yield "# " + _("What the small groups answered")
    asked = dict.fromkeys(local(group.question or group.name) for group in wall.groups)
    yield from asked
    for column in wall.columns:
        if not column.count:
            continue
        yield "## " + column.title
        for heap in column.heaps:
            cards = [_card(card) for card in heap.cards]
            heading = heap.heading or (_("Others") if len(column.heaps) > 1 else "")
            yield f"{heading}:\n{items(cards)}" if heading else items(cards)


def _card(card: Card) -> str:
    return f"{card.text} ({local(card.community.name)})" if card.community else card.text


def _assists(forum: Forum) -> Iterator[str]:
    """That peer assists took place, and what came of them where all readers may know it."""
    found = forum.assists.select_related("asker", "practice").prefetch_related("givers")
    if forum.readers == Readers.PUBLIC:
        found = found.filter(readers=Readers.PUBLIC)
    if found:
        yield "# " + _("Peer assists")
    for assist in found:
        givers = ", ".join(local(one.name) for one in assist.givers.all())
        about = f" · {local(assist.practice.name)}" if assist.practice else ""
        words = {"asker": local(assist.asker.name), "givers": givers or "–"}
        yield _("%(asker)s asked, %(givers)s helped") % words + about
        if assist.readers in _open_to_all(forum):
            yield assist.purpose
            ends = (Assist.Stage.ACTIONS, Assist.Stage.TAKE_HOME)
            notes = assist.notes.filter(stage__in=ends, withdrawn=False)
            yield items(note.text for note in notes)


def _open_to_all(forum: Forum) -> list[str]:
    """Readers of a peer assist among whom are all who read the minutes of its forum."""
    if forum.readers == Readers.PUBLIC:
        return [Readers.PUBLIC]
    return [Readers.NETWORK, Readers.PUBLIC]


def _decisions(forum: Forum) -> Iterator[str]:
    decisions = [decision.text for decision in forum.decisions.all()]
    if decisions:
        yield "# " + _("Decisions")
        yield items(decisions)


def _steps(forum: Forum, named: bool) -> Iterator[str]:
    of_all = Q(assist=None) | Q(assist__readers__in=_open_to_all(forum))
    steps = forum.steps.filter(of_all).select_related("community").order_by("due", "pk")
    if not steps:
        return
    yield "# " + _("Who does what by when")
    together = _("all of us together")
    rows = [[_("What is to be done"), _("Who"), _("By when"), _("When we look again")]]
    for step in steps:
        who = local(step.community.name) if step.community else together
        owner = f" · {step.owner}" if named else ""
        again = be_date(step.check_on) if step.check_on else "–"
        rows.append([step.text, who + owner, be_date(step.due), again])
    yield table(rows)


def _review(forum: Forum) -> Iterator[str]:
    remarks: dict[str, list[str]] = {}
    for remark in forum.remarks.filter(withdrawn=False):
        remarks.setdefault(remark.question, []).append(remark.text)
    if remarks:
        yield "# " + _("How the forum was")
    for question in Remark.Question:
        if question in remarks:
            yield f"{question.label}\n{items(remarks[question])}"


def _next_time(forum: Forum) -> Iterator[str]:
    place = {"community": forum.community} if forum.community else {"network": forum.network}
    after = Forum.objects.filter(**place, day__gt=forum.day).exclude(state=Forum.State.CALLED_OFF)
    following = after.order_by("day").first()
    looks = forum.steps.filter(assist=None, check_on__isnull=False).order_by("check_on").first()
    if following or looks:
        yield "# " + _("Next time")
    if following:
        where = f" · {following.venue}" if following.venue else ""
        yield f"{local(following.title)} · {be_date(following.day)}{where}"
    if looks:
        yield _("We look at the steps again on %(day)s.") % {"day": be_date(looks.check_on)}

"""What to do next in a place, for someone who may do it; the most pressing first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ruamsuk.base.templatetags.ruamsuk import be_date, local
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models import Attendance, Forum, Mentoring
from ruamsuk.indicators.models import Version
from ruamsuk.results.models import Computation, Import
from ruamsuk.results.todos import Todo, after_results, computing, first_round

if TYPE_CHECKING:
    from ruamsuk.web.pages.standing import Standing

MOST = 4
ORDER = {"urgent": 0, "soon": 1, "": 2, "info": 3}


def todos(standing: Standing) -> list[Todo]:
    """At most a handful of things that a person can do next in a place."""
    found = [*_versions(standing), *_people(standing)]
    found += [*_forums(standing), *_steps(standing), *_mentorings(standing)]
    if isinstance(standing.place, Community):
        found += [*_rounds(standing), *_imports(standing), *_computing(standing)]
        found += _after_results(standing)
        found += _sittings(standing)
        found += _follow_ups(standing)
    return sorted(found, key=lambda todo: ORDER[todo.urgency])[:MOST]


def _versions(standing: Standing) -> list[Todo]:
    found = []
    for version in standing.versions:
        page, title = reverse("version", args=[version.pk]), local(version.framework.title)
        if version.state == Version.State.VOTING and "comment" in standing.verbs:
            found.append(Todo(_("Vote on the goals"), title, page, "soon"))
        elif version.state == Version.State.PROPOSED and "comment" in standing.verbs:
            found.append(Todo(_("Read what is proposed, and say what you think"), title, page))
        elif version.state == Version.State.DRAFT and "facilitate" in standing.verbs:
            found.append(Todo(_("Finish the draft and propose it"), title, page))
    if "facilitate" in standing.verbs and not standing.agreed and not standing.versions:
        name = "frameworks" if isinstance(standing.place, Community) else "network_frameworks"
        page = reverse(name, args=[standing.slug])
        words = _("Start from a template, or from nothing.")
        found.append(Todo(_("Choose goals and indicators"), words, page, "soon"))
    return found


def _people(standing: Standing) -> list[Todo]:
    if not standing.alone or "manage" not in standing.verbs:
        return []
    name = "community_people" if isinstance(standing.place, Community) else "network_people"
    words = _("Nobody else has a role here yet.")
    return [Todo(_("Invite people"), words, reverse(name, args=[standing.slug]))]


def _follow_ups(standing: Standing) -> list[Todo]:
    """Peer assists of the community that are asked about: what was tried, what happened?"""
    found = []
    for one in standing.follow_ups:
        page = reverse("follow_up", args=[one.pk])
        words = [local(one.assist.topic), be_date(one.due)]
        about = " · ".join(filter(None, words))  # a peer assist need not be on a practice
        found.append(Todo(_("Tell what came of a peer assist"), about, page, "soon"))
    return found


def _rounds(standing: Standing) -> list[Todo]:
    if standing.round is None:
        if not standing.agreed or "facilitate" not in standing.verbs:
            return []
        return [first_round(standing.slug)]
    waits = standing.data_since is None and not standing.imports and not standing.round.closed
    if not waits or "collect" not in standing.verbs:
        return []
    page = reverse("round", args=[standing.slug, standing.round.label])
    return [Todo(_("Bring in data"), _("The round is open and still empty."), page, "soon")]


def _imports(standing: Standing) -> list[Todo]:
    if "collect" not in standing.verbs:
        return []
    words = {
        Import.State.FAULTY: (_("Mend a file and bring it in again"), "urgent"),
        Import.State.READY: (_("Bring in a file that was checked"), "urgent"),
        Import.State.MAPPING: (_("Match the columns of a file"), "soon"),
    }
    return [
        Todo(title, one.name, reverse("import", args=[one.pk]), urgency)
        for one in standing.imports
        for title, urgency in [words[Import.State(one.state)]]
    ]


def _computing(standing: Standing) -> list[Todo]:
    if "facilitate" not in standing.verbs or standing.round is None:
        return []
    since = standing.data_since
    return computing(standing.slug, standing.round.label, standing.computation, since)


def _after_results(standing: Standing) -> list[Todo]:
    run, measured = standing.computation, standing.round
    if measured is None or run is None or run.state != Computation.State.DONE:
        return []
    return after_results(
        standing.slug,
        measured.label,
        standing.verbs,
        concluded=standing.concluded,
        published=hasattr(measured, "publication"),
    )


def _sittings(standing: Standing) -> list[Todo]:
    """Self-assessments whose levels are still to be agreed."""
    if "facilitate" not in standing.verbs:
        return []
    return [
        Todo(
            _("Agree the levels of the self-assessment"),
            f"{local(one.table.title)} · {be_date(one.held_on)}",
            reverse("sitting", args=[one.pk]),
            "soon",
        )
        for one in standing.sittings
    ]


def _steps(standing: Standing) -> list[Todo]:
    """What the person sees to; past its day it is asked about, not scolded."""
    today, found = timezone.localdate(), []
    for one in standing.steps:
        late = one.due < today
        title = _("How is it going?") if late else _("Due soon")
        words = f"{one.text[:80]} · {be_date(one.due)}"
        found.append(Todo(title, words, reverse("step", args=[one.pk]), "soon" if late else ""))
    return found


def _mentorings(standing: Standing) -> list[Todo]:
    """Those who accompany one another and have not met for long or never, or not looked back."""
    found = []
    for one, last in standing.not_met:
        title, words = _("When do you meet again?"), _("%(pair)s · last met %(day)s")
        if last is None:
            title, words = _("When do you meet?"), _("%(pair)s · since %(day)s")
        words %= {"pair": pair(one), "day": be_date(last or one.begun)}
        found.append(Todo(title, words, reverse("mentoring", args=[one.pk])))
    for one in standing.looking_back:
        page = reverse("mentoring", args=[one.pk])
        found.append(Todo(_("Look back on what you went through together"), pair(one), page))
    return found


def pair(mentoring: Mentoring) -> str:
    """Who accompanies whom."""
    return f"{local(mentoring.mentor_community.name)} → {local(mentoring.mentee_community.name)}"


def _forums(standing: Standing) -> list[Todo]:
    """Forums to lead, to invite to, to answer to, or to prepare oneself for."""
    return [_forum(standing, one) for one in standing.forums if not _stays_away(standing, one)]


def _stays_away(standing: Standing, forum: Forum) -> bool:
    return standing.answers.get(forum.pk) == Attendance.Answer.STAYS_AWAY


def _forum(standing: Standing, one: Forum) -> Todo:
    leads = one.place == standing.place and "facilitate" in standing.verbs
    words, page = f"{local(one.title)} · {be_date(one.day)}", reverse("forum", args=[one.pk])
    if one.state == Forum.State.RUNNING:
        return Todo(_("A forum is running"), words, page, "urgent" if leads else "soon")
    if leads and not one.invitation:
        page = reverse("forum_invite", args=[one.pk])
        return Todo(_("Invite people to the forum"), words, page, "soon")
    if one.invitation and not leads and not standing.answers.get(one.pk):
        page = reverse("forum_invitation", args=[one.invitation])
        return Todo(_("Say whether you come"), words, page, "soon")
    page = reverse("forum_preparation", args=[one.pk])
    return Todo(_("Prepare yourself for the forum"), words, page)

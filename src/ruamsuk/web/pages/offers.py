"""What is worth a look in a place where little waits for someone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruamsuk.base.templatetags.ruamsuk import be_date, local
from ruamsuk.communities.models import Network
from ruamsuk.results.models import Computation
from ruamsuk.results.todos import Todo
from ruamsuk.web.pages.todos import pair

if TYPE_CHECKING:
    from ruamsuk.web.pages.standing import Standing

FEW = 2


def offers(standing: Standing) -> list[Todo]:
    """The first few things worth a look, the ones that change most often first."""
    return list(islice(_offers(standing), FEW))


def _offers(standing: Standing) -> Iterator[Todo]:
    yield from _together(standing)
    network = isinstance(standing.place, Network)
    if not network:
        yield from _results(standing)
    if "comment" in standing.verbs:
        page = reverse("network_levels" if network else "community_levels", args=[standing.slug])
        words = _("How far we have come in what we do, from 1 to 5.")
        yield Todo(_("Look at our levels"), words, page)
    if not network:
        page = reverse("community_profile", args=[standing.slug])
        words = _("Its villages, its history, what it is good at.")
        yield Todo(_("Get to know the community"), words, page)


def _together(standing: Standing) -> Iterator[Todo]:
    """What people of the place do with others."""
    if standing.open_steps:
        page = reverse("network_steps" if standing.is_network else "steps", args=[standing.slug])
        words = ngettext(
            "%d thing is to be done.", "%d things are to be done.", standing.open_steps
        )
        yield Todo(_("What we agreed to do"), words % standing.open_steps, page)
    if standing.ahead:
        words = f"{local(standing.ahead.title)} · {be_date(standing.ahead.day)}"
        page = reverse("forum", args=[standing.ahead.pk])
        yield Todo(_("A forum is coming up"), words, page)
    waiting = [one.pk for one, _last in standing.not_met]
    for one in standing.mentorings:
        if one.pk not in waiting:
            page = reverse("mentoring", args=[one.pk])
            yield Todo(_("Go on with your mentoring"), pair(one), page)
    if "facilitate" in standing.verbs and standing.agreed and (slug := _network(standing)):
        words = _("Say what you want to learn and what you can show others.")
        if standing.is_network:
            words = _("Who asks for help, who offers it, and who fits whom.")
        yield Todo(_("Who helps whom"), words, reverse("exchanges", args=[slug]))


def _network(standing: Standing) -> str:
    place = standing.place
    network = place if isinstance(place, Network) else place.network
    return network.slug if network else ""


def _results(standing: Standing) -> Iterator[Todo]:
    run, measured = standing.computation, standing.round
    if measured is None:
        return
    page = reverse("round", args=[standing.slug, measured.label])
    if standing.concluded:
        yield Todo(_("Read what the meeting concluded"), str(measured), f"{page}#verdicts")
    elif run and run.state == Computation.State.DONE:
        page = reverse("community", args=[standing.slug])
        yield Todo(_("Look at the newest results"), str(measured), page)
    elif "collect" in standing.verbs:
        yield Todo(_("See what data there are"), str(measured), page)

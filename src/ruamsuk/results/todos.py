"""What to do next, as the first page, the results of a place and a round say it."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ruamsuk.results.models import Computation


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do next.

    Attributes:
        urgency: how it is marked: ``urgent``, ``soon``, ``info`` or nothing.
        posts: whether it is done by pressing a button here rather than on another page.
    """

    title: str
    text: str
    url: str
    urgency: str = ""
    posts: bool = False


def first_round(slug: str) -> Todo:
    """Open the first round of a community."""
    words = _("A round is one time of measuring.")
    return Todo(_("Open the first round"), words, reverse("rounds", args=[slug]), "soon")


def computing(
    slug: str, label: str, run: Computation | None, data_since: datetime.datetime | None
) -> list[Todo]:
    """What is waiting, has failed, or has not been computed since data came in.

    Args:
        slug: of the community.
        label: of its round.
        run: the newest computation.
        data_since: when data last came in.
    """
    if run and run.state != Computation.State.DONE:
        failed = run.state == Computation.State.FAILED
        title = _("The last computation failed") if failed else _("Results are being computed")
        page = reverse("computation", args=[run.pk])
        return [Todo(title, "", page, "urgent" if failed else "info")]
    if data_since is None or (run and run.queued >= data_since):
        return []
    page = reverse("round", args=[slug, label])
    return [Todo(_("Compute the results"), _("New data have come in."), page, "soon")]


def after_results(
    slug: str, label: str, verbs: Collection[str], *, concluded: bool, published: bool
) -> list[Todo]:
    """What follows once the results of a round are there."""
    args, found = [slug, label], []
    if "facilitate" in verbs and not concluded:
        words = _("Write down what the meeting concludes.")
        page = reverse("verdict_new", args=args)
        found.append(Todo(_("Look at the results together"), words, page))
    if "manage" in verbs and not published:
        words = _("Nothing of this round is public yet.")
        found.append(Todo(_("Choose what everyone may read"), words, reverse("publish", args=args)))
    return found

"""From the address to what it is about, for those who may; everyone else gets 404."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from ruamsuk.communities.rules import Verb
from ruamsuk.results.models import Round
from ruamsuk.results.rules import round_for


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, be it nothing; None where the form is only looked at."""
    return request.POST if request.method == "POST" else None


def round_scope(
    request: HttpRequest, slug: str, label: str, verb: Verb = "see"
) -> tuple[Round, dict[str, Any]]:
    """A round, and what every page about it gets.

    Raises:
        Http404: there is none, or the person may not.
    """
    round_, may = round_for(request.user, slug, label, verb)
    return round_, {"community": round_.community, "may": may, "round": round_}


def way_back(round_: Round) -> list[tuple[str, str]]:
    """Crumbs of a page that lies below the page of a round."""
    return [(reverse("round", args=[round_.community.slug, round_.label]), str(round_))]

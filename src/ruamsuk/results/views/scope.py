"""From the address to what it is about, for those who may; everyone else gets 404."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from ruamsuk.communities.rules import Verb
from ruamsuk.engine.framework.models import Indicator
from ruamsuk.results.models import Round
from ruamsuk.results.rules import insider_for


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, be it nothing; None where the form is only looked at."""
    return request.POST if request.method == "POST" else None


def round_for(
    request: HttpRequest, slug: str, label: str, verb: Verb = "see"
) -> tuple[Round, dict[str, Any]]:
    """A round, and what every page about it gets.

    Raises:
        Http404: there is none, or the person may not.
    """
    community, may = insider_for(request.user, slug, verb)
    rounds = Round.objects.select_related("version__framework", "publication")
    round_ = get_object_or_404(rounds, community=community, label=label)
    round_.community = community
    return round_, {"community": community, "may": may, "round": round_}


def indicator_of(round_: Round, name: str) -> Indicator:
    """An indicator of a round.

    Raises:
        Http404: the round's version has none of this name.
    """
    for indicator in round_.version.definition.indicators:
        if indicator.id == name:
            return indicator
    raise Http404

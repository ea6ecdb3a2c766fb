"""What one visitor sees of a community: which rounds, which indicators, which numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from ruamsuk.communities.models import Community, Village
from ruamsuk.communities.rules import Verb
from ruamsuk.lib.text import LocalText
from ruamsuk.report.names import Names, names_of
from ruamsuk.results.models import Computation, Publication, Round
from ruamsuk.results.pages.measured import (
    Asked,
    Measurements,
    Published,
    measurements,
    rounds_of,
    unmeasured,
)

VILLAGE = "village"
_VILLAGE = LocalText("หมู่บ้าน", "village")


@dataclass(frozen=True)
class Sight:
    """A community as one visitor sees it in one round.

    Attributes:
        community: the place.
        verbs: what the visitor may do there; nothing for those who see only what is published.
        rounds: the rounds that may be seen, from first to last.
        round: the one that is looked at; None where there is none yet.
        computations: the newest finished one of each version, by the version.
        computation: the one that holds the round.
        measured: its numbers, perhaps none; None where there is no round.
        villages: the villages by code.
    """

    community: Community
    verbs: frozenset[Verb]
    rounds: tuple[Round, ...]
    round: Round | None
    computations: Mapping[int, Computation]
    computation: Computation | None
    measured: Measurements | None
    villages: Mapping[str, Village]

    @property
    def inside(self) -> bool:
        """Whether the visitor has a role here, and may see more than what is published."""
        return bool(self.verbs)

    @property
    def names(self) -> Names:
        """What groups are called: villages by the community's own names."""
        found = names_of(self.measured.framework) if self.measured else Names({}, {})
        villages = {
            (VILLAGE, code): village.name or LocalText(code)
            for code, village in self.villages.items()
        }
        return Names({VILLAGE: _VILLAGE, **found.columns}, {**found.values, **villages})

    @property
    def publication(self) -> Publication | None:
        """What everyone may read of the round."""
        return publication_of(self.round) if self.round else None

    def url(self, name: str, *parts: str, fragment: str = "") -> str:
        """The address of a page of the community, in the round that is looked at."""
        path = reverse(name, args=[self.community.slug, *parts])
        if self.round and self.round != self.rounds[-1]:
            path += "?" + urlencode({"round": self.round.label})
        return f"{path}#{fragment}" if fragment else path


def look(community: Community, verbs: frozenset[Verb], label: str = "") -> Sight:
    """See a community in a round, by default the newest that has numbers.

    Raises:
        Http404: there is no such round, or the visitor may not see it.
    """
    rounds = _rounds(community, verbs)
    return _look(community, verbs, rounds, label)


def look_as_everyone(publication: Publication) -> Sight:
    """See a community as everyone would if a round were published like this."""
    round_ = publication.round
    round_.publication = publication
    community = round_.community
    others = [found for found in _rounds(community, frozenset()) if found != round_]
    rounds = sorted([*others, round_], key=lambda found: (found.year, found.label))
    return _look(community, frozenset(), rounds, round_.label)


def _look(
    community: Community, verbs: frozenset[Verb], rounds: Sequence[Round], label: str
) -> Sight:
    if label and label not in {found.label for found in rounds}:
        raise Http404
    computations = finished([community])[community.pk]
    round_ = _chosen(rounds, label, computations)
    computation = computations.get(round_.version_id) if round_ else None
    measured = None
    if round_:
        round_.community = community
        measured = _measured(round_, rounds, computation, verbs)
    villages = {village.code: village for village in community.villages.all()}
    return Sight(
        community, verbs, tuple(rounds), round_, computations, computation, measured, villages
    )


def _measured(
    round_: Round,
    rounds: Sequence[Round],
    computation: Computation | None,
    verbs: frozenset[Verb],
) -> Measurements:
    found = measurements(asked(computation, round_, rounds, verbs)) if computation else None
    if found is not None:
        return found
    publication = publication_of(round_)
    open_to = frozenset(publication.indicators) if publication and not verbs else None
    return unmeasured(round_.version.definition, round_.label, open_to)


def asked(
    computation: Computation, round_: Round, rounds: Sequence[Round], verbs: frozenset[Verb]
) -> Asked:
    """The numbers of a round that someone with these rights may see."""
    published = None if verbs else _published(rounds)
    return Asked(computation, round_.label, "see_households" in verbs, published)


def publication_of(round_: Round) -> Publication | None:
    """What everyone may read of a round, unless it was taken back."""
    found: Publication | None = getattr(round_, "publication", None)
    return found if found and found.withdrawn is None else None


def finished(communities: Sequence[Community]) -> dict[int, dict[int, Computation]]:
    """The newest finished computation of each version, by community and version."""
    found: dict[int, dict[int, Computation]] = {place.pk: {} for place in communities}
    done = Computation.objects.filter(community__in=communities, state=Computation.State.DONE)
    for computation in done.select_related("version"):
        found[computation.community_id].setdefault(computation.version_id, computation)
    return found


def rounds_for(communities: Sequence[Community], inside: frozenset[int]) -> dict[int, list[Round]]:
    """The rounds of several communities; only the published ones of those not ``inside``."""
    found: dict[int, list[Round]] = {place.pk: [] for place in communities}
    rounds = Round.objects.filter(community__in=communities).select_related("publication")
    for round_ in rounds:
        if round_.community_id in inside or publication_of(round_):
            found[round_.community_id].append(round_)
    return found


def _rounds(community: Community, verbs: frozenset[Verb]) -> list[Round]:
    inside = frozenset([community.pk]) if verbs else frozenset[int]()
    return rounds_for([community], inside)[community.pk]


def _published(rounds: Sequence[Round]) -> Published:
    open_to = ((found.label, publication_of(found)) for found in rounds)
    return frozenset((label, frozenset(words.indicators)) for label, words in open_to if words)


def _chosen(
    rounds: Sequence[Round], label: str, computations: Mapping[int, Computation]
) -> Round | None:
    if label:
        return next(found for found in rounds if found.label == label)
    for found in reversed(rounds):
        computation = computations.get(found.version_id)
        if computation and found.label in rounds_of(computation):
            return found
    return rounds[-1] if rounds else None

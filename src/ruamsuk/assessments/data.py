"""What the results say beside a level: the newest number of a practice's indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models import Community
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.lib.thai import named_year
from ruamsuk.results.models import Round
from ruamsuk.results.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruamsuk.assessments.models import Practice
    from ruamsuk.communities.rules import Visitor
    from ruamsuk.engine.framework.models import Indicator
    from ruamsuk.results.sources import Source

_SEEN = LocalText("{indicator} {value} (รอบ {round})", "{indicator} {value}, round {round}")
_HOUSEHOLDS = LocalText("ข้อมูลบอกว่า {value}", "The data say {value}")
_OF_100 = LocalText("{n} ใน 100", "{n} of 100")


@dataclass(frozen=True)
class Said:
    """What the data say of an indicator in a community.

    Attributes:
        indicator: which.
        round: where the number comes from.
        source: the one that speaks for it.
    """

    indicator: Indicator
    round: Round
    source: Source

    def value(self, to: Language) -> str:
        """The number in words: ``46 of 100`` for a share."""
        words = self.source.words(self.indicator, to)
        if self.source.is_share and words.endswith("%"):
            return _OF_100.format(n=words[:-1]).to(to)
        return words

    @property
    def words(self) -> str:
        """The number in the language of the page."""
        return _HOUSEHOLDS.format(value=self.value(language())).to(language())

    @property
    def here(self) -> str:
        """The number alone, in the language of the page."""
        return self.value(language())

    @property
    def seen(self) -> LocalText:
        """The number as it is kept beside a level for ever."""
        return _SEEN.format(
            indicator=self.indicator.title,
            value=LocalText(self.value("th"), self.value("en")),
            round=named_year(self.round.label),
        )

    @property
    def url(self) -> str:
        """The page of the indicator."""
        return reverse("indicator", args=[self.round.community.slug, self.indicator.id])


def said_of(community: Community, practices: Iterable[Practice], user: Visitor) -> dict[int, Said]:
    """What the newest round with a number says beside each practice, by the practice.

    Args:
        community: whose numbers.
        practices: those without an indicator are left out.
        user: who reads; small counts are hidden from whoever may not see households.
    """
    waiting = {practice.pk: practice.indicator for practice in practices if practice.indicator}
    found: dict[int, Said] = {}
    rounds = community.rounds.select_related("version__framework").order_by("-year", "-label")
    for round_ in rounds if waiting else ():
        round_.community = community
        known = {one.id: one for one in round_.version.definition.indicators}
        if not known.keys() & set(waiting.values()):
            continue
        said = sources(round_, user)
        for pk, indicator in list(waiting.items()):
            if indicator in known and said.get(indicator):
                found[pk] = Said(known[indicator], round_, said[indicator][0])
                del waiting[pk]
        if not waiting:
            break
    return found


def seen_now(community: Community, practice: Practice) -> LocalText:
    """What is kept beside a level: the number as everyone may read it, small counts hidden."""
    found = said_of(community, [practice], AnonymousUser()).get(practice.pk)
    return found.seen if found else LocalText()

"""Whose name may stand beside its levels.

Inside a network all see each other's names. Outside, a community is named only where it wants to
be; the others are called community A, B, C… in an order that says nothing about who they are. One
that would be the only one without a name is left out: everybody could tell who it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from ruamsuk.communities.models import Community, Network
from ruamsuk.lib.text import LocalText

_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_UNNAMED = LocalText("ชุมชน {th}", "Community {en}")


@dataclass(frozen=True, slots=True)
class Named:
    """A community under the name that the reader may know.

    Attributes:
        pk: its number, which is never shown.
        key: what addresses call it.
    """

    pk: int
    key: str
    name: LocalText


def named(network: Network, communities: Sequence[Community], *, inside: bool) -> tuple[Named, ...]:
    """The communities of a network as a reader may know them; the named ones come first.

    Args:
        network: whose.
        communities: all of them, in their order.
        inside: whether the reader has a role in the network or in one of its communities.
    """
    known = [one for one in communities if inside or one.named_outside]
    hidden = [one for one in communities if one not in known]
    if len(hidden) == 1:
        hidden = []
    hidden.sort(key=lambda one: _shuffled(network, one))
    return (
        *(Named(one.pk, one.slug, one.name) for one in known),
        *(Named(one.pk, f"unnamed-{at + 1}", _letter(at)) for at, one in enumerate(hidden)),
    )


def _shuffled(network: Network, community: Community) -> str:
    """A place in the row that is always the same and can only be worked out on this server."""
    return salted_hmac("assessments.unnamed", f"{network.pk}-{community.pk}").hexdigest()


def _letter(at: int) -> LocalText:
    round_, rest = divmod(at, len(_LATIN))
    thai = _THAI[at] if at < len(_THAI) else str(at + 1)
    return _UNNAMED.format(th=thai, en=_LATIN[rest] + (str(round_ + 1) if round_ else ""))

"""Offers that are worth the same to everybody.

Where communities have told little about themselves, many givers on a topic are alike: as high, of
the same setting, at the same place or nowhere that is known. To a seeker it makes no difference
which of them it goes to, so a whole network of requests and offers is a small programme: it
chooses between kinds of offers, not between offers.
"""

from __future__ import annotations

import numpy as np

from ruamsuk.matching.candidates import Hands, blocks, values_of
from ruamsuk.matching.ground import Flags, Ground, Ints
from ruamsuk.matching.programme import Pairs


def kinds(ground: Ground, hands: Hands) -> Ints:
    """(O,) the first offer of the same kind; one that cannot be used is of its own kind.

    So is one about which people decided by hand, and one from where the roads are known.
    """
    count = len(ground.offers)
    own = ~ground.usable
    own[hands.locked[:, 1]] = own[hands.forbidden[:, 1]] = True
    on_a_road = np.zeros(len(ground.communities), bool)
    on_a_road[ground.roads[0]] = True
    own |= on_a_road[ground.giver]
    giver = ground.giver
    features = np.column_stack(
        [
            ground.offer_topic,
            ground.level,
            np.nan_to_num(ground.directions[giver], nan=2),  # no direction is longer than 1
            np.nan_to_num(ground.sizes[giver], nan=-1),
            ground.livelihoods[giver],
            ground.because,
            np.where(own, np.arange(count), -1),
        ]
    )
    _, first, kind = np.unique(features, axis=0, return_index=True, return_inverse=True)
    found: Ints = first[kind.reshape(-1)]
    return found


def pairs_of_kinds(ground: Ground, hands: Hands, kind: Ints, most: int) -> Pairs | None:
    """Each request with each kind that is worth the journey; None where these are too many."""
    free = np.ones(len(ground.requests), bool)
    free[hands.closed] = free[hands.locked[:, 0]] = False
    first: Flags = kind == np.arange(len(kind))
    found = []
    count = 0
    for block in blocks(ground, hands, first):
        row, column = np.nonzero(block.worthwhile(ground) & free[block.requests][:, None])
        count += len(row)
        if count > most:
            return None
        found.append((block.requests[row], block.offers[column], block.value[row, column]))
    locked = hands.locked
    found.append((locked[:, 0], locked[:, 1], values_of(ground, locked)))
    request, offer, value = (np.concatenate(part) for part in zip(*found, strict=True))
    return Pairs(request, offer, value, np.isin(request, locked[:, 0]))

"""Short words for what communities bring, and a small network that is drawn at random."""

from __future__ import annotations

from hypothesis import strategies as st

from ruamsuk.lib.text import LocalText
from ruamsuk.matching import Community, Exchange, Offer, Policy, Request, Topic

PLAIN = Policy(likeness=0, km_per_step=1e9, load=0, fairness=0)
"""Nothing counts but the need that is met."""
ACCOUNTS = Topic("accounts", LocalText("บัญชีครัวเรือน", "household accounts"))
NONG_SARAI = Community("710911", LocalText("หนองสาหร่าย", "Nong Sarai"))
BAN_LUEAK = Community("700704", LocalText("บ้านเลือก", "Ban Lueak"))
KHLONG_TAN = Community("740309", LocalText("คลองตัน", "Khlong Tan"))


def exchange(
    *things: Request | Offer,
    communities: tuple[Community, ...] = (),
    topics: tuple[Topic, ...] = (),
) -> Exchange:
    """An exchange of these requests and offers; who and what they name is made where missing."""
    people = {c.code: c for c in communities}
    subjects = {t.code: t for t in topics}
    for thing in things:
        people.setdefault(thing.community, Community(thing.community))
        subjects.setdefault(thing.topic, Topic(thing.topic))
    return Exchange(
        tuple(people.values()),
        tuple(subjects.values()),
        tuple(thing for thing in things if isinstance(thing, Request)),
        tuple(thing for thing in things if isinstance(thing, Offer)),
    )


def ask(community: str, current: float = 2, wished: float = 4, topic: str = "t") -> Request:
    return Request(community, topic, current, wished)


def give(community: str, level: float = 4, capacity: int = 1, topic: str = "t") -> Offer:
    return Offer(community, topic, level, capacity)


@st.composite
def exchanges(draw: st.DrawFn, people: int = 5, subjects: int = 2) -> Exchange:
    """A few communities with levels on a few topics, most of them asking, some giving."""
    codes = [f"c{i}" for i in range(draw(st.integers(2, people)))]
    word = st.frozensets(st.sampled_from("abc"), max_size=2)
    limit = st.none() | st.integers(0, 3)
    degrees = st.integers(0, 30).map(lambda n: n / 10)
    communities = tuple(
        Community(
            code,
            size=draw(st.none() | st.integers(1, 9000)),
            livelihoods=draw(word),
            conditions=draw(word),
            latitude=13 + draw(degrees),
            longitude=99 + draw(degrees),
            visits=draw(limit),
            guests=draw(limit),
        )
        for code in codes
    )
    requests, offers = [ask(codes[0], 1, 2, "t0")], []
    for code in codes:
        for topic in (f"t{j}" for j in range(subjects)):
            level, wish = draw(st.integers(1, 5)), draw(st.integers(1, 5))
            if (code, topic) == (codes[0], "t0"):
                level = 1
            elif wish > level:
                requests.append(Request(code, topic, level, wish))
            if draw(st.booleans()):
                willing, evidence = draw(st.booleans()), draw(st.integers(0, 2))
                capacity = draw(st.integers(0, 3))
                offers.append(Offer(code, topic, level, capacity, willing, evidence, draw(word)))
    topics = tuple(Topic(f"t{j}") for j in range(subjects))
    return Exchange(communities, topics, tuple(requests), tuple(offers))


policies = st.builds(
    Policy,
    reach=st.sampled_from(["wished", "next"]),
    likeness=st.sampled_from([0.0, 0.5, 1.0]),
    km_per_step=st.sampled_from([50.0, 200.0]),
    load=st.sampled_from([0.0, 0.1, 0.6]),
    fairness=st.sampled_from([0.0, 0.5]),
    farthest=st.sampled_from([None, 150.0]),
    evidence=st.booleans(),
    group_size=st.integers(1, 3),
)

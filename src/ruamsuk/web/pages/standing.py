"""How far each of a person's places has come, read in a few queries for all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from ruamsuk.assessments.models import Sitting
from ruamsuk.communities.models import Community, Membership, Network
from ruamsuk.communities.rules import IN_COMMUNITIES, IN_ITS_PLACE, Place, Verb
from ruamsuk.exchanges.mentoring_rules import own_mentorings, unreflected
from ruamsuk.exchanges.models import Attendance, FollowUp, Forum, Mentoring, Step
from ruamsuk.exchanges.step_rules import steps_for
from ruamsuk.indicators.models import Version
from ruamsuk.results.models import Computation, Import, Round, Verdict

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

FORUM_AHEAD, FORUM_LATE = timedelta(days=30), timedelta(days=2)
STEP_AHEAD = timedelta(days=7)
NOT_MET = timedelta(days=30)
OPEN_IMPORTS = (Import.State.MAPPING, Import.State.FAULTY, Import.State.READY)
OPEN_VERSIONS = (Version.State.DRAFT, Version.State.PROPOSED, Version.State.VOTING)


@dataclass
class Standing:
    """What is going on in one place.

    Attributes:
        role: what the person is there, in words.
        verbs: what they may do there.
        alone: whether nobody else has a role there.
        agreed: whether it, or its network, has agreed on goals and indicators.
        versions: drafts, and what is proposed or voted on.
        round: the newest round.
        concluded: whether a meeting wrote down what it concluded of that round.
        imports: files that wait for someone.
        computation: the newest one.
        data_since: when data last came in.
        sittings: self-assessments that are open.
        follow_ups: peer assists that are asked about, for members of the community itself.
        forums: forums that the place is invited to within the next weeks, or that run.
        ahead: the next forum after these.
        answers: what the person answered to the invitations, by forum.
        steps: what the person sees to themselves, due soon or past its day.
        open_steps: how many steps of the place are still to be done.
        mentorings: those that the person is a side of and that run.
        not_met: those of them in which the two have not met for long, or never; and when they did.
        looking_back: those that have ended and wait for what the person says of them.
    """

    place: Place
    role: str
    verbs: frozenset[Verb]
    alone: bool = False
    agreed: bool = False
    versions: list[Version] = field(default_factory=list)
    round: Round | None = None
    concluded: bool = False
    imports: list[Import] = field(default_factory=list)
    computation: Computation | None = None
    data_since: datetime | None = None
    sittings: list[Sitting] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    forums: list[Forum] = field(default_factory=list)
    ahead: Forum | None = None
    answers: dict[int, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    open_steps: int = 0
    mentorings: list[Mentoring] = field(default_factory=list)
    not_met: list[tuple[Mentoring, date | None]] = field(default_factory=list)
    looking_back: list[Mentoring] = field(default_factory=list)

    @property
    def slug(self) -> str:
        """The place's part of an address."""
        return self.place.slug

    @property
    def is_network(self) -> bool:
        """Whether the place is a network."""
        return isinstance(self.place, Network)


def standings(user: User) -> list[Standing]:
    """Each place in which a person has a role: communities first, then networks."""
    roles = list(
        Membership.objects.filter(user=user).select_related(
            "network", "community__network", "community__tambon__district__province"
        )
    )
    roles.sort(key=lambda role: (role.community_id is None, role.place.slug))
    found = [Standing(role.place, role.get_role_display(), _verbs(role, roles)) for role in roles]
    _read_people(found)
    _read_versions(found)
    communities = {one.place.pk: one for one in found if isinstance(one.place, Community)}
    _read_rounds(communities)
    _read_sittings(communities)
    _read_follow_ups(communities)
    _read_forums(user, found)
    _read_steps(user, found)
    _read_mentorings(user, found)
    return found


def _verbs(role: Membership, roles: Sequence[Membership]) -> frozenset[Verb]:
    """What a person may do in the place of a role, by that role and by one in its network."""
    verbs = IN_ITS_PLACE[role.role]
    network = role.community.network_id if role.community else None
    above = (one.role for one in roles if network and one.network_id == network)
    return verbs.union(*(IN_COMMUNITIES[one] for one in above))


def _read_people(found: Sequence[Standing]) -> None:
    kinds: tuple[tuple[str, type[Place]], ...] = (("network", Network), ("community", Community))
    for name, kind in kinds:
        places = {one.place.pk: one for one in found if isinstance(one.place, kind)}
        counts = Membership.objects.filter(**{f"{name}__in": places}).values_list(name)
        for pk, people in counts.annotate(people=Count("pk")):
            places[pk].alone = people == 1


def _read_versions(found: Sequence[Standing]) -> None:
    networks = {_network_of(one.place) for one in found}
    communities = [one.place.pk for one in found if isinstance(one.place, Community)]
    there = Q(framework__network__in=networks) | Q(framework__community__in=communities)
    states = [*OPEN_VERSIONS, Version.State.AGREED]
    versions = Version.objects.filter(there, state__in=states).select_related("framework")
    by_place: dict[tuple[str, int | None], list[Version]] = defaultdict(list)
    for version in versions.defer("document", "mapping"):
        framework = version.framework
        by_place["community", framework.community_id].append(version)
        by_place["network", framework.network_id].append(version)
    for one in found:
        own = by_place["community", one.place.pk] if isinstance(one.place, Community) else []
        common = by_place["network", _network_of(one.place)] if _network_of(one.place) else []
        one.agreed = any(version.state == Version.State.AGREED for version in [*own, *common])
        mine = common if isinstance(one.place, Network) else own
        one.versions = [version for version in mine if version.state != Version.State.AGREED]


def _network_of(place: Place) -> int | None:
    return place.pk if isinstance(place, Network) else place.network_id


def _read_sittings(communities: dict[int, Standing]) -> None:
    open_ = Sitting.communities.through.objects.filter(
        community__in=communities, sitting__closed=None
    )
    for one in open_.select_related("sitting__table").order_by("sitting__held_on", "sitting_id"):
        communities[one.community_id].sittings.append(one.sitting)


def _read_follow_ups(communities: dict[int, Standing]) -> None:
    """Peer assists that the communities are asked about by now."""
    due = FollowUp.objects.filter(assist__asker__in=communities, step=None, answered=None)
    due = due.filter(due__lte=timezone.localdate()).select_related("assist__practice")
    for one in due.order_by("due", "pk"):
        standing = communities[one.assist.asker_id]
        if "comment" in standing.verbs:
            standing.follow_ups.append(one)


def _read_forums(user: User, found: Sequence[Standing]) -> None:
    """Forums that are to come or run, and what the person answered to their invitations."""
    today = timezone.localdate()
    open_ = Q(day__gte=today - FORUM_LATE, state=Forum.State.PLANNED) | Q(state=Forum.State.RUNNING)
    networks = [one.place.pk for one in found if one.is_network]
    communities = [one.place.pk for one in found if not one.is_network]
    everyone = Q(communities=None, network__in={_network_of(one.place) for one in found})
    here = Q(network__in=networks) | Q(community__in=communities) | everyone
    forums = Forum.objects.filter(open_, here | Q(communities__in=communities)).distinct()
    coming = list(forums.prefetch_related("communities").order_by("day", "starts"))
    answered = Attendance.objects.filter(user=user, forum__in=[one.pk for one in coming])
    answers = dict(answered.values_list("forum", "answer"))
    for forum in coming:
        standing = _where(forum, found)
        standing.answers = answers
        if forum.day <= today + FORUM_AHEAD or forum.state == Forum.State.RUNNING:
            standing.forums.append(forum)
        elif standing.ahead is None:
            standing.ahead = forum


def _where(forum: Forum, found: Sequence[Standing]) -> Standing:
    """The place whose forum it is, else the first that is invited to it."""
    own = [one for one in found if one.place == forum.place]
    invited = {community.pk for community in forum.communities.all()}
    guests = [
        one
        for one in found
        if isinstance(one.place, Community)
        and (one.place.pk in invited if invited else one.place.network_id == forum.network_id)
    ]
    return (own or guests)[0]


def _read_steps(user: User, found: Sequence[Standing]) -> None:
    """What the person sees to, each in the community that does it, else in the network."""
    near = Step.objects.filter(user=user, state=Step.State.OPEN)
    near = near.filter(due__lte=timezone.localdate() + STEP_AHEAD).select_related("forum")
    for step in near.order_by("due", "pk"):
        for standing in _in_one(found, step.community_id):
            standing.steps.append(step)
    open_ = steps_for(user).filter(state=Step.State.OPEN)
    network = Coalesce("community__network", "forum__network")
    counts: Counter[tuple[bool, int | None]] = Counter()
    for community_pk, network_pk in open_.values_list("community", network):
        counts.update([(False, community_pk), (True, network_pk)])
    for one in found:
        one.open_steps = counts[one.is_network, one.place.pk]


def _read_mentorings(user: User, found: Sequence[Standing]) -> None:
    """Mentorings that the person is a side of."""
    today = timezone.localdate()
    mine = own_mentorings(user).select_related("mentor_community", "mentee_community")
    running = mine.filter(ended=None, begun__lte=today).annotate(met=Max("encounters__held_on"))
    for mentoring in running.order_by("begun", "pk"):
        for standing in _in_one(found, *_pair(mentoring)):
            standing.mentorings.append(mentoring)
            if mentoring.met is None or mentoring.met + NOT_MET < today:
                standing.not_met.append((mentoring, mentoring.met))
    ended = unreflected(user).select_related("mentor_community", "mentee_community")
    for over in ended.order_by("ended", "pk"):
        for standing in _in_one(found, *_pair(over)):
            standing.looking_back.append(over)


def _pair(mentoring: Mentoring) -> tuple[int, int]:
    return mentoring.mentee_community_id, mentoring.mentor_community_id


def _in_one(found: Sequence[Standing], *communities: int | None) -> Sequence[Standing]:
    """The one place where something of these communities stands; none for who has no role."""
    own = [one for one in found if not one.is_network and one.place.pk in communities]
    networks = [one for one in found if one.is_network]
    return (own or networks or found)[:1]


def _read_rounds(communities: dict[int, Standing]) -> None:
    rounds = Round.objects.filter(community__in=communities).select_related("publication")
    for one in rounds:
        communities[one.community_id].round = one
    verdicts = Verdict.objects.filter(round__community__in=communities, withdrawn=None)
    concluded = set(verdicts.values_list("round", flat=True))
    for standing in communities.values():
        standing.concluded = standing.round is not None and standing.round.pk in concluded
    waiting = Import.objects.filter(round__community__in=communities, state__in=OPEN_IMPORTS)
    for upload in waiting.select_related("round").only("name", "state", "round__community"):
        communities[upload.round.community_id].imports.append(upload)
    applied = Import.objects.filter(round__community__in=communities, state=Import.State.APPLIED)
    for pk, since in applied.values_list("round__community").annotate(Max("finished")).order_by():
        communities[pk].data_since = since
    runs = Computation.objects.filter(community__in=communities).order_by()
    newest = runs.values("community").annotate(newest=Max("pk")).values("newest")
    for run in Computation.objects.filter(pk__in=newest).only("state", "queued", "community"):
        communities[run.community_id].computation = run

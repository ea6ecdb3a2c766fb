"""Who may read and change steps: whoever may read what they come from, and who sees to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from ruamsuk.communities.models import Community, Membership, Network
from ruamsuk.communities.rules import allowed
from ruamsuk.exchanges.mentoring_rules import mentoring_verbs, own_mentorings
from ruamsuk.exchanges.models import Forum, Readers, Step
from ruamsuk.exchanges.rules import networks_of, readable_steps

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ruamsuk.communities.rules import Place, Visitor

StepVerb = Literal[
    "read",
    "tell",  # what has happened, whether it is done
    "change",  # what is to be done, by whom and when
]


def readable_forums(user: Visitor) -> QuerySet[Forum]:
    """The forums of which a person may read what is written down, in one query."""
    found = Q(readers=Readers.PUBLIC)
    if user.is_authenticated and (user.scopes is None or "read" in user.scopes):
        mine = Membership.objects.filter(user=user)
        own = Community.objects.filter(memberships__in=mine)
        ruled = Network.objects.filter(memberships__in=mine)
        belongs = Q(community__in=own) | Q(communities__in=own)
        in_network = Q(network__in=ruled) | Q(network__in=own.values("network"))
        in_communities = Q(community__network__in=ruled)
        near = in_communities | Q(community__network__in=own.values("network"))
        everyone = Q(communities=None, network__in=own.values("network"))
        speaks = Network.objects.filter(memberships__in=mine.exclude(role="viewer"))
        found |= Q(readers=Readers.NETWORK) & (in_network | near | belongs)
        place = belongs | in_communities | everyone | Q(network__in=speaks)
        found |= Q(readers=Readers.PLACE) & place
        came = Forum.objects.filter(attendances__user=user, attendances__came__isnull=False)
        found |= Q(created_by=user) | Q(pk__in=came.values("pk"))
    return Forum.objects.filter(found).distinct()


def steps_for(user: Visitor) -> QuerySet[Step]:
    """All steps that a person may read: by what they come from, and those they see to."""
    forums = Q(forum=None) | Q(forum__in=readable_forums(user).values("pk"))
    pairs = own_mentorings(user).values("pk")
    networks = networks_of(user) if user.is_authenticated else Network.objects.none()
    shared = Q(mentoring__shared=True, mentoring__network__in=networks)
    mentoring = Q(mentoring=None) | Q(mentoring__in=pairs) | shared
    own = Q(user=user) if user.is_authenticated else Q(pk__in=[])
    assists = readable_steps(user, Step.objects.all())
    # a forum's list holds steps of its peer assists too: the peer assist says who reads these
    of_forums = Q(assist__isnull=False) | forums
    readable = Step.objects.filter(Q(pk__in=assists.values("pk")) & of_forums & mentoring)
    return Step.objects.filter(own | Q(pk__in=readable.values("pk")))


def steps_of(user: Visitor, place: Place) -> QuerySet[Step]:
    """The steps of a place that a person may read."""
    if isinstance(place, Network):
        here = Q(forum__network=place) | Q(forum__community__network=place)
        here |= Q(assist__network=place) | Q(mentoring__network=place)
        here |= Q(community__network=place)
    else:
        here = Q(community=place) | Q(forum__community=place)
    found = steps_for(user).filter(here)
    return found.select_related("community", "forum__community", "forum__network", "decision")


def step_verbs(user: Visitor, step: Step) -> frozenset[StepVerb]:
    """All that a person may do with a step."""
    if not steps_for(user).filter(pk=step.pk).exists():
        return frozenset()
    found: set[StepVerb] = {"read"}
    places: list[Place | None] = [step.community]
    if step.assist:
        places.append(step.assist.asker)
    elif step.forum:
        places.append(step.forum.place)
    if step.mentoring:
        changes = "write" in mentoring_verbs(user, step.mentoring)
    else:
        changes = any("facilitate" in allowed(user, place) for place in places if place)
    if changes:
        found |= {"tell", "change"}
    if user.is_authenticated and step.user_id == user.pk:
        found.add("tell")
    return frozenset(found)


def step_for(user: Visitor, pk: int, verb: StepVerb = "read") -> Step:
    """The step of an address, for someone who may do ``verb`` with it.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = (
        Step.objects.select_related(
            "community__network",
            "forum__network",
            "forum__community__network",
            "assist__asker",
            "assist__network",
            "mentoring__network",
            "decision",
        )
        .filter(pk=pk)
        .first()
    )
    if found is None or verb not in step_verbs(user, found):
        raise Http404
    return found


def demand_step(user: Visitor, verb: StepVerb, step: Step) -> None:
    """Let a verb go on only for someone who may do it with this step.

    Raises:
        PermissionDenied: the person may not.
    """
    if verb not in step_verbs(user, step):
        raise PermissionDenied


def place_of(step: Step) -> Place:
    """Whose step it is: the community that does it, else the place of what it comes from."""
    if step.community:
        return step.community
    if step.forum:
        return step.forum.place
    source = step.assist or step.mentoring
    assert source is not None
    return source.network

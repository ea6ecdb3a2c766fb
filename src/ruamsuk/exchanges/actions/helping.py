"""Ask for help and offer it; both can be taken back and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.communities.rules import demand
from ruamsuk.exchanges.models import Offer, Request

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@transaction.atomic
def keep(by: User, thing: Request | Offer) -> None:
    """Keep a new request or offer of a community, or what was changed about it.

    Whoever offers help where it wanted to be itself has got there: its own request is taken back.

    Raises:
        PermissionDenied: the person does not facilitate in the community.
        ValidationError: the community has another one on the same practice.
    """
    demand(by, "facilitate", thing.community)
    new = thing.pk is None
    if new:
        thing.by = by
    _save(thing)
    noun = thing._meta.model_name
    remember(by, f"{noun}.{'made' if new else 'changed'}", thing.community)
    if isinstance(thing, Offer):
        own = Request.objects.filter(community=thing.community, withdrawn=None)
        about = {"practice": thing.practice, "indicator": thing.indicator}
        for reached in own.filter(**about, wished__lte=thing.level):
            withdraw(by, reached)


@transaction.atomic
def withdraw(by: User, thing: Request | Offer, *, back: bool = False) -> None:
    """Take a request or an offer back, or put it back.

    Raises:
        PermissionDenied: the person does not facilitate in the community.
        ValidationError: meanwhile the community has another one on the same practice.
    """
    demand(by, "facilitate", thing.community)
    thing.withdrawn = None if back else thing.withdrawn or timezone.now()
    _save(thing)
    noun = thing._meta.model_name
    remember(by, f"{noun}.{'put_back' if back else 'withdrawn'}", thing.community)


def _save(thing: Request | Offer) -> None:
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as refused:
        raise ValidationError(_("There is one on this already.")) from refused

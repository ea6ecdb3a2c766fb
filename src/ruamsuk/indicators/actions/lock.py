"""What every verb begins with: who may, and the version as it stands, held for the transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from ruamsuk.communities.rules import Verb, allowed
from ruamsuk.indicators.models import Version

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


def demand(by: User, verb: Verb, version: Version) -> None:
    """Refuse someone who may not.

    Raises:
        PermissionDenied: the person may not do this here.
    """
    if verb not in allowed(by, version.framework.place):
        raise PermissionDenied


def held(version: Version) -> Version:
    """The version as it stands now; nobody else changes it until the transaction ends."""
    return Version.objects.select_for_update().get(pk=version.pk)


def demand_editable(version: Version) -> None:
    """Refuse to change what is being voted on or settled.

    Raises:
        ValidationError: with a sentence that says so.
    """
    if not version.editable:
        raise ValidationError(
            _("This version can no longer be changed: %(state)s. Start a new version instead.")
            % {"state": version.get_state_display()},
            code="settled",
        )

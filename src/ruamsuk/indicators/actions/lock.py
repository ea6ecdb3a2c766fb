"""What most verbs begin with: the version as it stands, held for the transaction."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ruamsuk.indicators.models import Version


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

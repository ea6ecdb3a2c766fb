"""Who can read a record; said in plain words before it is written."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Readers(models.TextChoices):
    """Who can read a record, from the fewest to the most."""

    PRESENT = "present", _("Only those who were there")
    PLACE = "place", _("Members of the communities that take part")
    NETWORK = "network", _("Everyone in the network")
    PUBLIC = "public", _("Everyone, also outside the network")

"""What was done, by whom, when and to what."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from ruamsuk.communities.models.community import Community, Network


class AuditEntry(models.Model):
    """One line of the trail. Lines are only added.

    Attributes:
        verb: what was done, such as ``invitation.revoked``.
        target: what it was done to, in words.
        details: codes and numbers; never what a household answered.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="audit"
    )
    network = models.ForeignKey(Network, models.CASCADE, null=True, related_name="audit")
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="audit")
    verb = models.CharField(max_length=60)
    target = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.target}"

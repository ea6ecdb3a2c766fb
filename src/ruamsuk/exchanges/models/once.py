"""What a form makes once, however often it is sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Once(models.Model):
    """Something that knows the form that made it, so that the same sent again makes nothing new.

    Attributes:
        key: of the form as it was filled in; empty where no form made it.
    """

    key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        abstract: ClassVar = True

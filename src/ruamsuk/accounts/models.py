"""A person who signs in, and the tokens of programs that act for them."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

sign_in_name = RegexValidator(
    # Thai vowels and tone marks are no letters to Python's \w
    r"^[\w\u0e00-\u0e7f.@+-]+\Z",
    _("Letters, numbers and . @ + - _ only, without a space."),
)


class User(AbstractUser):
    """A person. Nothing but a sign-in name and a name to be called by is required.

    Attributes:
        display_name: what others call the person, usually in Thai.
        email: optional; unique where given.
        phone: optional.
        language: the language of what the program writes to the person.
        demo: an invented person of the demonstration.
        scopes: those of the token with which a program acts for the person; None for the person.
    """

    scopes: frozenset[str] | None = None

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    username = models.CharField(
        _("sign-in name"),
        max_length=150,
        unique=True,
        validators=[sign_in_name],
        error_messages={"unique": _("Somebody has this sign-in name already. Try another.")},
    )
    display_name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("th", "ไทย"), ("en", "English")], default="th"
    )
    demo = models.BooleanField(default=False, editable=False)

    objects: ClassVar = UserManager()
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email"], condition=~models.Q(email=""), name="one_person_per_email"
            )
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """The name to be called by."""
        return str(self)

    def get_short_name(self) -> str:
        """The name to be called by."""
        return str(self)


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens."""

    def usable(self) -> TokenQuerySet:
        """Those that are neither revoked nor expired."""
        return self.filter(revoked=None).filter(
            models.Q(expires=None) | models.Q(expires__gt=timezone.now())
        )

    def of(self, secret: str) -> Token | None:
        """The usable token with this secret."""
        return self.usable().filter(digest=digest(secret)).select_related("user").first()


class Token(models.Model):
    """Lets a program act for a person within some scopes. Only a digest of the secret is kept.

    Attributes:
        scopes: what it may do: ``read``, ``households``, ``write``.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(_("what it is for"), max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("scopes"), default=list)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used = models.DateTimeField(null=True, editable=False)
    revoked = models.DateTimeField(null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def issue(cls, **values: Any) -> tuple[Token, str]:
        """Make a token; give it and its secret, which is shown once."""
        secret = "rs_" + secrets.token_urlsafe(32)
        return cls.objects.create(digest=digest(secret), **values), secret


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()

"""What this app keeps about a person."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruamsuk.accounts.devices import device
from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register


def profile(user: User) -> Iterator[Kept]:
    """Name, e-mail, phone, language."""
    yield Kept(
        _("Name: %(name)s") % {"name": user.display_name}, values={"name": user.display_name}
    )
    yield Kept(
        _("Sign-in name: %(name)s") % {"name": user.username},
        user.date_joined,
        {"username": user.username},
    )
    yield Kept(_("Phone: %(phone)s") % {"phone": user.phone or "–"}, values={"phone": user.phone})
    yield Kept(
        _("Language: %(language)s") % {"language": user.get_language_display()},
        values={"language": user.language},
    )
    if user.email:
        yield Kept(_("E-mail: %(email)s") % {"email": user.email}, values={"email": user.email})
    for address in EmailAddress.objects.filter(user=user).exclude(email=user.email):
        yield Kept(
            _("E-mail, not yet confirmed: %(email)s") % {"email": address.email},
            values={"email": address.email, "confirmed": address.verified},
        )


def ways_in(user: User) -> Iterator[Kept]:
    """Second factors and accounts elsewhere."""
    for factor in Authenticator.objects.filter(user=user):
        yield Kept(factor.get_type_display(), factor.created_at, {"type": factor.type})
    for account in SocialAccount.objects.filter(user=user):
        yield Kept(
            account.provider.upper(),
            account.date_joined,
            {"provider": account.provider, "uid": account.uid, "data": account.extra_data},
        )


def sessions(user: User) -> Iterator[Kept]:
    """Where the person is signed in."""
    for session in UserSession.objects.purge_and_list(user):
        yield Kept(
            f"{device(session.user_agent)} · {session.ip}",
            session.created_at,
            {"ip": session.ip, "browser": session.user_agent},
        )


def register_all() -> None:
    """Say what is kept; the last to be registered stands first."""
    register(Section("sessions", gettext_lazy("Where I am signed in"), sessions))
    register(Section("ways_in", gettext_lazy("How else I sign in"), ways_in))
    register(Section("profile", gettext_lazy("About me"), profile))

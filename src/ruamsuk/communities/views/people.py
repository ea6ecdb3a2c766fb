"""Who is in a place, and how people come in."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.models import User
from ruamsuk.accounts.visitors import signed_in
from ruamsuk.communities.actions import people as actions
from ruamsuk.communities.adapter import WAITING
from ruamsuk.communities.forms.people import DOES, InviteForm, RoleForm
from ruamsuk.communities.models import Community, Invitation, Membership, Role
from ruamsuk.communities.rules import Place, may
from ruamsuk.communities.views.frame import Kind, frame, place_for

MADE = "invitations_made"
"""Where a session keeps the secrets of the invitations that its owner made."""


@require_GET
@login_required
def people(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """Members with their roles; for coordinators, the invitations too."""
    place = place_for(request, kind, slug, "comment")
    context = _frame(request, place)
    order = Case(*(When(role=role, then=Value(rank)) for rank, role in enumerate(Role)))
    members = place.memberships.select_related("user").order_by(order, "user__display_name")
    context |= {"members": members, "invite_url": reverse(f"{kind}_invite", args=[slug])}
    if may(request.user, "manage", place):
        context["invitations"] = place.invitations.select_related("created_by")[:100]
        context["kept"] = [int(pk) for pk in request.session.get(MADE, {})]
    return render(request, "communities/people.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def invite(request: HttpRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """Make an invitation."""
    place = place_for(request, kind, slug, "manage")
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            made, secret = actions.invite(signed_in(request), place, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            # the link can be opened again until its maker signs out
            request.session[MADE] = {**request.session.get(MADE, {}), str(made.pk): secret}
            return redirect("invitation_link", made.pk)
    return render(request, "communities/people_invite.html", _frame(request, place, form=form))


@require_GET
@login_required
@never_cache
def invitation_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The link and its QR code, to send or to print; for whoever made it."""
    invitation = _invitation(request, pk)
    secret = request.session.get(MADE, {}).get(str(pk))
    if secret is None or invitation.state != Invitation.State.OPEN:
        raise Http404
    link = request.build_absolute_uri(reverse("invitation", args=[secret]))
    # drawn by a library from an address of our own making, so it needs no escaping
    code = mark_safe(segno.make(link, micro=False).svg_inline(scale=1, omitsize=True))
    context = _frame(request, invitation.place, invitation=invitation, link=link, code=code)
    return render(request, "communities/people_link.html", context)


@require_POST
@login_required
def invitation_revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take an invitation back."""
    invitation = _invitation(request, pk)
    actions.revoke(signed_in(request), invitation)
    messages.success(request, _("The invitation was taken back."))
    return redirect(_people_url(invitation.place))


@require_http_methods(["GET", "POST"])
@login_required
def member(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a member's role."""
    membership = _membership(pk)
    if not may(request.user, "manage", membership.place):
        raise Http404
    form = RoleForm(request.POST or None, instance=membership)
    if form.is_valid():
        try:
            actions.change_role(signed_in(request), _membership(pk), form.cleaned_data["role"])
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The role was changed."))
            return redirect(_people_url(membership.place))
    context = _frame(request, membership.place, form=form, membership=_membership(pk))
    return render(request, "communities/people_member.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def member_remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a person out of a place, or leave it oneself; asks first."""
    membership = _membership(pk)
    leaving = membership.user_id == request.user.pk
    if not leaving and not may(request.user, "manage", membership.place):
        raise Http404
    problem = None
    if request.method == "POST":
        try:
            actions.remove_member(signed_in(request), membership)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            messages.success(
                request, _("You have left.") if leaving else _("The member was removed.")
            )
            return redirect("home" if leaving else _people_url(membership.place))
    context = _frame(
        request, membership.place, membership=membership, leaving=leaving, problem=problem
    )
    return render(request, "communities/people_remove.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def join(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What an invitation offers; accept it now, or after signing in or up."""
    invitation = Invitation.objects.of(secret)
    if invitation is None:
        return render(request, "communities/people_join.html", status=404)
    if request.user.is_authenticated and _has_it(request.user, invitation):
        return redirect(invitation.place)
    problem = None
    if invitation.state != Invitation.State.OPEN:
        problem = actions.CLOSED[invitation.state]()
    elif request.method == "POST" and request.user.is_authenticated:
        try:
            actions.accept(request.user, invitation)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            welcome(request, invitation)
            return redirect(invitation.place)
    elif request.method == "POST":
        request.session[WAITING] = secret
        way = "account_login" if "sign_in" in request.POST else "account_signup"
        return redirect(f"{reverse(way)}?next={request.path}")
    context = {
        "invitation": invitation,
        "place": invitation.place,
        "does": DOES[Role(invitation.role)],
        "problem": problem,
    }
    return render(request, "communities/people_join.html", context)


def accept_what_waits(sender: object, request: HttpRequest, user: User, **_rest: object) -> None:
    """Accept the invitation for whose sake somebody has just signed in or up."""
    secret = request.session.pop(WAITING, "")
    invitation = Invitation.objects.of(secret) if secret else None
    if invitation:
        try:
            actions.accept(user, invitation)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
        else:
            welcome(request, invitation)


def welcome(request: HttpRequest, invitation: Invitation) -> None:
    """Say what somebody has become."""
    words = {"place": invitation.place, "role": invitation.get_role_display()}
    messages.success(request, _("Welcome to %(place)s. Your role: %(role)s.") % words)


def _has_it(user: User, invitation: Invitation) -> bool:
    mine = Membership.objects.filter(user=user, **actions.where(invitation.place)).first()
    return mine is not None and Role(mine.role).reaches(invitation.role)


def _frame(request: HttpRequest, place: Place, **more: object) -> dict[str, object]:
    """What every page about people gets."""
    return frame(request, place, people_url=_people_url(place), **more)


def _people_url(place: Place) -> str:
    kind = "community" if isinstance(place, Community) else "network"
    return reverse(f"{kind}_people", args=[place.slug])


def _invitation(request: HttpRequest, pk: int) -> Invitation:
    found = get_object_or_404(Invitation.objects.select_related("community", "network"), pk=pk)
    if not may(request.user, "manage", found.place):
        raise Http404
    return found


def _membership(pk: int) -> Membership:
    return get_object_or_404(
        Membership.objects.select_related("user", "community", "network"), pk=pk
    )

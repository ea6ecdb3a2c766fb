"""Pages about oneself: what is kept, and what one can do about it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts import actions
from ruamsuk.accounts.forms import SCOPES, EraseForm, ProfileForm, TokenForm
from ruamsuk.accounts.models import Token, User
from ruamsuk.accounts.privacy import sections
from ruamsuk.accounts.visitors import signed_in


@require_GET
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """All that is kept about the person who asks."""
    user = signed_in(request)
    kept = [(section, list(section.things(user))) for section in sections()]
    scopes = dict(SCOPES)
    tokens = [(token, [scopes[scope] for scope in token.scopes]) for token in user.tokens.usable()]
    return render(
        request,
        "accounts/me.html",
        {
            "kept": kept,
            "nothing": [section.title for section, things in kept if not things],
            "tokens": tokens,
            "line": bool(settings.SOCIALACCOUNT_PROVIDERS),
        },
    )


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest) -> HttpResponseBase:
    """Change name, phone or language."""
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=signed_in(request).pk))
    if not form.is_valid():
        return render(request, "accounts/edit.html", {"form": form})
    user = form.save()
    with translation.override(user.language):
        messages.success(request, _("Saved."))
    response = redirect("me")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
    return response


@require_GET
@login_required
@never_cache
def export(request: HttpRequest) -> JsonResponse:
    """All that is kept, as a file."""
    return JsonResponse(
        actions.export(signed_in(request)),
        headers={"Content-Disposition": 'attachment; filename="ruamsuk-me.json"'},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


@require_http_methods(["GET", "POST"])
@login_required
def erase(request: HttpRequest) -> HttpResponseBase:
    """Remove one's account, after typing one's sign-in name."""
    user = signed_in(request)
    form = EraseForm(user, request.POST or None)
    if not form.is_valid():
        staying = [section for section in sections() if section.stays]
        return render(request, "accounts/erase.html", {"form": form, "staying": staying})
    actions.erase(user)
    logout(request)
    messages.success(request, _("Your account and what we kept about you are gone."))
    return redirect("home")


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def token_new(request: HttpRequest) -> HttpResponse:
    """Make a token for a program."""
    form = TokenForm(request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/token_new.html", {"form": form})
    token, secret = Token.issue(user=signed_in(request), **form.values())
    # no redirect: the secret is shown in this answer only and kept nowhere
    return render(request, "accounts/token_made.html", {"token": token, "secret": secret})


@require_POST
@login_required
def token_revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Have a token let nobody in any more."""
    user = signed_in(request)
    actions.revoke_token(user, get_object_or_404(user.tokens.all(), pk=pk))
    messages.success(request, _("The token no longer works."))
    return redirect("me")

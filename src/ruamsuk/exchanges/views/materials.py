"""What is brought along to a forum."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.base.files import as_file
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.exchanges.actions import material as actions
from ruamsuk.exchanges.forms.material import MaterialForm
from ruamsuk.exchanges.models import Forum, Material
from ruamsuk.exchanges.rules import ForumVerb, forum_for
from ruamsuk.exchanges.views import undo
from ruamsuk.exchanges.views.frame import forum_frame


@require_http_methods(["GET", "POST"])
def material_new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Bring a file or a link."""
    forum = forum_for(request.user, pk, "facilitate")
    return _form(request, Material(forum=forum))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def material_edit(request: HttpRequest, pk: int, material: int) -> HttpResponseBase:
    """Change a material, or take it out."""
    found = _material(request, pk, material, "facilitate")
    if request.method == "POST":
        Material.objects.select_for_update().get(pk=material)
        found.refresh_from_db(fields=[*MaterialForm.Meta.fields, "file", "name"])
    if request.POST.get("take_out"):
        kept = actions.take_out_material(signed_in(request), found)
        undo.keep(request, "material", found.forum, local(found.title), kept)
        return redirect("forum", pk)
    return _form(request, found)


@require_POST
def material_put_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put back the material that was taken out last."""
    forum = forum_for(request.user, pk, "facilitate")
    undo.put_back(request, "material", forum, actions.put_back_material)
    return redirect("forum", pk)


def _material(request: HttpRequest, pk: int, material: int, verb: ForumVerb) -> Material:
    forum: Forum = forum_for(request.user, pk, verb)
    found = forum.materials.filter(pk=material).first()
    if found is None:
        raise Http404
    found.forum = forum
    return found


def _form(request: HttpRequest, material: Material) -> HttpResponseBase:
    form = MaterialForm(request.POST or None, request.FILES or None, instance=material)
    draft = draft_key(request, "material", material.pk or f"new-{material.forum.pk}")
    if form.is_valid():
        data, name = form.cleaned_data["upload"]
        try:
            actions.keep_material(signed_in(request), form.save(commit=False), data, name)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            saved(request, draft, _("Saved."))
            return redirect("forum", material.forum.pk)
    context = forum_frame(request, material.forum, form=form, material=material, draft=draft)
    status = 409 if form.theirs else 200
    return render(request, "exchanges/material_edit.html", context, status=status)


@require_GET
def material(request: HttpRequest, pk: int, material: int) -> HttpResponse:
    """A material with what is said in it."""
    found = _material(request, pk, material, "see")
    context = forum_frame(request, found.forum, material=found)
    return render(request, "exchanges/material.html", context)


@require_GET
def material_file(request: HttpRequest, pk: int, material: int) -> HttpResponse:
    """The file itself, to be saved; a browser runs nothing of it."""
    found = _material(request, pk, material, "see")
    if found.file is None:
        raise Http404
    response = as_file(bytes(found.file.data), found.kind, found.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response

"""Tables, pictures and printed reports to take along."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from ruamsuk.base.addresses import whole_number
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.booklets import pdf, png
from ruamsuk.communities.rules import allowed, community_for
from ruamsuk.lib.text import LocalText
from ruamsuk.results.exports import files
from ruamsuk.results.exports.pictures import pictures_of
from ruamsuk.results.exports.report import moment_of, report_of
from ruamsuk.results.exports.rows import SYNTHETIC, rows_of
from ruamsuk.results.pages.drawing import drawn
from ruamsuk.results.pages.measured import Measurements
from ruamsuk.results.pages.sight import Sight, look

PNG_WIDTH = 1200


def _sight(request: HttpRequest, slug: str, label: str) -> Sight:
    place = community_for(request.user, slug)
    return look(place, allowed(request.user, place), label)


def _measured(sight: Sight) -> Measurements:
    if sight.measured is None:
        raise Http404
    return sight.measured


@require_GET
@vary_on_headers("Cookie", "Accept-Language")
def export(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Results as a file: all rounds and indicators that may be seen, or those that are named."""
    sight = _sight(request, slug, "")
    rounds, indicators = (request.GET.getlist(name) for name in ("round", "indicator"))
    known = {found.label for found in sight.rounds}
    table = request.GET.get("table", "estimates")
    wrong = kind not in files.KINDS or table not in files.TABLES
    if wrong or not known.issuperset(rounds):
        raise Http404
    rows = rows_of(sight, rounds, indicators)
    if not rows.computations:
        raise Http404
    made = files.write(rows, kind, table, language())
    response = HttpResponse(made.data, content_type=made.kind)
    return _private(response, made.name, attached=True)


@require_GET
@vary_on_headers("Cookie", "Accept-Language")
def chart(request: HttpRequest, slug: str, kind: str, form: str, about: str = "") -> HttpResponse:
    """A picture of the pages of results."""
    if form not in ("svg", "png"):
        raise Http404
    sight = _sight(request, slug, request.GET.get("round", ""))
    pictures = pictures_of(sight, _measured(sight), kind, about)
    number = whole_number(request.GET.get("n", "1")) or 0
    if not 0 < number <= len(pictures):
        raise Http404
    picture = pictures[number - 1]
    svg = drawn(picture, language())
    name = "-".join(filter(None, (kind, about, str(number) if len(pictures) > 1 else "")))
    if form == "svg":
        return _tagged(request, svg, lambda: svg.encode(), "image/svg+xml", f"{name}.svg")
    title = _titled(sight, picture.title).to(language())
    return _tagged(
        request,
        f"{title}\n{svg}",
        lambda: png(svg, PNG_WIDTH, title, language()),
        "image/png",
        f"{name}.png",
    )


def _titled(sight: Sight, title: LocalText) -> LocalText:
    """A picture stands alone: it says whose it is, and that the data are made up."""
    assert sight.round is not None
    parts = [title, sight.community.name, LocalText(sight.round.label)]
    if sight.community.demo:
        parts.append(SYNTHETIC)
    return LocalText(*(" · ".join(part.to(to) for part in parts) for to in ("th", "en")))


@require_GET
@vary_on_headers("Cookie", "Accept-Language")
def report(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """A round, to be printed."""
    sight = _sight(request, slug, label)
    booklet = report_of(sight, _measured(sight), request.user, language())
    made = moment_of(sight)
    name = f"ruamsuk-{slug}-{label.replace('/', '-')}.pdf"
    return _tagged(
        request, f"{made}{booklet!r}", lambda: pdf(booklet, made), "application/pdf", name
    )


def _tagged(
    request: HttpRequest, content: str, make: Callable[[], bytes], kind: str, name: str
) -> HttpResponse:
    """An answer that is only made where the reader has not got the same already."""
    etag = quote_etag(hashlib.sha256(content.encode()).hexdigest())
    same = get_conditional_response(request, etag=etag)
    response = same or HttpResponse(make(), content_type=kind)
    response["ETag"] = etag
    return _private(response, name, attached=False)


def _private(response: HttpResponse, name: str, *, attached: bool) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(attached, name) or ""
    response["Cache-Control"] = "private, no-cache"
    return response

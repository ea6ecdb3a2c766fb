"""The page put together: what it holds, and its HTML."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import jinja2
import pyarrow as pa
from markupsafe import Markup, escape

from ruamsuk import charts
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.insight import Finding
from ruamsuk.lib.text import LANGUAGES, Language, LocalText
from ruamsuk.report.details import detail_of
from ruamsuk.report.index import index_part
from ruamsuk.report.measured import measure_framework
from ruamsuk.report.names import names_of
from ruamsuk.report.notes import facts, is_synthetic, manifest_lines, notes
from ruamsuk.report.overview import (
    changes_part,
    flower,
    goal_cards,
    heat_tables,
    lines_part,
    map_part,
    summary,
)
from ruamsuk.report.results import Results, is_full_count, read_results
from ruamsuk.report.view import Page


def render(
    framework: Framework,
    estimates: pa.Table,
    changes: pa.Table | None = None,
    manifest: Mapping[str, Any] | None = None,
    *,
    findings: Sequence[Finding] | None = None,
    language: Language = "th",
) -> str:
    """The report as one HTML page that needs no network and holds both languages.

    Args:
        framework: what was assessed.
        estimates: the engine's tidy table of estimates.
        changes: its table of changes between rounds; None where there is one round.
        manifest: what is needed to find the same numbers again, printed at the end.
        findings: which indicators tell us nothing; None where nobody looked.
        language: the language in which the page opens; a switch shows the other one.

    Returns:
        The page. The same arguments give the same bytes.
    """
    manifest = manifest or {}
    cutoff = float(framework.index.cutoff) if framework.index else None
    counted = is_full_count(estimates, manifest)
    results = read_results(estimates, changes, cutoff, full_count=counted)
    page = _page(framework, results, manifest, findings)
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(
        page=page, style=Markup(style), style_hash=f"sha256-{digest}", language=language
    )


def _page(
    framework: Framework,
    results: Results,
    manifest: Mapping[str, Any],
    findings: Sequence[Finding] | None,
) -> Page:
    names = names_of(framework)
    titles = {indicator.id: indicator.title for indicator in framework.indicators}
    items = measure_framework(framework, results)
    return Page(
        title=framework.title,
        description=framework.description,
        facts=facts(framework, items, results),
        synthetic=is_synthetic(framework, manifest),
        summary=summary(items, results),
        cards=goal_cards(framework, items),
        flower=flower(framework, items),
        heats=heat_tables(items, results, names) if items else (),
        steps=charts.step_words(item.scale for item in items),
        changes=changes_part(items, results),
        index=index_part(framework, results, names),
        lines=lines_part(items, results),
        map=map_part(framework, items, results, names),
        findings=None if findings is None else tuple(found.sentence(titles) for found in findings),
        details=tuple(detail_of(framework, item, results, names) for item in items),
        notes=notes(framework, results, names),
        manifest=manifest_lines(manifest),
    )


def _pictures(picture: charts.Picture) -> Markup:
    """The picture in both languages; the page shows one of them."""
    return Markup("".join(charts.draw(picture, language) for language in LANGUAGES))


def _words(words: LocalText) -> Markup:
    """Both languages side by side, each marked; once where they are the same."""
    if words.to("th") == words.to("en"):
        return escape(words.to("th"))
    return Markup("").join(
        Markup('<span lang="{}">{}</span>').format(language, words.to(language))
        for language in LANGUAGES
    )


def _pair(th: str, en: str) -> Markup:
    return _words(LocalText(th, en))


def _meter(value: charts.Value, scale: charts.Scale) -> Markup:
    return Markup(charts.draw_meter(value, scale))


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("ruamsuk.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"t": _words, "pictures": _pictures}
    environment.globals |= {"both": _pair, "meter": _meter}
    return environment.get_template("page.html")


@cache
def _style() -> str:
    """The style sheet with the two weights of the typeface in it."""
    folder = resources.files("ruamsuk.report")
    sheet = (folder / "templates" / "page.css").read_text(encoding="utf-8")
    return _faces() + sheet


_FACES = (
    ("ibm-plex-sans-thai-looped-{}-400-normal.woff2", "400"),
    ("ibm-plex-sans-thai-{}-600-normal.woff2", "600 700"),
)
_RANGES = {
    "thai": "U+0E01-0E5B,U+200C-200D,U+25CC",
    "latin": "U+0000-00FF,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212",
}


def _faces() -> str:
    faces = []
    for name, weight in _FACES:
        for subset, letters in _RANGES.items():
            font = (resources.files("ruamsuk.report") / "fonts" / name.format(subset)).read_bytes()
            data = base64.b64encode(font).decode()
            faces.append(
                "@font-face{font-family:'IBM Plex Sans Thai Looped';font-style:normal;"
                f"font-weight:{weight};unicode-range:{letters};"
                f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
            )
    return "".join(faces)

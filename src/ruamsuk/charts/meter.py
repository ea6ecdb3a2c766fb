"""A bar without words for a card whose text already says the number."""

from __future__ import annotations

from ruamsuk.charts import svg
from ruamsuk.charts.model import Scale, Value

WIDTH, HEIGHT, BAR = 240.0, 18.0, 8.0


def draw_meter(value: Value, scale: Scale) -> str:
    """The value as a bar, its interval as a line under it and its target as a tick.

    It says nothing that the text beside it does not say, so it is hidden from screen readers.
    """
    y = 4.0
    if value.shown is None:
        body = svg.tag("rect", y=y, width=WIDTH, height=BAR, rx=BAR / 2, fill=svg.TRACK)
    else:
        step = scale.step(value.shown)
        length = max(scale.position(value.shown) * WIDTH, 1.0)
        body = svg.tag("rect", y=y, width=WIDTH, height=BAR, rx=BAR / 2, fill=svg.TRACK)
        body += svg.tag(
            "rect",
            y=y,
            width=length,
            height=BAR,
            rx=min(BAR / 2, length / 2),
            fill=svg.INDIGO if step is None else svg.STEPS[step],
            stroke="#c9a96a" if step == 2 else None,
        )
    if value.interval:
        low, high = (scale.position(limit) * (WIDTH - 2) + 1 for limit in value.interval)
        path = f"M{svg.number(low)} {svg.number(HEIGHT - 3)}H{svg.number(high)}"
        body += svg.tag("path", d=path, stroke=svg.MUTED, stroke_width=2, stroke_linecap="round")
    if scale.target is not None:
        x = min(max(scale.position(scale.target) * WIDTH, 1.5), WIDTH - 1.5)
        body += svg.tag("path", d=f"M{svg.number(x)} 1v14", stroke=svg.INK, stroke_width=2.5)
    return svg.tag(
        "svg",
        body,
        xmlns="http://www.w3.org/2000/svg",
        class_="meter",
        aria_hidden="true",
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        width=WIDTH,
        height=HEIGHT,
    )

"""The shipped frameworks: each can be used as it stands, or copied and changed."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from ruamsuk.engine.framework.explain import quote, suggest
from ruamsuk.engine.framework.load import load_framework
from ruamsuk.engine.framework.models import Framework
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText

TEMPLATES: dict[str, LocalText] = {
    "nine-goals": LocalText(
        "เก้าเป้าหมายว่าง ให้ชุมชนตั้งชื่อเอง", "Nine empty goals for the community to name"
    ),
    "gnh-2015": LocalText(
        "ความสุขมวลรวมประชาชาติของภูฏาน 33 ตัวชี้วัด น้ำหนักตามผลปี 2015",
        "Bhutan's Gross National Happiness, 33 indicators, weights of the 2015 results",
    ),
    "gnh-2010": LocalText(
        "ความสุขมวลรวมประชาชาติของภูฏาน 33 ตัวชี้วัด น้ำหนักตามคู่มือปี 2012",
        "Bhutan's Gross National Happiness, 33 indicators, weights as the 2012 guide prints them",
    ),
    "global-mpi": LocalText(
        "ดัชนีความยากจนหลายมิติสากล 10 ตัวชี้วัด",
        "Global Multidimensional Poverty Index, 10 indicators",
    ),
    "bmn-2560-64": LocalText(
        "ความจำเป็นพื้นฐาน (จปฐ.) 2560-2564 31 ตัวชี้วัด",
        "Thailand's Basic Minimum Needs 2017-2021, 31 indicators",
    ),
    "gvh": LocalText("ความสุขมวลรวมของหมู่บ้าน 6 องค์ประกอบ", "Gross Village Happiness, 6 components"),
}

_PRINTED_EDUCATION = {"literacy": "3/10", "schooling": "3/10", "knowledge": "1/5", "values": "1/5"}


def template_text(name: str) -> str:
    """The YAML of a template, with its comments.

    Raises:
        ProblemsFound: there is no template of that name.
    """
    if name not in TEMPLATES:
        values = {"value": quote(name), "hint": suggest(name, TEMPLATES)}
        raise ProblemsFound([Problem("framework.unknown-template", values=values)])
    if name == "gnh-2010":
        return _with_printed_weights(template_text("gnh-2015"))
    return files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")


@cache
def template(name: str) -> Framework:
    """A template, read and checked.

    Raises:
        ProblemsFound: there is no template of that name.
    """
    return load_framework(template_text(name), name=f"{name}.yaml")


def _with_printed_weights(text: str) -> str:
    """GNH with education weighted as the guide of 2012 prints it, and the same in all else."""
    head, body = text.split("\nframework:", 1)
    comment = (
        "# น้ำหนัก / Weights. These are the weights that the guide of 2012 prints. They differ from\n"
        "# gnh-2015 in education only, where the results published for 2015 used 1/4 four times."
    )
    head = re.sub(r"# น้ำหนัก / Weights\..*?(?=\n#\n)", comment, head, flags=re.DOTALL)
    body = body.replace("gnh-2015", "gnh-2010").replace("(GNH 2015)", "(GNH 2010)")
    for indicator, weight in _PRINTED_EDUCATION.items():
        own_weight = rf"(- id: {indicator}\n.*?\n        weight: )1/4\n"
        body = re.sub(own_weight, rf"\g<1>{weight}\n", body, count=1, flags=re.DOTALL)
    return f"{head}\nframework:{body}"

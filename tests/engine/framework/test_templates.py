"""Each template is a whole framework that can be used as it stands, true to its source."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ruamsuk.engine.expressions import compile_expression, parse
from ruamsuk.engine.framework.check import check_framework
from ruamsuk.engine.framework.load import load_framework
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.framework.templates import TEMPLATES, template, template_text
from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.lib.text import LocalText

# Centre for Bhutan Studies, GNH 2015, national: share insufficient, weight × that share, and the
# contribution of the indicator to insufficiency among those who are not yet happy.
GNH_2015 = [
    ("life-satisfaction", 0.1886962, 0.0069887, 0.0059349),
    ("positive-emotions", 0.4884951, 0.0090462, 0.0056347),
    ("negative-emotions", 0.4584185, 0.0084892, 0.0055483),
    ("spirituality", 0.6061467, 0.0224499, 0.0147575),
    ("mental-health", 0.1051732, 0.0035058, 0.0029643),
    ("self-reported-health", 0.4876881, 0.0054188, 0.00351),
    ("healthy-days", 0.1036169, 0.0034539, 0.0026206),
    ("disability", 0.1133736, 0.0037791, 0.0029713),
    ("work", 0.5560879, 0.0308938, 0.0209797),
    ("sleep", 0.25998, 0.0144433, 0.0102128),
    ("literacy", 0.47569, 0.0132136, 0.0097277),
    ("schooling", 0.6325217, 0.01757, 0.0119336),
    ("knowledge", 0.9175739, 0.0254882, 0.0152209),
    ("values", 0.0147297, 0.0004092, 0.0002537),
    ("native-language", 0.0504762, 0.0011217, 0.000749),
    ("cultural-participation", 0.5425285, 0.0180843, 0.0119473),
    ("artisan-skills", 0.3739041, 0.0124635, 0.0079432),
    ("driglam-namzha", 0.5679673, 0.0126215, 0.0072214),
    ("government-performance", 0.6629737, 0.0073664, 0.004393),
    ("fundamental-rights", 0.4864172, 0.0054046, 0.0032705),
    ("services", 0.3909885, 0.0173773, 0.012814),
    ("political-participation", 0.520246, 0.023122, 0.0136098),
    ("donations", 0.5686448, 0.0189548, 0.0122773),
    ("community-relationship", 0.5666831, 0.012593, 0.0078473),
    ("family", 0.0920294, 0.0020451, 0.0015785),
    ("safety", 0.081662, 0.0027221, 0.0019559),
    ("ecological-issues", 0.1222504, 0.0013583, 0.0007583),
    ("urbanisation-issues", 0.1378469, 0.0061265, 0.0042193),
    ("environmental-responsibility", 0.2079608, 0.0023107, 0.0016291),
    ("wildlife-damage", 0.3444974, 0.015311, 0.0106228),
    ("assets", 0.1913788, 0.0070881, 0.0055024),
    ("housing", 0.4191377, 0.0155236, 0.0116431),
    ("income", 0.4070089, 0.0150744, 0.0114156),
]
NINTH, HALF, THIRD = Fraction(1, 9), Fraction(1, 2), Fraction(1, 3)


@pytest.mark.parametrize(
    ("name", "goals", "indicators"),
    [
        ("nine-goals", 9, 0),
        ("gnh-2015", 9, 33),
        ("gnh-2010", 9, 33),
        ("global-mpi", 3, 10),
        ("bmn-2560-64", 5, 31),
        ("gvh", 6, 6),
    ],
)
def test_every_template_is_whole(name: str, goals: int, indicators: int) -> None:
    framework = template(name)
    assert framework.framework == name
    assert (len(framework.goals), len(framework.indicators)) == (goals, indicators)
    assert check_framework(framework) == (), "no variable is asked for nothing"
    for words in spoken(framework):
        assert words.th, words
        assert words.en, words


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_expression_can_be_said_and_computed(name: str) -> None:
    framework = template(name)
    for indicator in framework.indicators:
        text = indicator.achieved or indicator.value
        expression = parse(text, framework.variables, indicator.level)
        assert expression.sentence().th
        assert expression.sentence().en
        assert compile_expression(expression).sql.sql(dialect="duckdb")


def spoken(framework: Framework) -> list[LocalText]:
    """Whatever a template says: it has to be there in both languages."""
    named = [framework, *framework.goals, *framework.indicators]
    optional = [*(part.definition for part in named[1:]), *(part.source for part in named[:1])]
    variables = framework.variables.values()
    return [
        *(part.title for part in named),
        *(words for words in optional if words),
        *(variable.label for variable in variables),
        *(choice.label for variable in variables for choice in variable.choices),
        *(v.unit for v in variables if v.type in ("integer", "decimal")),
    ]


def test_all_templates_are_tried_here() -> None:
    assert list(TEMPLATES) == [
        "nine-goals",
        "gnh-2015",
        "gnh-2010",
        "global-mpi",
        "bmn-2560-64",
        "gvh",
    ]


@pytest.mark.parametrize(("indicator", "headcount", "contribution", "adjusted"), GNH_2015)
def test_gnh_2015_weights_are_those_behind_the_published_results(
    indicator: str, headcount: float, contribution: float, adjusted: float
) -> None:
    weight = template("gnh-2015").weights()[indicator]
    assert float(weight) * headcount == pytest.approx(contribution, abs=6e-8)
    assert adjusted < contribution


def test_gnh_2015_published_figures_hang_together() -> None:
    weights = template("gnh-2015").weights()
    assert {name for name, *_ in GNH_2015} == set(weights)
    insufficiency = sum(adjusted for *_, adjusted in GNH_2015)
    assert 1 - insufficiency == pytest.approx(0.7563322, abs=1e-7)


def test_gnh_weights_sum_to_one_and_a_ninth_for_each_domain() -> None:
    for name in ("gnh-2015", "gnh-2010"):
        framework = template(name)
        weights = framework.weights()
        assert sum(weights.values()) == 1
        for goal in framework.goals:
            assert sum(weights[i.id] for i in goal.indicators) == NINTH
        integers, common = framework.integer_weights()
        assert sum(integers) == common
        index = framework.index
        assert index is not None
        assert (index.kind, index.cutoff, index.of) == ("gnh", Fraction(66, 100), "person")
        assert index.bands == (HALF, Fraction(66, 100), Fraction(77, 100))


def test_the_two_gnh_differ_in_the_weights_of_education_only() -> None:
    recovered, printed = template("gnh-2015"), template("gnh-2010")
    changed = {
        i.id: (recovered.weights()[i.id] * 9, printed.weights()[i.id] * 9)
        for i in recovered.indicators
        if recovered.weights()[i.id] != printed.weights()[i.id]
    }
    quarter = Fraction(1, 4)
    assert changed == {
        "literacy": (quarter, Fraction(3, 10)),
        "schooling": (quarter, Fraction(3, 10)),
        "knowledge": (quarter, Fraction(1, 5)),
        "values": (quarter, Fraction(1, 5)),
    }
    before, after = template_text("gnh-2015").splitlines(), template_text("gnh-2010").splitlines()
    body = (before[before.index("") :], after[after.index("") :])
    assert sum(old != new for old, new in zip(*body, strict=True)) == 2 + 4


def test_global_mpi_weights_a_third_for_each_dimension() -> None:
    framework = template("global-mpi")
    sixth, eighteenth = THIRD / 2, THIRD / 6
    assert list(framework.weights().values()) == [sixth] * 4 + [eighteenth] * 6
    assert framework.index is not None
    assert framework.index.cutoff == THIRD
    assert framework.integer_weights() == ((3, 3, 3, 3, 1, 1, 1, 1, 1, 1), 18)


def test_global_mpi_says_what_is_achieved() -> None:
    titles = [indicator.title.en for indicator in template("global-mpi").indicators]
    assert titles[:2] == ["Nobody is undernourished", "No child has died"]


def test_gvh_names_its_scores_so_that_a_sentence_can_use_them() -> None:
    labels = [variable.label for variable in template("gvh").variables.values()]
    assert [label.en.endswith(" score") for label in labels] == [True] * 6
    assert [label.th.startswith("คะแนน") for label in labels] == [True] * 6


def test_bmn_has_its_five_groups_in_order() -> None:
    framework = template("bmn-2560-64")
    assert [(goal.title.th, len(goal.indicators)) for goal in framework.goals] == [
        ("สุขภาพ", 7),
        ("สภาพแวดล้อม", 7),
        ("การศึกษา", 5),
        ("การมีงานทำและรายได้", 4),
        ("ค่านิยม", 8),
    ]
    numbers = [int(i.title.th.partition(".")[0]) for i in framework.indicators]
    assert numbers == list(range(1, 32))
    assert framework.index is None


def test_a_template_is_a_file_to_copy_and_change() -> None:
    text = template_text("nine-goals").replace("เป้าหมายที่ 1,", "หมดหนี้,")
    assert load_framework(text).goals[0].title.th == "หมดหนี้"


@pytest.mark.parametrize(
    ("name", "thai", "english"),
    [
        ("gnh-2016", "gnh-2015", "gnh-2015"),
        ("GNH", "gnh-2015 หรือ gnh-2010 หรือ gvh", "gnh-2015 or gnh-2010 or gvh"),
        ("Nine", "nine-goals", "nine-goals"),
    ],
)
def test_there_is_no_other_template(name: str, thai: str, english: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        template(name)
    (problem,) = found.value.problems
    assert problem.sentence("th") == f"ไม่มีแม่แบบชื่อ “{name}” หมายถึง {thai} ใช่หรือไม่"
    assert problem.sentence("en") == f"There is no template “{name}”. Do you mean {english}?"

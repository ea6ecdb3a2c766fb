"""What a framework file may look like, and what is read from it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from ruamsuk.engine.framework.check import check_framework
from ruamsuk.engine.framework.load import load_framework
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.framework.source import LARGEST_FILE, MOST_PROBLEMS
from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.lib.text import LocalText

from .samples import DEMO


def codes(source: Path | str | bytes) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        load_framework(source)
    return [problem.code for problem in found.value.problems]


def test_a_text_a_path_and_bytes_with_a_mark_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "demo.yaml"
    path.write_text(DEMO, encoding="utf-8")
    from_text = load_framework(DEMO)
    assert load_framework(path) == from_text
    assert load_framework(DEMO.encode("utf-8-sig")) == from_text
    assert load_framework(DEMO.replace("\n", "\r\n")) == from_text
    assert load_framework("\ufeff" + DEMO) == from_text


def test_what_is_read() -> None:
    framework = load_framework(DEMO)
    assert framework.title == LocalText("ทดลอง", "Demo")
    assert framework.keys.household == "house"
    assert framework.keys.person == "person_id"
    assert framework.variables["debt"].min == 0
    assert [i.id for i in framework.indicators] == ["no-debt", "water", "adults"]
    assert [i.id for i in framework.index_indicators] == ["no-debt", "water"]
    assert framework.goal_of(framework.indicators[2]).id == "economy"
    assert framework.weights() == {"no-debt": Fraction(2, 3), "water": Fraction(1, 3)}
    assert framework.integer_weights() == ((2, 1), 3)


@pytest.mark.parametrize(
    ("written", "cutoff"),
    [
        ("1/3", Fraction(1, 3)),
        ("0.66", Fraction(66, 100)),
        ("0.1", Fraction(1, 10)),
        ("1 / 3", Fraction(1, 3)),
        ('"0.330"', Fraction(33, 100)),
        ("1", Fraction(1)),
        ("0.5/3", Fraction(1, 6)),
    ],
)
def test_cutoffs_are_exact(written: str, cutoff: Fraction) -> None:
    index = load_framework(DEMO.replace("cutoff: 1/3", f"cutoff: {written}")).index
    assert index is not None
    assert index.cutoff == cutoff


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("01", "01"),
        ("1", "1"),
        ("1.50", "1.50"),
        ("1:30", "1:30"),
        ("2024-01-31", "2024-01-31"),
        ("1e5", "1e5"),
        ("๑", "๑"),
        ("'null'", "null"),
        ("'true'", "true"),
        ("99999999999999999999", "99999999999999999999"),
    ],
)
def test_codes_stay_as_they_are_written(written: str, value: str) -> None:
    text = DEMO.replace("{value: rain}", f"{{value: {written}}}")
    assert load_framework(text).variables["water"].choices[1].value == value


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Demo", LocalText("Demo", "Demo")),
        ("2567", LocalText("2567", "2567")),
        ("{th: ทดลอง}", LocalText("ทดลอง", "")),
        ("{en: ' Demo '}", LocalText("", "Demo")),
        ("{th: , en: Demo}", LocalText("", "Demo")),
    ],
)
def test_words_in_one_language_or_two(written: str, words: LocalText) -> None:
    assert load_framework(DEMO.replace("{th: ทดลอง, en: Demo}", written)).title == words


def test_a_field_with_nothing_behind_it_is_not_written() -> None:
    text = DEMO.replace("        target: 80\n", "        target:\n        eligible: ~\n")
    indicator = load_framework(text).indicators[0]
    assert indicator.target is None
    assert indicator.eligible == ""


def test_everything_is_collected_with_its_row() -> None:
    text = DEMO.replace("target: 80", "target: many").replace("id: water", "id: Water")
    text = text.replace("version: 1", "version: 0").replace("min: 0}", "mim: 0}")
    with pytest.raises(ProblemsFound) as found:
        load_framework(text, name="demo.yaml")
    assert [(p.code, p.place.file, p.place.path, p.place.row) for p in found.value.problems] == [
        ("framework.too-small", "demo.yaml", "version", 2),
        ("framework.unknown-field", "demo.yaml", "variables.debt.mim", 6),
        ("framework.not-a-number", "demo.yaml", "goals[0].indicators[0].target", 18),
        ("framework.bad-id", "demo.yaml", "goals[0].indicators[1].id", 20),
    ]


def test_a_problem_in_an_expression_has_file_path_row_and_character() -> None:
    with pytest.raises(ProblemsFound) as found:
        load_framework(DEMO.replace("debt = 0", "dept = 0"), name="demo.yaml")
    (problem,) = found.value.problems
    place = problem.place
    assert (place.file, place.path, place.row) == (
        "demo.yaml",
        "goals[0].indicators[0].achieved",
        17,
    )
    assert place.position == 1


def test_nobody_uses_it_is_a_note() -> None:
    text = DEMO.replace("  age:", "  spare: {type: text}\n  age:")
    (note,) = check_framework(load_framework(text))
    assert note.severity == "note"
    assert note.place.path == "variables.spare"
    assert note.sentence("th") == "variables.spare: ไม่มีตัวชี้วัดใดใช้ spare ถ้าไม่จำเป็นก็ไม่ต้องถาม"
    assert check_framework(load_framework(DEMO)) == ()


def test_a_framework_made_in_python_is_checked_alike() -> None:
    framework = Framework.model_validate(
        {"framework": "a", "title": "A", "goals": [{"id": "g", "title": "G"}] * 2}
    )
    with pytest.raises(ProblemsFound) as found:
        check_framework(framework)
    assert str(found.value) == (
        "goals[1].id: The id g is already used at goals[0].id. Give this one an id of its own."
    )


def test_files_that_are_no_framework(tmp_path: Path) -> None:
    assert codes(tmp_path / "nowhere.yaml") == ["framework.not-found"]
    assert codes(tmp_path) == ["framework.not-readable"]
    assert codes(Path("a\0b")) == ["framework.not-readable"]
    assert codes(DEMO.encode("cp874")) == ["framework.thai-codepage"]
    assert codes(DEMO.encode("utf-16")) == ["framework.not-utf8"]
    assert codes(b"\xff\xfe\x00") == ["framework.not-utf8"]
    assert codes("title: a\0b") == ["framework.odd-character"]
    assert codes("title: \ud800") == ["framework.odd-character"]
    assert "framework.odd-character" in codes('title: "a\\0b"')
    assert codes(b"#" * (LARGEST_FILE + 1)) == ["framework.too-big"]
    assert codes("#" * (LARGEST_FILE + 1)) == ["framework.too-big"]
    assert codes("# only a remark\n") == ["framework.empty"]
    assert codes("- a\n- b\n") == ["framework.not-a-framework"]
    assert codes("PK\x03\x04") == ["framework.odd-character"]


def test_a_wholly_wrong_file_is_not_read_to_its_end() -> None:
    assert len(codes("a: 1\n" * 1000)) == MOST_PROBLEMS
    assert len(codes("".join(f"field{n}: 1\n" for n in range(1000)))) == MOST_PROBLEMS

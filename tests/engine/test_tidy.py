"""Names of groups in the tidy tables."""

from __future__ import annotations

import pytest

from ruamsuk.engine.tidy import group_labels, group_name


@pytest.mark.parametrize(
    "labels",
    [["x · y"], ["x", "y"], ["x · y", "z"], ["x", "y · z"], ["x ·", "y"], ["x", "· y"],
     ["x·y", "z"], ["", "y"], ["x · ", "y", "z"]],
)  # fmt: skip
def test_the_labels_of_a_name_are_found_again(labels: list[str]) -> None:
    assert group_labels(group_name(labels), len(labels)) == labels


def test_no_two_groups_share_a_name() -> None:
    groups = [("x · y", "z"), ("x", "y · z"), ("x·y", "z"), ("x ·", "y"), ("x", "· y")]
    assert len(set(map(group_name, groups))) == len(groups)


@pytest.mark.parametrize(("labels", "name"), [([], ""), (["x · y"], "x · y"), ([None, 2], " · 2")])
def test_group_name(labels: list[str | int | None], name: str) -> None:
    assert group_name(labels) == name

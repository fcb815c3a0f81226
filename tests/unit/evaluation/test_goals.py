"""Goals say what is missing; floors close the gate, also where nobody measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.goals import GOALS, failure, judge, read_floors
from bot.evaluation.measures import measure
from bot.safety.riskfile import RiskFileError
from tests.unit.evaluation.sample import pairs

GOOD = measure(pairs(("T1 H02", "T1 H02"), ("T4 L01", "T4 L01"), ("T4 H09", "T4 H09")))
BAD = measure(pairs(("T1 H02", "T4 L01"), ("T4 L01", "T1 H02"), ("T4 H09", "T1 H02")))


def test_a_perfect_report_meets_every_goal() -> None:
    goals = judge({"clean": GOOD, "typos": GOOD})
    assert {goal.key for goal in goals if goal.met} == set(GOALS)
    assert {goal.verdict for goal in goals} == {"met"}
    assert failure(goals) is None


def test_a_bad_report_meets_none_and_says_each_in_one_sentence() -> None:
    goals = judge({"clean": BAD, "typos": BAD})
    assert not any(goal.met for goal in goals)
    sentence = failure(goals)
    assert sentence is not None
    assert sentence.count(".\n") == 0
    assert sentence.endswith(".")
    assert all(goal.name in sentence for goal in goals)
    assert "T0 and T1 found: 0.0%, at least 98.0% is needed" in sentence
    assert "ordinary chat taken for T0 or T1: 100.0%, at most 1.0% is needed" in sentence


def test_typos_are_judged_by_the_report_under_typos() -> None:
    met = {goal.key: goal.met for goal in judge({"clean": GOOD, "typos": BAD})}
    assert met["recall_clean"]
    assert not met["recall_typos"]


def test_a_limit_that_is_just_reached_is_met() -> None:
    limits = {key: 1.0 if goal == "at least" else 0.0 for key, goal in ((goal.key, goal.direction) for goal in judge({}))}
    assert all(goal.met for goal in judge({"clean": GOOD, "typos": GOOD}, limits))


def test_what_nobody_measured_is_not_met() -> None:
    goals = judge({"clean": measure([])})
    assert {goal.verdict for goal in goals} == {"not measured"}
    assert not any(goal.met for goal in goals)


def test_the_floors_of_the_project_are_read_and_no_goal_is_below_its_floor(root: Path) -> None:
    floors = read_floors(root / "tests/understanding/floors.yml")
    for goal in judge({}):
        easier = floors[goal.key] <= goal.limit if goal.direction == "at least" else floors[goal.key] >= goal.limit
        assert easier, goal.key


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        ("limits: {}", "`floors:`"),
        ("floors: {recall_clean: 0.9}", "add `"),
        ("floors: {recall: 0.9}", "unknown key `recall`"),
        ("floors: {recall_clean: 90, recall_typos: 0, false_alarms: 0, idioms: 0, disclosure: 0, macro_f1: 0}", "from 0 to 1"),
        ("floors: {recall_clean: yes, recall_typos: 0, false_alarms: 0, idioms: 0, disclosure: 0, macro_f1: 0}", "from 0 to 1"),
    ],
)
def test_a_broken_floor_says_its_cure(tmp_path: Path, content: str, cure: str) -> None:
    path = tmp_path / "floors.yml"
    path.write_text(content)
    with pytest.raises(RiskFileError, match=cure):
        read_floors(path)

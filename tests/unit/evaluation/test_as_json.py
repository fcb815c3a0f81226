"""The JSON report holds every measure, and nothing that JSON cannot say."""

from __future__ import annotations

import json

from bot.evaluation.as_json import as_json
from bot.evaluation.goals import GOALS, judge
from bot.evaluation.measures import measure
from tests.unit.evaluation.sample import case, pairs, verdict


def test_it_is_json_also_when_nothing_was_measured() -> None:
    reports = {"clean": measure([])}
    content = as_json(reports, judge(reports), judge(reports))
    assert json.loads(json.dumps(content, allow_nan=False)) == content


def test_numbers_come_with_what_they_rest_on() -> None:
    reports = {"clean": measure(pairs(("T1 H02", "T1 H02"), ("T1 A07", "T2 A01")), [3.0, 5.0])}
    clean = as_json(reports, judge(reports), judge(reports))["conditions"]["clean"]
    assert clean["recall"]["hits"] == 1
    assert clean["recall"]["of"] == 2
    assert clean["recall"]["low"] < clean["recall"]["rate"] < clean["recall"]["high"]
    assert clean["recall_by_family"].keys() == {"A", "H"}
    assert clean["situations"]["H02"]["f1"] == 1
    assert clean["confusions"] == [{"expected": "A07", "found": "A01", "count": 1}]
    assert clean["milliseconds"] == {"p50": 3.0, "p99": 5.0}
    assert len(clean["reliability"]) == 10


def test_a_miss_can_be_read_without_the_case_files() -> None:
    reports = {"clean": measure([(case("T0 H03", "yes", ["soon?"]), verdict("T3 G01", reason="a_rule"))])}
    (miss,) = as_json(reports, judge(reports), judge(reports))["conditions"]["clean"]["misses"]
    assert miss == {
        "text": "yes",
        "context": ["soon?"],
        "expected": {"tier": "T0", "situations": ["H03"]},
        "found": {"tier": "T3", "situations": ["G01"]},
        "reasons": ["a_rule"],
    }


def test_goals_and_floors_say_whether_they_are_met() -> None:
    reports = {"clean": measure(pairs(("T1 H02", "T1 H02")))}
    content = as_json(reports, judge(reports), judge(reports, dict.fromkeys(GOALS, 0.5)))
    met = {goal["key"]: goal["met"] for goal in content["goals"]}
    assert met["recall_clean"]
    assert not met["recall_typos"]
    assert {floor["limit"] for floor in content["floors"]} == {0.5}

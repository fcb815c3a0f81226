"""Numbers and situations are said the same way everywhere."""

from __future__ import annotations

from bot.evaluation.measures import measure
from bot.evaluation.report import Share
from bot.evaluation.wording import counted, family, interval, named, outcome, percent, summary
from tests.unit.evaluation.sample import case, pairs, verdict


def test_a_share_is_said_in_percent_and_nothing_as_a_dash() -> None:
    assert percent(0.9812) == "98.1%"
    assert percent(None) == interval(Share(0, 0)) == "-"
    assert interval(Share(9, 10)) == "59.6% to 98.2%"


def test_a_situation_has_its_name_where_there_is_one() -> None:
    assert named("A01", {"A01": "threat"}) == "A01 threat"
    assert named("A02", {}) == "A02"
    assert named("", {}) == "nothing"
    assert family("H") == "H suicide, self-harm"


def test_kinds_are_counted_also_where_there_are_none() -> None:
    report = measure(pairs(("T4 L01", "T4"), ("T2 A01", "T2")))
    assert counted(report) == "2 cases: 1 of somebody in a situation, 1 of ordinary chat, 0 idioms"


def test_an_outcome_says_expected_found_and_by_what() -> None:
    (example,) = measure([(case("T1 H02"), verdict("T2 A01 B01", reason="a_rule"))]).misses
    assert outcome(example) == "expected T1 H02, found T2 A01 B01, by a_rule"


def test_the_summary_of_an_empty_report_has_the_same_rows() -> None:
    full, empty = measure(pairs(("T1 H02", "T1 H02")), [4.25]), measure([])
    assert [name for name, _ in summary(full)] == [name for name, _ in summary(empty)]
    assert ("ms a message, p50", "4.2") in list(summary(full))
    assert ("ms a message, p50", "-") in list(summary(empty))

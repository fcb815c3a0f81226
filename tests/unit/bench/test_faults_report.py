"""The report of a fault run: what it was like while something was broken, and the numbers as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console

from bench.faults.checker import Fate, Problem
from bench.faults.plan import Kind
from bench.faults.records import Desk, Evidence, Line, Span, Stored, Tab
from bench.faults.report import CALM, Outcome, print_report


def outcome(*problems: Problem) -> Outcome:
    tab = Tab("t1", "c_1", dangers=[(2, 11.0)], acknowledged=[(1.0, 0.2), (11.0, 4.0), (30.0, 0.4)], answered=[(12.0, 9.0)])
    lines = [Line(1, "bot", "welcome"), Line(2, "young_person", "a t1 1"), Line(3, "counsellor", "b")]
    evidence = Evidence(
        [tab], [Desk("Sam", shown={"c_1": 12.5}), Desk("Alex", shown={"c_1": 14.0})], {"c_1": Stored("bot", True, lines)}
    )
    spans = [Span(Kind.KILL.value, 10.0, 20.0), Span(Kind.KILL.value, 50.0, 60.0)]
    return Outcome("sqlite", 7, 90.4, "one", 1, 3, spans, [0.4], [Kind.DOORBELL], evidence, problems)


def test_each_message_counts_for_the_fault_in_which_it_was_written() -> None:
    assert outcome().meanwhile() == {CALM: ([0.2, 0.4], []), Kind.KILL.value: ([4.0], [9.0])}


def test_the_first_console_counts_from_the_first_try() -> None:
    numbers = outcome().numbers
    assert numbers["T0 on a console in"]["longest"] == 1.5
    assert numbers["faults"] == {Kind.KILL.value: 2}
    assert (numbers["messages in all"], numbers["messages of counsellors"], numbers["T0 conversations"]) == (3, 1, 1)


def test_a_broken_promise_is_told_and_written_without_a_word_of_anybody(tmp_path: Path) -> None:
    out = Console(record=True, width=120)
    print_report(outcome(Problem(Fate.LOST, "t1", 2)), out, tmp_path)
    told = out.export_text()
    assert "lost: t1, message 2" in told
    assert "broken promises" in told
    written = json.loads((tmp_path / "faults-sqlite-7.json").read_text())
    assert written["list"] == [{"fate": "lost", "where": "t1", "seq": 2}]
    assert written["problems"]["lost"] == 1
    assert [line[0] for line in written["conversations"]["t1"]] == [1, 2, 3]
    assert [span[0] for span in written["spans"]] == [Kind.KILL.value] * 2
    assert "a t1 1" not in told + json.dumps(written)


def test_a_run_without_one_says_so() -> None:
    out = Console(record=True, width=120)
    print_report(outcome(), out, None)
    assert "nothing lost, doubled, reordered, misdelivered or unseen" in out.export_text()

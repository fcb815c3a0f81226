"""The checker of the fault runs: an unharmed run has no problem, and every kind of harm is found."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.faults.checker import Fate, check
from bench.faults.records import Desk, Evidence, Line, Sent, Stored, Tab


def whole(turns: int = 4, *, called: bool = False) -> Evidence:
    """Two conversations that were seen and stored as they should be; a counsellor wrote into the first."""
    tabs, stored = [], {}
    desk = Desk("Sam", {"c_1": []}, {"c_1": 2.0})
    for number in (1, 2):
        tab, lines = Tab(f"t{number}", f"c_{number}"), [Line(1, "bot", "welcome", "welcome")]
        for turn in range(turns):
            seq = len(lines) + 1
            sent = Sent(f"{tab.mark}-{turn}", f"hello {tab.mark} {turn}", seq)
            tab.sent.append(sent)
            lines += [Line(seq, "young_person", sent.text, sent.client_id), Line(seq + 1, "bot", "yes", f"answer-{seq}-0")]
        tabs.append(tab)
        stored[tab.conversation_id] = Stored("bot", called or number == 1, lines)
    said = Sent("s-1", "I am here. Sam 1", len(stored["c_1"].lines) + 1)
    desk.said["c_1"].append(said)
    stored["c_1"] = replace(stored["c_1"], lines=[*stored["c_1"].lines, Line(said.seq or 0, "counsellor", said.text, "s-1")])
    tabs[0].dangers.append((2, 1.0))
    for tab in tabs:
        tab.heard = list(stored[tab.conversation_id].lines)
        tab.left_at = len(tab.heard)
    return Evidence(tabs, [desk], stored)


def fates(evidence: Evidence) -> set[Fate]:
    return {problem.fate for problem in check(evidence)}


def _store(evidence: Evidence, where: str, lines: list[Line]) -> Evidence:
    return replace(evidence, stored={**evidence.stored, where: replace(evidence.stored[where], lines=lines)})


def _numbered(lines: list[Line]) -> list[Line]:
    return [replace(line, seq=seq) for seq, line in enumerate(lines, start=1)]


@given(st.integers(1, 12))
def test_a_run_in_which_nothing_happened_has_no_problem(turns: int) -> None:
    assert check(whole(turns)) == []


def lost_from_the_store(it: Evidence) -> Evidence:
    lines = [line for line in it.stored["c_2"].lines if line.client_id != "t2-1"]
    return _store(it, "c_2", _numbered(lines))


def a_gap(it: Evidence) -> Evidence:
    return _store(it, "c_2", [line for line in it.stored["c_2"].lines if line.seq != 3])


def gone_altogether(it: Evidence) -> Evidence:
    return replace(it, stored={"c_1": it.stored["c_1"]})


def never_shown_to_them(it: Evidence) -> Evidence:
    del it.tabs[1].heard[2]
    return it


def stored_twice(it: Evidence) -> Evidence:
    lines = list(it.stored["c_2"].lines)
    return _store(it, "c_2", [*lines, replace(lines[1], seq=len(lines) + 1)])


def shown_twice(it: Evidence) -> Evidence:
    it.tabs[1].heard.append(it.tabs[1].heard[1])
    return it


def said_twice_by_the_counsellor(it: Evidence) -> Evidence:
    lines = list(it.stored["c_1"].lines)
    return _store(it, "c_1", [*lines, replace(lines[-1], seq=len(lines) + 1, client_id="s-2")])


def stored_in_another_order(it: Evidence) -> Evidence:
    lines = list(it.stored["c_2"].lines)
    lines[1], lines[3] = lines[3], lines[1]
    return _store(it, "c_2", _numbered(lines))


def shown_in_another_order(it: Evidence) -> Evidence:
    heard = it.tabs[1].heard
    heard[1], heard[2] = heard[2], heard[1]
    return it


def a_young_persons_words_elsewhere(it: Evidence) -> Evidence:
    lines = list(it.stored["c_2"].lines)
    return _store(it, "c_2", [*lines, Line(len(lines) + 1, "young_person", "hello t1 0", "t1-9")])


def a_counsellors_words_elsewhere(it: Evidence) -> Evidence:
    lines = list(it.stored["c_2"].lines)
    return _store(it, "c_2", [*lines, Line(len(lines) + 1, "counsellor", "I am here. Sam 1", "s-9")])


def never_answered(it: Evidence) -> Evidence:
    lines = [line for line in it.stored["c_2"].lines if line.client_id != "answer-4-0"]
    return _store(it, "c_2", _numbered(lines))


def still_owed(it: Evidence) -> Evidence:
    return replace(it, stored={**it.stored, "c_1": replace(it.stored["c_1"], owed=1)})


def seen_by_nobody(it: Evidence) -> Evidence:
    it.desks[0].shown.clear()
    return it


def behind_somebody_else(it: Evidence) -> Evidence:
    it.desks[0].behind = 1
    return it


def other_words_than_were_sent(it: Evidence) -> Evidence:
    lines = list(it.stored["c_2"].lines)
    lines[1] = replace(lines[1], text="t2 something else")
    return _store(it, "c_2", lines)


HARMS: list[tuple[Callable[[Evidence], Evidence], Fate]] = [
    (lost_from_the_store, Fate.LOST),
    (a_gap, Fate.LOST),
    (gone_altogether, Fate.LOST),
    (never_shown_to_them, Fate.LOST),
    (stored_twice, Fate.DOUBLED),
    (shown_twice, Fate.DOUBLED),
    (said_twice_by_the_counsellor, Fate.DOUBLED),
    (stored_in_another_order, Fate.REORDERED),
    (shown_in_another_order, Fate.REORDERED),
    (a_young_persons_words_elsewhere, Fate.MISDELIVERED),
    (a_counsellors_words_elsewhere, Fate.MISDELIVERED),
    (never_answered, Fate.UNANSWERED),
    (still_owed, Fate.UNANSWERED),
    (seen_by_nobody, Fate.UNSEEN),
    (behind_somebody_else, Fate.BEHIND),
    (other_words_than_were_sent, Fate.DIFFERENT),
]


@pytest.mark.parametrize(("harm", "fate"), HARMS, ids=[harm.__name__ for harm, _ in HARMS])
def test_every_kind_of_harm_is_found(harm: Callable[[Evidence], Evidence], fate: Fate) -> None:
    assert fate in fates(harm(deepcopy(whole())))


def test_what_was_never_acknowledged_may_be_stored_or_not() -> None:
    one = whole()
    one.tabs[1].sent.append(Sent("t2-99", "hello t2 99"))
    assert check(one) == []


def test_who_left_is_not_missed_by_what_came_later() -> None:
    one = whole()
    lines = list(one.stored["c_2"].lines)
    assert check(_store(one, "c_2", [*lines, Line(len(lines) + 1, "bot", "are you there", "quiet-1")])) == []


def test_where_a_person_was_called_the_bot_need_not_answer_everything() -> None:
    assert Fate.UNANSWERED in fates(never_answered(whole()))
    assert Fate.UNANSWERED not in fates(never_answered(whole(called=True)))

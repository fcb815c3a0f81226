"""Holds both ends against what is stored: was anything lost, doubled, reordered, misdelivered, unanswered or unseen? Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bench.faults.records import Desk, Evidence, Line, Sent, Stored, Tab

YOUNG_PERSON: Final = "young_person"
COUNSELLOR: Final = "counsellor"
_ANSWER: Final = "answer-"  # how the id of a bot's answer begins; the number of what it answers comes next


class Fate(StrEnum):
    """What must not happen to a message."""

    LOST = "lost"
    DOUBLED = "doubled"
    REORDERED = "reordered"
    MISDELIVERED = "in another conversation"
    UNANSWERED = "not answered"
    UNSEEN = "T0 not shown"
    BEHIND = "T0 behind others"
    DIFFERENT = "seen otherwise than stored"


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken promise. No words: a mark and a number are enough to look it up in the run's folder."""

    fate: Fate
    where: str
    seq: int | None = None


def check(evidence: Evidence) -> list[Problem]:
    """Every broken promise, in no order of weight."""
    shown = {one for desk in evidence.desks for one in desk.shown}
    found = []
    for tab in evidence.tabs:
        stored = evidence.stored.get(tab.conversation_id)
        if stored is None:
            found.append(Problem(Fate.LOST, tab.mark))
            continue
        found += [
            *_numbers(tab.mark, stored.lines),
            *_of_one_sender(tab.mark, tab.sent, stored, YOUNG_PERSON),
            *_marks(tab, stored),
            *_heard(tab, stored),
            *_answers(tab.mark, stored),
        ]
        if tab.dangers and tab.conversation_id not in shown:
            found.append(Problem(Fate.UNSEEN, tab.mark, tab.dangers[0][0]))
    for desk in evidence.desks:
        found += [*_from_desk(desk, evidence), *[Problem(Fate.BEHIND, desk.name)] * bool(desk.behind)]
    return found


def _numbers(where: str, lines: Sequence[Line]) -> Iterator[Problem]:
    """The log counts 1, 2, 3 without a gap, and no id stands in it twice."""
    for expected, line in enumerate(lines, start=1):
        if line.seq != expected:
            yield Problem(Fate.LOST if line.seq > expected else Fate.DOUBLED, where, expected)
            break
    ids = Counter((line.sender, line.client_id) for line in lines if line.client_id)
    yield from (Problem(Fate.DOUBLED, where) for many in ids.values() if many > 1)


def _of_one_sender(where: str, sent: Sequence[Sent], stored: Stored, sender: str) -> Iterator[Problem]:
    """What was acknowledged stands under the number that was told; all of it once, in the order of writing."""
    by_id = {line.client_id: line for line in stored.lines if line.sender == sender}
    order = []
    for one in sent:
        line = by_id.get(one.client_id)
        if line is None:
            if one.seq is not None:
                yield Problem(Fate.LOST, where, one.seq)
            continue
        if line.text != one.text:
            yield Problem(Fate.DIFFERENT, where, line.seq)
        if one.seq is not None and line.seq != one.seq:
            yield Problem(Fate.REORDERED, where, one.seq)
        order.append(line.seq)
    if order != sorted(order):
        yield Problem(Fate.REORDERED, where)


def _marks(tab: Tab, stored: Stored) -> Iterator[Problem]:
    """Whatever a young person wrote carries their mark, and nothing of theirs is there that they did not write."""
    theirs = {one.client_id for one in tab.sent}
    for line in stored.lines:
        if line.sender == YOUNG_PERSON and (line.client_id not in theirs or tab.mark not in line.text.split()):
            yield Problem(Fate.MISDELIVERED, tab.mark, line.seq)


def _heard(tab: Tab, stored: Stored) -> Iterator[Problem]:
    """The page saw the whole log: each line once, in order, as it is stored."""
    numbers = [line.seq for line in tab.heard]
    if len(set(numbers)) < len(numbers):
        yield Problem(Fate.DOUBLED, tab.mark, next(seq for seq, many in Counter(numbers).items() if many > 1))
    elif numbers != sorted(numbers):
        yield Problem(Fate.REORDERED, tab.mark)
    seen = {line.seq: line for line in tab.heard}
    for line in stored.lines:
        if line.seq not in seen:
            if line.seq <= tab.left_at:
                yield Problem(Fate.LOST, tab.mark, line.seq)
        elif (seen[line.seq].sender, seen[line.seq].text) != (line.sender, line.text):
            yield Problem(Fate.DIFFERENT, tab.mark, line.seq)
    if extra := seen.keys() - {line.seq for line in stored.lines}:
        yield Problem(Fate.MISDELIVERED, tab.mark, min(extra))


def _answers(where: str, stored: Stored) -> Iterator[Problem]:
    """Where it was the bot's alone, each message has its answer. Elsewhere a person may have been quicker; nothing is owed."""
    if stored.owed:
        yield Problem(Fate.UNANSWERED, where)
    if stored.ever_called:
        return
    answered = {int(line.client_id.split("-")[1]) for line in stored.lines if line.client_id.startswith(_ANSWER)}
    for line in stored.lines:
        if line.sender == YOUNG_PERSON and line.seq not in answered:
            yield Problem(Fate.UNANSWERED, where, line.seq)


def _from_desk(desk: Desk, evidence: Evidence) -> Iterator[Problem]:
    """What a counsellor wrote stands in the conversation it was written to, and nowhere else."""
    for conversation_id, sent in desk.said.items():
        stored = evidence.stored.get(conversation_id)
        if stored is None:
            yield Problem(Fate.LOST, desk.name)
            continue
        yield from _of_one_sender(desk.name, sent, stored, COUNSELLOR)
        for one in sent:
            if sum(one.text == line.text for line in stored.lines) > 1:
                yield Problem(Fate.DOUBLED, desk.name, one.seq)
    written = {one.text: where for where, sent in desk.said.items() for one in sent}
    for where, stored in evidence.stored.items():
        for line in stored.lines:
            if line.sender == COUNSELLOR and written.get(line.text, where) != where:
                yield Problem(Fate.MISDELIVERED, desk.name, line.seq)

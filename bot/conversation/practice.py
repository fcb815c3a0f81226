"""Plays a young person by a script, for counsellors who learn. Pure: what was said before is all that it remembers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation.message import Message, Sender
from bot.conversation.owner import Owner
from bot.safety.tiers import Tier


@dataclass(frozen=True, slots=True)
class Line:
    """What the made-up young person writes, after so many seconds of silence."""

    text: str
    pause: float


@dataclass(frozen=True, slots=True)
class Script:
    """One made-up young person. `id` is the language and the file's name: "en/deadline"."""

    id: str
    language: str
    title: str
    tier: Tier  # what the screen finds in it before a counsellor comes
    learn: tuple[str, ...]  # shown at the end
    opening: tuple[Line, ...]  # to the bot, until a counsellor comes
    replies: tuple[Line, ...]  # to the first, second … turn of the counsellor
    any_reply: tuple[Line, ...]  # to every turn after these, over and over
    still_there: Line  # when the counsellor leaves them in silence
    answers: Mapping[str, Line]  # to what a counsellor asks (data/seed/practice/<language>/questions.yml), each once
    returned: tuple[Line, ...] = ()  # to the bot again, after a counsellor has given the conversation back


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be said next, and when. `client_id` is the place in the script, so that nothing is ever said twice."""

    text: str
    client_id: str
    due_at: datetime


Asked = Callable[[str], Collection[str]]  # which known questions a text asks


def next_line(script: Script, owner: Owner, log: Sequence[Message], *, returns: int, asked: Asked) -> Next | None:
    """What the young person writes next, or None while it is not their turn.

    `log`: every message, oldest first; `returns`: how often a counsellor has given the conversation back to the bot.
    """
    if not log or owner is Owner.CLOSED:
        return None
    said = {one.client_id or "" for one in log if one.said.sender is Sender.YOUNG_PERSON}
    if owner is Owner.COUNSELLOR:
        return _to_counsellor(script, log, said, asked)
    if returns and owner is Owner.WAITING:
        return None  # they have asked for a person again, and wait
    return _to_bot(log, said, *(("returned", script.returned) if returns else ("opening", script.opening)))


def is_over(script: Script, owner: Owner, log: Sequence[Message], *, returns: int) -> bool:
    """Whether nothing more will come: it was closed, or given back and the script has nothing to say about that."""
    said = {one.client_id or "" for one in log}
    left = [n for n in range(len(script.returned)) if f"returned-{n}" not in said]
    return owner is Owner.CLOSED or (owner is Owner.BOT and returns > 0 and not left)


def _to_bot(log: Sequence[Message], said: Collection[str], part: str, lines: Sequence[Line]) -> Next | None:
    """The next line of a part, once the bot has answered the one before."""
    number = next((n for n in range(len(lines)) if f"{part}-{n}" not in said), None)
    if number is None or not all(one.handled for one in log):
        return None
    return _after(log[-1], lines[number], f"{part}-{number}")


def _to_counsellor(script: Script, log: Sequence[Message], said: Collection[str], asked: Asked) -> Next | None:
    turn = _open_turn(log)
    if turn:
        return _after(turn[-1], *_answer(script, turn, said, asked))
    newest = log[-1]
    if (newest.client_id or "").startswith("still-there"):
        return None  # asked once in each silence
    number = sum(one.startswith("still-there") for one in said)
    return _after(newest, script.still_there, f"still-there-{number}")


def _open_turn(log: Sequence[Message]) -> list[Message]:
    """What the counsellor has written since the young person last did."""
    turn: list[Message] = []
    for message in reversed(log):
        if message.said.sender is Sender.YOUNG_PERSON:
            break
        if message.said.sender is Sender.COUNSELLOR:
            turn.insert(0, message)
    return turn


def _answer(script: Script, turn: Sequence[Message], said: Collection[str], asked: Asked) -> tuple[Line, str]:
    """What a question of theirs gets, else the next reply, else one of those that fit anything."""
    questions = {question for message in turn for question in asked(message.said.text)}
    for question, line in script.answers.items():
        if question in questions and f"answer-{question}" not in said:
            return line, f"answer-{question}"
    for number, line in enumerate(script.replies):
        if f"reply-{number}" not in said:
            return line, f"reply-{number}"
    number = sum(one.startswith("any-") for one in said)
    return script.any_reply[number % len(script.any_reply)], f"any-{number}"


def _after(message: Message, line: Line, client_id: str) -> Next:
    return Next(line.text, client_id, message.sent_at + timedelta(seconds=line.pause))

"""What answers and taps tell a counsellor: whether they said they are safe, which steps they have done or do not want. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.message import Draft, Message, Sender
from bot.conversation.picture import Fact, How
from bot.conversation.said import question_in, steps_in

_SAFE_QUESTIONS: Final = frozenset({"safe_now", "safe_tonight"})  # yes: safe (data/dialogue/questions.yml)
_ANSWERS: Final = {"affirm": True, "deny": False}
_DONE: Final = "report_step_done"
# Things that are said once only, and are nothing to do.
NO_STEPS: Final = ("ask_", "check_", "person", "find_someone_near")


@dataclass(frozen=True, slots=True)
class Heard:
    """A fact, and the number of the message that tells it."""

    seq: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class _Turn:
    """One message of the young person, and what the bot had said since the one before."""

    seq: int
    said: Draft
    keys: tuple[str, ...]

    @property
    def intent(self) -> str | None:
        found = self.said.assessment
        return self.said.tap.partition(".")[0] if self.said.tap else found.intent if found else None

    @property
    def how(self) -> How:
        return "tapped" if self.said.tap else "said"


def heard(messages: Sequence[Message]) -> tuple[Heard, ...]:
    """The facts in the answers of a whole log; the last answer to a question counts."""
    turns = list(_turns(messages))
    return (*_safe(turns), *_steps(turns))


def _safe(turns: Iterable[_Turn]) -> Iterator[Heard]:
    answers = [turn for turn in turns if question_in(turn.keys) in _SAFE_QUESTIONS and turn.intent in _ANSWERS]
    if answers:
        last = answers[-1]
        yield Heard(last.seq, Fact("safe_now", _ANSWERS[last.intent or ""], last.how))


def _steps(turns: Iterable[_Turn]) -> Iterator[Heard]:
    found: dict[str, Heard] = {}
    last: str | None = None
    for turn in turns:
        given = [step for step in steps_in(turn.keys) if not step.startswith(NO_STEPS)]
        last = given[-1] if given else last
        if last and turn.intent == _DONE:
            found[last] = Heard(turn.seq, Fact("step_done", last, turn.how))
        elif given and turn.intent == "deny" and question_in(turn.keys) is None:
            declined = Fact("step_declined", given[-1], "inferred")  # a no to a step: probably that one
            found.setdefault(given[-1], Heard(turn.seq, declined))
    yield from found.values()


def _turns(messages: Iterable[Message]) -> Iterator[_Turn]:
    keys: list[str] = []
    for message in messages:
        sender = message.said.sender
        if sender is Sender.BOT:
            keys.append(message.said.key or "")
        elif sender is Sender.YOUNG_PERSON:
            yield _Turn(message.seq, message.said, tuple(keys))
            keys = []
        elif sender is Sender.COUNSELLOR:
            keys = []  # what the bot asked before a person spoke is not open any more

"""Answers what was told: which of several situations, with which reply, and whether a step follows. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.conversation.answers import Replies
from bot.conversation.case import UNDER_13, CaseFacts
from bot.conversation.said import denied_replies, first_told, question_in, situation_replies
from bot.conversation.steps import NEXT_STEP

TELL: Final = "tell_situation"  # the intent of every situation that has none of its own

# Somebody else asks, or somebody did harm: the steps for a young person who is blackmailed are not theirs.
_WITHOUT_STEPS: Final = frozenset("JKL")
_ADULTS_ASKING: Final = frozenset({"J03", "J04"})
_WHO_IT_IS: Final = frozenset({"D04", "D05"})  # a coach and an uncle are not both meant: the likelier one is answered


def to_answer(told: Iterable[str], answered: Iterable[str] = ()) -> str | None:
    """The situation to answer: what comes first, then the likeliest, each once. `told` is in the screen's order."""
    done = set(answered)
    open_ = [situation for situation in told if situation in situation_replies() and situation not in done]
    first = next((situation for situation in first_told() if situation in open_), None)
    same = _WHO_IT_IS if first in _WHO_IT_IS else {first}
    return next((situation for situation in open_ if first is None or situation in same), None)


def answer_told(facts: CaseFacts, told: Iterable[str], denied: Iterable[str] = ()) -> Replies:
    """The reply, and the step after it where one helps and the reply asks nothing itself.

    `denied`: what they say is not so, by the names of the mentions; it is answered where nothing else was told.
    """
    told = list(told)
    # Who asks for a friend is not suddenly a parent (then the standpoint would say so): whether to tell is part of that answer.
    friend = facts.saw("J01", "J02") and facts.standpoint is None
    situation = to_answer([one for one in told if not friend or one not in _ADULTS_ASKING], facts.answered)
    if situation is None and friend and not _ADULTS_ASKING.isdisjoint(told):
        return (situation_replies()["J01"],)
    spared = (denied_replies()[what] for what in denied if what not in facts.answered)
    reply = situation_replies()[situation] if situation else next(spared, None)
    if reply is None:
        return (NEXT_STEP,)
    asks = question_in((reply,)) is not None
    # A child reads one bubble at a time; theirs says the step itself.
    alone = asks or (situation or "")[:1] in _WITHOUT_STEPS or facts.age_band == UNDER_13 or not facts.is_blackmail
    return (reply,) if alone else (reply, NEXT_STEP)

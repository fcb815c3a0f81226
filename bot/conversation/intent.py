"""Which intent the dialogue acts on, given what the rules found and how sure the model is. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.conversation.crisis import CRISIS_QUESTIONS
from bot.conversation.said import first_told, situation_replies
from bot.conversation.telling import TELL
from bot.conversation.unclear import NOTHING_CLEAR
from bot.safety.assessment import Assessment
from bot.safety.mentions import DENIED
from bot.safety.screen import CHILD, TEEN_FROM

ANOTHER_NO: Final = frozenset({"shared", "paid", "sent_more"})
TELL_AGE: Final = "tell_age"
NOT_UNDERSTOOD: Final = "nlu_fallback"
_CERTAIN: Final = 1.0  # the score of what a rule or an answer to our own question found
_OUTVOTES_RULES: Final = 0.6
# Of the step before - unless a question of its own was heard, such as "how do I report it".
_ASKING: Final = {"ask_how", "ask_what_next"}
_A_QUESTION: Final = "G"  # the family
_CHIT_CHAT: Final = "L01"
_TOLD: Final = 0.6
_FAINT: Final = 0.2
_BLACKMAIL: Final = frozenset("ABC")
_SAY_LITTLE: Final = frozenset({None, NOT_UNDERSTOOD, NOTHING_CLEAR, "deny"})  # "i didn't pay" says more than any of these
# While a question about life or safety is open, to act on a "no" that was none is worse than to ask again gently.
_ANSWER_AT_LEAST: Final = 0.5


def settled_intent(
    found: Assessment, situations: Mapping[str, str], asked: str | None = None, *, in_trouble: bool = False
) -> str | None:
    """The intent of a typed message. `situations`: intent to situation, as data/nlu has it; `asked`: the open question.

    `in_trouble`: something was told before. "another one just now" is then no small talk, as far as anybody can guess.
    """
    told = [one.id for one in found.situations if one.score >= _TOLD]
    denied = _denied(found) - set(told)
    if situations.get(found.intent or "") in denied:
        found = replace(found, intent=NOT_UNDERSTOOD, confidence=0.0)  # "i didn't pay" sounds like "i paid"
    if situations.get(found.intent or "") == CHILD and _is_no_child(found):
        found = replace(found, intent=TELL_AGE)  # "no wait im 13 not 12"
    if asked in CRISIS_QUESTIONS and found.intent == "deny" and _is_another_no(found):
        found = replace(found, intent=NOT_UNDERSTOOD, confidence=0.0)
    intent = _settled(found, situations, told, asked, in_trouble=in_trouble)
    return TELL if denied and asked not in CRISIS_QUESTIONS and intent in _SAY_LITTLE else intent


def _settled(
    found: Assessment, situations: Mapping[str, str], told: Sequence[str], asked: str | None, *, in_trouble: bool
) -> str | None:
    certain = [one.id for one in found.situations if one.score >= _CERTAIN]
    if _comes_first(certain):
        return TELL
    if found.confidence >= _OUTVOTES_RULES and _stands(found, situations, told):
        return found.intent
    # The screen is surer of what is told than the model is of what is wanted: the intent that tells the same then stands for it.
    theirs = found.intent in _ASKING and bool(told) and told[0].startswith(_A_QUESTION)  # whatever we asked, that is answered
    if asked in CRISIS_QUESTIONS and not theirs:
        told = certain
    if _comes_first(told):
        return TELL
    guessed = [one for one in told[:1] if not (in_trouble and one == _CHIT_CHAT)]
    telling = _telling(certain, situations) or _telling(guessed, situations)
    if telling:
        return found.intent if _agree(found, situations, told) else telling
    if asked in CRISIS_QUESTIONS and found.confidence < _ANSWER_AT_LEAST and found.intent not in situations:
        return NOT_UNDERSTOOD
    return NOT_UNDERSTOOD if in_trouble and _is_a_guess(found, situations) else found.intent


def _is_a_guess(found: Assessment, situations: Mapping[str, str]) -> bool:
    """Whether the model only guesses that a threat, a demand or what came of it is told, and the screen sees nothing of it.

    Who has told of a demand and writes "hes calling the bank" is not told about demands once more.
    """
    own = situations.get(found.intent or "", "")
    seen = {one.id for one in found.situations if one.score >= _FAINT}
    return own[:1] in _BLACKMAIL and found.confidence < _OUTVOTES_RULES and own not in seen


def _is_another_no(found: Assessment) -> bool:
    """Whether a no is about something else than life or safety: "no i haven't told anyone", "no he hasn't sent it"."""
    return any(one.kind == "confidant" or (one.kind == "denied" and one.value in ANOTHER_NO) for one in found.mentions)


def _is_no_child(found: Assessment) -> bool:
    """Whether they told an age of thirteen or more."""
    return any(mention.kind == "age" and int(mention.value) >= TEEN_FROM for mention in found.mentions)


def _denied(found: Assessment) -> set[str]:
    """The situations of which they say that it is not so."""
    return {id_ for mention in found.mentions if mention.kind == "denied" for id_ in DENIED[mention.value]}


def _stands(found: Assessment, situations: Mapping[str, str], told: Sequence[str]) -> bool:
    """A sure wish or answer stands.

    An intent that tells a situation does not where the screen heard what comes before it, or what has no intent of its own: the
    model must then have taken that for something else.
    """
    own = situations.get(found.intent or "")
    if own is None:
        return found.intent not in _ASKING or not (told and told[0].startswith(_A_QUESTION))
    unknown = [one for one in told if one in situation_replies()]
    return not _comes_first(told) and (own in told or not unknown)


def _agree(found: Assessment, situations: Mapping[str, str], told: Sequence[str]) -> bool:
    """Whether the intent tells what the screen heard first: then a rule for something else in the message does not outvote it."""
    first = told[0] if told else None
    return first is not None and (
        first in situation_replies() if found.intent == TELL else first == situations.get(found.intent or "")
    )


def _comes_first(told: Sequence[str]) -> bool:
    """Whether something was told that is answered before anything else."""
    return not set(first_told()).isdisjoint(told)


def _telling(told: Sequence[str], situations: Mapping[str, str]) -> str | None:
    """The intent that answers one of these, in their order. Of two that tell the same the later one in data/nlu.

    That is small talk, not hello: a hello is short, and the model would be sure of it.
    """
    named = {situation: intent for intent, situation in situations.items()}
    return next((named.get(one, TELL) for one in told if one in named or one in situation_replies()), None)

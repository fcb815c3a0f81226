"""Which intent the dialogue acts on, given what the rules found and how sure the model is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.conversation.crisis import CRISIS_QUESTIONS
from bot.safety.assessment import Assessment

NOT_UNDERSTOOD: Final = "nlu_fallback"
_CERTAIN: Final = 1.0  # the score of what a rule or an answer to our own question found
_OUTVOTES_RULES: Final = 0.6
_TOLD: Final = 0.6
# While a question about life or safety is open, to act on a "no" that was none is worse than to ask again gently.
_ANSWER_AT_LEAST: Final = 0.5


def settled_intent(found: Assessment, situations: Mapping[str, str], asked: str | None = None) -> str | None:
    """The intent of a typed message. `situations`: intent to situation, as data/nlu has it; `asked`: the open question."""
    if found.confidence >= _OUTVOTES_RULES:
        return found.intent
    named = {situation: intent for intent, situation in reversed(list(situations.items()))}
    certain = next((one.id for one in found.situations if one.score >= _CERTAIN and one.id in named), None)
    if certain:
        return named[certain]
    # The model is surer of what is told than of what is wanted: the intent that tells the same then stands for it.
    told = found.situations[0] if found.situations else None
    if told and told.score >= _TOLD and told.id in named and asked not in CRISIS_QUESTIONS:
        return named[told.id]
    if asked in CRISIS_QUESTIONS and found.confidence < _ANSWER_AT_LEAST and found.intent not in situations:
        return NOT_UNDERSTOOD
    return found.intent

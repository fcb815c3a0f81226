"""A few sentences of three intents, and small lessons from them: enough for a model that tells them apart."""

from __future__ import annotations

from itertools import product

from bot.understanding.examples import Example
from bot.understanding.lessons import Lessons

_BY_INTENT = {
    "greet": ["hi", "hello", "hey", "hiya", "good morning", "hello there", "hey bot", "hi there", "heyy", "hello u there"],
    "report_threat_to_share": [
        "he said he will leak my pics",
        "she is gonna send my video to everyone",
        "they said theyll post my photos",
        "hes threatening to share my pictures",
        "he will send it to all my followers",
        "she wants to leak my pics to my school",
        "hes gonna post the video of me",
        "they will share my pics with my family",
        "he says hell leak it tonight",
        "shes gonna leak everything",
    ],
    "ask_if_i_should_pay": [
        "should i pay",
        "should i just pay him",
        "what if i pay the money",
        "do i have to pay them",
        "would it stop if i pay",
        "is it better to just pay",
        "should i send the money",
        "can i just give him the money",
        "will he stop when i pay",
        "should i buy the gift card he wants",
    ],
}
EXAMPLES = [(text, intent) for intent, texts in _BY_INTENT.items() for text in texts]
SITUATIONS = {"report_threat_to_share": "A01", "ask_if_i_should_pay": "G02"}

# The same sentences as people vary them: networks learn in steps, and thirty sentences are one step.
_VARIED = [
    (" ".join(filter(None, (before, text, after))), intent)
    for (text, intent), before, after in product(EXAMPLES, ("", "omg", "so"), ("", "now", "tho"))
]
LESSONS = Lessons(
    intents=_VARIED,
    situation_of=SITUATIONS,
    examples=[Example(text, (SITUATIONS[intent],)) for text, intent in _VARIED if intent in SITUATIONS],
    urgent=frozenset({"H02"}),
    everyday=frozenset({"L01"}),
)

"""Fills in the record after a chat from the conversation, so that a counsellor only has to check it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.conversation.forms import advice_words
from bot.conversation.message import Message, Sender
from bot.conversation.said import questions, steps_in
from bot.safety.tiers import Tier

MACHINE: Final = "machine"
_DIRECT: Final = frozenset({"suicide_thoughts", "suicide_today"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the log. `decided_by`: the name of whoever set the tier, or None for the machine."""

    tier: Tier
    decided_by: str | None
    suicide_answer: str | None
    passed_on: bool  # an emergency ended with somebody outside being told
    passed_on_why: str


def prefilled(messages: Sequence[Message], known: Known) -> dict[str, Any]:
    """The values of those fields of data/staff/record.yml that the conversation knows."""
    keys = [message.said.key for message in messages if message.said.sender is Sender.BOT and message.said.key]
    asked = any(questions().get(key) in _DIRECT for key in keys)
    answer = known.suicide_answer
    given = steps_in(keys)
    return {
        "final_tier": known.tier.name,
        "tier_decided_by": known.decided_by or MACHINE,
        "asked_directly": asked,
        "direct_answer": answer or ("no_answer" if asked else "not_asked"),
        "shared": None if known.passed_on else "no",
        "shared_why": known.passed_on_why or None,
        "referrals": [*_helplines(messages), *_advice("referrals", given)],
        "evidence_advice": _advice("evidence_advice", given),
    }


def _advice(field: str, given: Iterable[str]) -> list[str]:
    words = advice_words()[field]
    return [words[step] for step in dict.fromkeys(given) if step in words]


def _helplines(messages: Iterable[Message]) -> Mapping[str, None]:
    """The names of the helplines that were shown, each once."""
    return dict.fromkeys(str(card["name"]) for message in messages for card in message.said.helplines if card.get("name"))

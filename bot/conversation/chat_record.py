"""Fills in the record after a chat from the conversation, so that a counsellor only has to check it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.conversation.message import Message, Sender
from bot.conversation.said import questions, steps_in
from bot.safety.tiers import Tier

MACHINE: Final = "machine"
_DIRECT: Final = frozenset({"suicide_thoughts", "suicide_today"})
_TOOLS: Final = frozenset({"report_remove", "take_it_down", "stopncii", "report_police", "report_posts", "tell_bank"})
_EVIDENCE: Final = frozenset({"keep_and_block", "report_posts"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the log. `decided_by`: the name of whoever set the tier, or None for the machine."""

    tier: Tier
    decided_by: str | None
    suicide_answer: str | None
    passed_on: bool  # an emergency ended with somebody outside being told
    passed_on_why: str
    deleted_on: date


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
        "referrals": list(_named(messages)) + [step for step in dict.fromkeys(given) if step in _TOOLS],
        "evidence_advice": [step for step in dict.fromkeys(given) if step in _EVIDENCE],
        "deleted_on": known.deleted_on.isoformat(),
    }


def _named(messages: Iterable[Message]) -> Mapping[str, None]:
    """The names of the helplines that were shown, each once."""
    return dict.fromkeys(str(card["name"]) for message in messages for card in message.said.helplines if card.get("name"))

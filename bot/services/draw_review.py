"""Draws conversations that somebody reads again, to find out which risks are missed."""

from __future__ import annotations

from dataclasses import replace
from random import SystemRandom
from typing import Final

from bot.safety.tiers import Tier
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.records_supervision import Review
from bot.services.transaction import Transaction

URGENT: Final = "urgent"
SAMPLE: Final = "sample"
_CHANCE: Final = SystemRandom()  # the system's own: nobody can foresee which conversation will be looked at


def draw_review(deps: Deps, tx: Transaction, conversation: Conversation, highest: Tier, *, is_new: bool) -> None:
    """Draw it when it was ever T0 or T1, and otherwise by chance, once: `is_new` when it has not been drawn for yet.

    `found_tier` is how it stands at the end: what a counsellor lowered is read again like anything else.
    """
    known = tx.review(conversation.id)
    if known:
        if known.rated_at is None:
            tx.save_review(replace(known, found_tier=conversation.tier))
        return
    why = URGENT if highest.needs_person else SAMPLE
    if why == URGENT or (is_new and _CHANCE.random() < deps.settings.review_share):
        tx.save_review(Review(conversation.id, deps.clock(), why, conversation.tier))

"""Counts what can only be said of a conversation when it is over, and draws those that are read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.conversation.message import Message
from bot.safety.tiers import Tier
from bot.services.count import Measure, count
from bot.services.draw_review import draw_review
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.records_supervision import Counted
from bot.services.transaction import Transaction

UNKNOWN: Final = "unknown"
_BATCH: Final = 50  # conversations a transaction: others must be able to write in between


def count_endings(deps: Deps) -> int:
    """Count the conversations that were closed or have gone quiet since the last look, and say how many there were.

    Most end without a word: the page is closed, and nobody tells us. Not at the close itself: reading a long log again must
    not keep the counsellor waiting, or anybody else who writes.
    """
    quiet_since = deps.clock() - deps.settings.over_after
    done = 0
    while True:
        with deps.store.write() as tx:
            ids = tx.uncounted(quiet_since, _BATCH)
            for conversation_id in ids:
                if conversation := tx.conversation(conversation_id):
                    count_ending(deps, tx, conversation)
        done += len(ids)
        if len(ids) < _BATCH:
            return done


def count_ending(deps: Deps, tx: Transaction, conversation: Conversation) -> None:
    """Count one conversation to its end. One that went on after it was counted is not counted twice.

    What is new in it then is added to the day on which it was over first.
    """
    known = tx.counted(conversation.id)
    if conversation.practice or (known.ended_at and known.up_to_seq >= conversation.last_seq):
        return
    heard = tx.heard_since(conversation.id, 0)
    tier = max((conversation.tier, *_tiers(heard)), default=Tier.T4) if heard else None
    now = replace(
        known,
        ended_at=known.ended_at or conversation.last_at,
        up_to_seq=conversation.last_seq,
        tier=tier,
        country=conversation.country if heard else None,
    )
    _change(tx, conversation, known, now)
    for situation in _situations(heard) - _situations(one for one in heard if one.seq <= known.up_to_seq):
        count(tx, conversation, now.ended_at or conversation.last_at, Measure.SITUATION, situation)
    tx.save_counted(now)
    if tier is not None:
        draw_review(deps, tx, conversation, tier, is_new=known.tier is None)


def _change(tx: Transaction, conversation: Conversation, known: Counted, now: Counted) -> None:
    """Take back what was counted before, where it has changed, and count what is true now."""
    at = now.ended_at or conversation.last_at
    before = _keys(conversation, known) if known.ended_at else {}
    after = _keys(conversation, now)
    for measure in (Measure.ENDED, Measure.TIER, Measure.LANGUAGE, Measure.COUNTRY):
        if before.get(measure) == after.get(measure):
            continue
        for keys, by in ((before, -1), (after, 1)):
            if key := keys.get(measure):
                count(tx, conversation, at, measure, key, by)


def _keys(conversation: Conversation, counted: Counted) -> dict[Measure, str]:
    if counted.tier is None:
        return {Measure.ENDED: "silent"}
    return {
        Measure.ENDED: "wrote",
        Measure.TIER: counted.tier.name,
        Measure.LANGUAGE: conversation.language,
        Measure.COUNTRY: counted.country or UNKNOWN,
    }


def _tiers(heard: Sequence[Message]) -> list[Tier]:
    return [found.tier for message in heard if (found := message.said.assessment)]


def _situations(heard: Iterable[Message]) -> set[str]:
    return {one.id for message in heard if (found := message.said.assessment) for one in found.situations}

"""Reads conversations again: somebody who did not have it, and does not know what was found, says how urgent it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation.message import Message
from bot.safety.tiers import Tier
from bot.services.audit import Action, note_in_audit
from bot.services.count import Measure, count, pair
from bot.services.errors import ServiceError
from bot.services.find import find_conversation
from bot.services.incidents import IncidentKind, report_incident
from bot.services.permissions import Permission, require
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.records_supervision import Review
from bot.services.transaction import Transaction


class UnknownReviewError(ServiceError):
    """The conversation was not drawn, or it is gone."""

    code = "unknown_review"


class OwnReviewError(ServiceError):
    """The reader had a hand in this conversation, so it takes somebody else."""

    code = "own_review"


class AlreadyRatedError(ServiceError):
    """Somebody was quicker: it is rated once."""

    code = "already_rated"


@dataclass(frozen=True, slots=True)
class ToRead:
    """One that waits to be read. Nothing in it says what was found, or why it was drawn."""

    conversation_id: str
    language: str
    drawn_at: datetime
    messages: int


def reviews_for(deps: Deps, reader: Counsellor) -> tuple[ToRead, ...]:
    """Those that this reader may read, the first drawn first. Raises NotAllowedError."""
    require(reader, Permission.REVIEW)
    with deps.store.read() as tx:
        found = [(one, tx.conversation(one.conversation_id)) for one in tx.reviews(rated=False)]
        return tuple(
            ToRead(talk.id, talk.language, one.drawn_at, talk.last_seq)
            for one, talk in found
            if talk and not _had_a_hand(tx, talk, reader)
        )


def read_again(deps: Deps, conversation_id: str, reader: Counsellor) -> Sequence[Message]:
    """What was said, to be shown without what was found in it. Raises UnknownReviewError, OwnReviewError, NotAllowedError."""
    require(reader, Permission.REVIEW)
    with deps.store.write() as tx:
        _find(tx, conversation_id, reader)
        note_in_audit(tx, reader, Action.READ, deps.clock(), conversation_id=conversation_id, about="review")
        return tx.messages(conversation_id, limit=None)


def rate(deps: Deps, conversation_id: str, reader: Counsellor, tier: Tier) -> Review:
    """Keep what the reader found. Where it is more than was found, the supervisors are told.

    Raises UnknownReviewError, OwnReviewError, AlreadyRatedError, NotAllowedError.
    """
    require(reader, Permission.REVIEW)
    now = deps.clock()
    with deps.store.write() as tx:
        conversation, review = _find(tx, conversation_id, reader)
        rated = replace(review, rated_at=now, rated_by=reader.id, rated_tier=tier)
        tx.save_review(rated)
        count(tx, conversation, now, Measure.REVIEW, pair(review.found_tier.name, tier.name))
        note_in_audit(tx, reader, Action.REVIEW, now, conversation_id=conversation_id, about=tier.name)
        if rated.missed:
            report_incident(tx, IncidentKind.MISSED_RISK, now, conversation_id)
    deps.doorbell.ring("queue", conversation_id, 0)
    return rated


def _find(tx: Transaction, conversation_id: str, reader: Counsellor) -> tuple[Conversation, Review]:
    review = tx.review(conversation_id)
    if review is None:
        raise UnknownReviewError
    if review.rated_at:
        raise AlreadyRatedError
    conversation = find_conversation(tx, conversation_id)
    if _had_a_hand(tx, conversation, reader):
        raise OwnReviewError
    return conversation, review


def _had_a_hand(tx: Transaction, conversation: Conversation, reader: Counsellor) -> bool:
    """Whether they had it, changed its owner or its tier, or wrote a note about it: then they know what was found."""
    moved = (one.by for one in tx.owner_changes(conversation.id))
    changed = (one.by for one in tx.tier_changes(conversation.id))
    wrote = (one.by for one in tx.notes([conversation.id]))
    return reader.id in {*moved, *changed, *wrote}

"""Takes a young person's message: checks it, screens it, stores it, calls a person when it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.conversation.company import UNASKED
from bot.conversation.message import Draft, Message, Sender
from bot.conversation.owner import Move, Owner
from bot.conversation.urgency import ASKED, raised, why_person_is_called
from bot.conversation.watched import metadata_for, watched_after
from bot.safety.assessment import Assessment
from bot.safety.tiers import Tier
from bot.services.alarms import ring_own
from bot.services.block import is_blocked, say_blocked
from bot.services.change_owner import YOUNG_PERSON, Cause, change_owner
from bot.services.change_tier import change_tier
from bot.services.errors import ClosedConversationError
from bot.services.find import find_conversation
from bot.services.incoming import Incoming, check_client_id, clean_text, understand
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.screening import screen
from bot.services.transaction import Transaction
from bot.services.wants import want_more

_TAP_SIGHT: Final = 50  # how far back the label of a button is looked for
_SCREENINGS: Final = 3  # the last one is stored, whatever else slipped in meanwhile


@dataclass(frozen=True, slots=True)
class Received:
    """The stored message. `duplicate` when an earlier try of the same message had stored it already."""

    message: Message
    duplicate: bool


def receive(deps: Deps, conversation_id: str, *, client_id: str, text: str | None = None, tap: str | None = None) -> Received:
    """Store a message once, with its assessment and the next number, and ring.

    Raises UnknownConversationError, ClosedConversationError, BadClientIdError, EmptyMessageError, MessageTooLongError.
    """
    check_client_id(client_id)
    text = clean_text(text, deps.settings.max_text)
    screenings = 0
    while True:
        screenings += 1
        with deps.store.read() as tx:
            conversation = find_conversation(tx, conversation_id)
            if known := tx.message_by_client_id(conversation_id, Sender.YOUNG_PERSON, client_id):
                return Received(known, duplicate=True)
            sight = _TAP_SIGHT if tap else deps.settings.context_texts + deps.settings.company_most
            recent = tx.messages(conversation_id, last=sight)
        _refuse_closed(conversation)
        incoming = understand(deps, conversation, recent, text, tap)
        # Screening takes milliseconds, so it happens outside the transaction: one writer must not hold up all others.
        draft = _assessed(deps, conversation.language, recent, incoming)
        seen = conversation.last_seq if screenings < _SCREENINGS else None
        if received := _store(deps, conversation_id, draft, client_id, seen):
            return received


def _assessed(deps: Deps, language: str, recent: Sequence[Message], incoming: Incoming) -> Draft:
    asked = [message.said.text for message in recent if message.said.key not in UNASKED]
    context = asked[-deps.settings.context_texts :]
    assessment = screen(deps, incoming.text, context=context, tap=incoming.button, language=language)
    return Draft(Sender.YOUNG_PERSON, incoming.text, tap=incoming.tap, assessment=assessment)


def _store(deps: Deps, conversation_id: str, draft: Draft, client_id: str, seen: int | None) -> Received | None:
    """Store the message, or return None when others came after `seen`: the context it was screened in is stale."""
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        if known := tx.message_by_client_id(conversation_id, Sender.YOUNG_PERSON, client_id):
            return Received(known, duplicate=True)
        _refuse_closed(conversation)
        if seen is not None and conversation.last_seq != seen:
            return None
        refused = _wants_a_person_in_vain(conversation, draft, now)
        owed = conversation.owner is not Owner.COUNSELLOR and not refused
        message = tx.append(conversation_id, draft, client_id=client_id, handled=not owed, now=now)
        before, conversation = conversation, want_more(tx, _escalate(tx, conversation, message, now), message)
        if refused:
            say_blocked(deps, tx, conversation)
        if conversation.quiet_at:
            tx.update_conversation(conversation_id, quiet_at=None)
    if conversation.owner is not Owner.BOT or conversation.tier != before.tier:
        deps.doorbell.ring(
            "queue", conversation_id, message.seq
        )  # first: whoever may be in danger is seen before they are answered
    deps.doorbell.ring("log", conversation_id, message.seq)
    if owed:
        deps.doorbell.ring("work", conversation_id, message.seq)
    return Received(message, duplicate=False)


def _escalate(tx: Transaction, conversation: Conversation, message: Message, now: datetime) -> Conversation:
    """Raise the tier, keep the page neutral, and call a person, as far as this message asks for it."""
    found = message.said.assessment
    if found is None:
        return conversation
    watched = watched_after(metadata_for(found), Tier.T4, before=conversation.watched)  # danger sends nobody out of the room
    if watched is not conversation.watched:
        conversation = tx.update_conversation(conversation.id, watched=watched)
    tier, concern = raised(conversation.tier, conversation.concern, found)
    if tier > conversation.tier:
        changes = {"concern": concern, "raised_by_seq": message.seq}
        conversation = change_tier(tx, conversation, tier, now, YOUNG_PERSON, **changes)
    elif concern != conversation.concern:
        conversation = tx.update_conversation(conversation.id, concern=concern)
    if found.tier.needs_person and conversation.owner is Owner.COUNSELLOR:
        ring_own(tx, conversation, found.tier, now)
    reason = why_person_is_called(found, message.said.tap)
    if reason and conversation.owner is Owner.BOT and not _is_barred(conversation, found, now):
        cause = Cause(now, YOUNG_PERSON, reason)
        return change_owner(tx, conversation, Move.CALL_PERSON, cause, called_by_seq=message.seq)
    return conversation


def _is_barred(conversation: Conversation, found: Assessment, now: datetime) -> bool:
    """Whether the conversation is blocked. T0 and T1 always get through."""
    return is_blocked(conversation, now) and not found.tier.needs_person


def _wants_a_person_in_vain(conversation: Conversation, said: Draft, now: datetime) -> bool:
    """Whether a person is wished for in a blocked conversation."""
    found = said.assessment
    if found is None or conversation.owner is not Owner.BOT or not _is_barred(conversation, found, now):
        return False
    return why_person_is_called(found, said.tap) == ASKED


def _refuse_closed(conversation: Conversation) -> None:
    if conversation.owner is Owner.CLOSED:
        raise ClosedConversationError

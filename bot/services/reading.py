"""Who reads a conversation: the role decides, and the audit log is told before anything is shown."""

from __future__ import annotations

from bot.conversation.owner import Owner
from bot.services.audit import Action, note_in_audit
from bot.services.errors import NotReadableError
from bot.services.find import find_conversation
from bot.services.permissions import Permission, may
from bot.services.ports import Deps
from bot.services.practice import belongs_to, may_be_given
from bot.services.records import Conversation, Counsellor
from bot.services.records_counselling import Emergency
from bot.services.transaction import Transaction


def may_read(counsellor: Counsellor, conversation: Conversation, emergency: Emergency | None = None) -> bool:
    """Their own, those they practise with, and those that wait; supervisors and administrators answer for all of them.

    And the one with an `emergency` that wants a second person, or has them as such: nobody confirms what they cannot see.
    """
    waits = conversation.owner is Owner.WAITING and may_be_given(conversation, counsellor)
    if waits or conversation.counsellor_id == counsellor.id or belongs_to(conversation, counsellor):
        return True
    return may(counsellor, Permission.READ_ALL) or (emergency is not None and _is_asked(counsellor, emergency))


def find_readable(deps: Deps, conversation_id: str, counsellor: Counsellor) -> Conversation:
    """The conversation, if they may read it; a refusal is logged. Raises UnknownConversationError, NotReadableError."""
    with deps.store.read() as tx:
        conversation = find_conversation(tx, conversation_id)
        if may_read(counsellor, conversation, open_emergency(tx, conversation_id)):
            return conversation
    with deps.store.write() as tx:
        note_in_audit(tx, counsellor, Action.READ_REFUSED, deps.clock(), conversation_id=conversation_id)
    raise NotReadableError


def log_reading(deps: Deps, conversation_id: str, counsellor: Counsellor, *, opened_before: bool) -> None:
    """Note who reads it: somebody else's each time, their own once while it stays open. Raises UnknownConversationError."""
    with deps.store.read() as tx:
        conversation = find_conversation(tx, conversation_id)
    own = conversation.counsellor_id == counsellor.id
    if own and opened_before:
        return
    with deps.store.write() as tx:
        about = "own" if own else conversation.owner.value
        note_in_audit(tx, counsellor, Action.READ, deps.clock(), conversation_id=conversation_id, about=about)


def open_emergency(tx: Transaction, conversation_id: str) -> Emergency | None:
    """The one that has not ended."""
    return next((one for one in tx.emergencies(conversation_id) if one.ended_at is None), None)


def people_of(emergency: Emergency) -> set[str]:
    """Everybody who had a part in it."""
    return {one for one in (emergency.opened_by, emergency.confirmed_by, emergency.ended_by) if one}


def names_of(tx: Transaction, counsellor_ids: set[str]) -> dict[str, str]:
    """Names of staff by id; somebody unknown has none."""
    found = {one: tx.counsellor(one) for one in counsellor_ids}
    return {one: counsellor.name if counsellor else "" for one, counsellor in found.items()}


def _is_asked(counsellor: Counsellor, emergency: Emergency) -> bool:
    return emergency.ended_at is None and (emergency.confirmed_by is None or counsellor.id in people_of(emergency))

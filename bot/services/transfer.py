"""A counsellor passes a conversation to a colleague, who alone may accept it for a moment."""

from __future__ import annotations

from bot.conversation.owner import Move
from bot.services.accept import ring_moved
from bot.services.audit import Action, note_in_audit
from bot.services.change_owner import change_owner
from bot.services.errors import FullError, NotAllowedError, NotHereError
from bot.services.find import find_conversation, find_own_conversation
from bot.services.ports import Deps
from bot.services.put_back import why_put_back
from bot.services.records import Conversation, Counsellor
from bot.services.say import note_quietly
from bot.services.staffing import staffing
from bot.services.transaction import Transaction


def transfer(deps: Deps, conversation_id: str, counsellor: Counsellor, to: str) -> Conversation:
    """Put it back in its old place, offered to the colleague with the id `to`. The young person hears that it is passed on.

    Raises UnknownConversationError, NotOwnerError, NotHereError, FullError, NotAllowedError.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_own_conversation(tx, conversation_id, counsellor)
        if conversation.practice:
            raise NotAllowedError  # a colleague is given only who is real
        _check(deps, tx, conversation, counsellor, to)
        cause = why_put_back(conversation, now, counsellor, "transferred")
        offer = {"offered_to": to, "offered_until": now + deps.settings.offer}
        conversation = change_owner(tx, conversation, Move.PUT_BACK, cause, **offer)
        note_quietly(deps, tx, conversation, "utter_person_hands_over", name=counsellor.name)
        note_in_audit(tx, counsellor, Action.TRANSFER, now, conversation_id=conversation_id, about=to)
        passed_on = find_conversation(tx, conversation_id)
    ring_moved(deps, passed_on)
    return passed_on


def _check(deps: Deps, tx: Transaction, conversation: Conversation, counsellor: Counsellor, to: str) -> None:
    colleague = staffing(deps, tx, deps.clock()).get(to)
    if colleague is None or not colleague.here or to == counsellor.id:
        raise NotHereError
    if not colleague.has_room(conversation.tier):
        raise FullError

"""Staff write beside a conversation: notes for whoever reads it, whispers to whoever has it. Never to the young person."""

from __future__ import annotations

from typing import Final

from bot.services.audit import Action, note_in_audit
from bot.services.errors import NobodyHasItError, NotAllowedError
from bot.services.find import find_conversation
from bot.services.incoming import written_text
from bot.services.permissions import Permission, require
from bot.services.ports import Deps
from bot.services.records import Conversation, Counsellor
from bot.services.records_counselling import Note, NoteKind

NOTE_TOPIC: Final = "note"  # of the doorbell
_ACTIONS: Final = {NoteKind.NOTE: Action.NOTE, NoteKind.WHISPER: Action.WHISPER}


def add_note(deps: Deps, conversation_id: str, counsellor: Counsellor, kind: NoteKind, text: str) -> Note:
    """Store a note. Whether they may read the conversation was asked before.

    Raises UnknownConversationError, EmptyMessageError, MessageTooLongError, NotAllowedError, NobodyHasItError.
    """
    text = written_text(text, deps.settings.max_text)
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        if kind is NoteKind.WHISPER:
            _refuse_whisper(conversation, counsellor)
        note = tx.add_note(Note(conversation_id, kind, now, counsellor.id, text))
        note_in_audit(tx, counsellor, _ACTIONS[kind], now, conversation_id=conversation_id)
    deps.doorbell.ring(NOTE_TOPIC, conversation_id, note.number)
    return note


def _refuse_whisper(conversation: Conversation, counsellor: Counsellor) -> None:
    require(counsellor, Permission.STEP_IN)
    if conversation.counsellor_id is None:
        raise NobodyHasItError
    if conversation.counsellor_id == counsellor.id:
        raise NotAllowedError

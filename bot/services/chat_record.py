"""The record after a chat: filled in from the conversation, checked and signed by the counsellor who had it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.conversation.chat_record import Known, prefilled
from bot.conversation.forms import record_form
from bot.conversation.owner import HOLDING
from bot.services.audit import Action, note_in_audit
from bot.services.errors import BadFieldError, EmptyMessageError, NotOwnerError, NotSignedError, SignedError
from bot.services.find import find_conversation
from bot.services.incoming import clean_text
from bot.services.permissions import Permission, may
from bot.services.ports import Deps
from bot.services.reading import names_of
from bot.services.records import Conversation, Counsellor
from bot.services.records_counselling import AddedLine, ChatRecord, Outcome
from bot.services.say import slots
from bot.services.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RecordDue:
    """A conversation that is over for the counsellor who had it, without a signed record."""

    conversation_id: str
    label: str
    last_at: datetime
    begun: bool  # something was saved


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record as it is shown. `values` are complete; `by_hand` names the fields a counsellor filled in."""

    values: Mapping[str, Any]
    by_hand: frozenset[str]
    saved: ChatRecord | None
    names: Mapping[str, str]


def records_due(deps: Deps, counsellor: Counsellor) -> list[RecordDue]:
    """What this counsellor still has to sign, the longest ago first. Practice leaves no record behind."""
    with deps.store.read() as tx:
        return [RecordDue(*row) for row in tx.unsigned_records(counsellor.id)]


def read_record(deps: Deps, conversation_id: str, counsellor: Counsellor) -> RecordView:
    """The record, filled in from the conversation where nothing else was written.

    Raises UnknownConversationError, NotOwnerError.
    """
    with deps.store.read() as tx:
        conversation = find_conversation(tx, conversation_id)
        _refuse(tx, conversation, counsellor, Permission.READ_ALL)
        return _view(deps, tx, conversation)


def save_record(deps: Deps, conversation_id: str, counsellor: Counsellor, values: Mapping[str, Any]) -> RecordView:
    """Keep what the counsellor wrote; fields that are not named stay as they were.

    Raises UnknownConversationError, NotOwnerError, SignedError, BadFieldError.
    """
    form = record_form()
    for name, value in values.items():
        if name not in form or form[name].fixed or not form[name].takes(value):
            raise BadFieldError(name if name in form else "unknown")
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        _refuse(tx, conversation, counsellor, Permission.STEP_IN)
        saved = tx.record(conversation_id)
        if saved and saved.signed_at:
            raise SignedError
        kept = {**(saved.values if saved else {}), **values}
        tx.save_record(ChatRecord(conversation_id, now, counsellor.id, kept))
        note_in_audit(tx, counsellor, Action.RECORD_SAVED, now, conversation_id=conversation_id)
        return _view(deps, tx, conversation)


def sign_record(deps: Deps, conversation_id: str, counsellor: Counsellor) -> RecordView:
    """Sign it as it stands: from here on its values never change. Raises UnknownConversationError, NotOwnerError, SignedError."""
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        _refuse(tx, conversation, counsellor, Permission.STEP_IN)
        view = _view(deps, tx, conversation)
        if view.saved and view.saved.signed_at:
            raise SignedError
        # The whole of it, so that what is signed does not change with the conversation.
        signed = ChatRecord(conversation_id, now, counsellor.id, dict(view.values), now, counsellor.id)
        tx.save_record(signed)
        note_in_audit(tx, counsellor, Action.RECORD_SIGNED, now, conversation_id=conversation_id)
        return _view(deps, tx, conversation)


def add_line(deps: Deps, conversation_id: str, counsellor: Counsellor, text: str) -> RecordView:
    """Correct a signed record by a line below it.

    Raises UnknownConversationError, NotOwnerError, NotSignedError, EmptyMessageError, MessageTooLongError.
    """
    text = clean_text(text, deps.settings.max_text).strip()
    if not text:
        raise EmptyMessageError
    now = deps.clock()
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        _refuse(tx, conversation, counsellor, Permission.STEP_IN)
        saved = tx.record(conversation_id)
        if saved is None or saved.signed_at is None:
            raise NotSignedError
        tx.save_record(replace(saved, added=(*saved.added, AddedLine(now, counsellor.id, text))))
        note_in_audit(tx, counsellor, Action.RECORD_SAVED, now, conversation_id=conversation_id, about="line")
        return _view(deps, tx, conversation)


def last_holder(tx: Transaction, conversation: Conversation) -> str | None:
    """The id of the counsellor who has the conversation, or had it last."""
    if conversation.counsellor_id:
        return conversation.counsellor_id
    return next((one.by for one in reversed(tx.owner_changes(conversation.id)) if one.move in HOLDING), None)


def _refuse(tx: Transaction, conversation: Conversation, counsellor: Counsellor, instead: Permission) -> None:
    if last_holder(tx, conversation) != counsellor.id and not may(counsellor, instead):
        raise NotOwnerError


def _view(deps: Deps, tx: Transaction, conversation: Conversation) -> RecordView:
    saved = tx.record(conversation.id)
    by_hand = dict(saved.values) if saved else {}
    found = {} if saved and saved.signed_at else prefilled(tx.messages(conversation.id, limit=None), _known(tx, conversation))
    values = {name: by_hand.get(name, found.get(name)) for name in record_form()}
    # Whatever was signed: the conversation, and the record with it, lives on from its last message.
    values["deleted_on"] = _deleted_on(deps, conversation).isoformat()
    staff = {one for one in (saved.saved_by, saved.signed_by, *(line.by for line in saved.added)) if one} if saved else set()
    return RecordView(values, frozenset(by_hand), saved, names_of(tx, staff))


def _deleted_on(deps: Deps, conversation: Conversation) -> date:
    return (conversation.last_at + deps.settings.retention).date()


def _known(tx: Transaction, conversation: Conversation) -> Known:
    changes = tx.tier_changes(conversation.id)
    last = changes[-1] if changes else None
    by = last.by if last and last.to_tier == conversation.tier else None
    told = [one for one in tx.emergencies(conversation.id) if one.outcome in {Outcome.CALLED, Outcome.PASSED_ON}]
    answer = slots(tx.tracker_state(conversation.id)).get("suicide_answer")
    return Known(
        tier=conversation.tier,
        decided_by=names_of(tx, {by})[by] if by else None,
        suicide_answer=answer if isinstance(answer, str) else None,
        passed_on=bool(told),
        passed_on_why=" ".join(one.reason for one in told),
    )

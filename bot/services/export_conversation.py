"""Everything that is held of one conversation, for the young person who asks for it: by an administrator, and on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final

from bot.services.audit import Action, note_in_audit
from bot.services.brief import read_brief
from bot.services.find import find_asked_for
from bot.services.ports import Deps
from bot.services.records import AuditQuery, Conversation, Counsellor
from bot.services.say import slots
from bot.services.transaction import Transaction

WHOLE: Final = "whole"  # what the audit log says of such an export
_MOST: Final = 100_000  # lines of the audit log, incidents

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Export:
    """The parts by name, in the order in which they are read; values are plain: texts, numbers, lists, mappings."""

    conversation_id: str
    label: str
    made_at: datetime
    parts: Mapping[str, Rows]


def export_conversation(deps: Deps, asked: str, by: Counsellor) -> Export:
    """Read all of it, and note that in the audit log first. `asked` is a conversation's id, or the code that opens it.

    Raises NotAllowedError unless `by` is an administrator who may sign in, UnknownConversationError.
    """
    with deps.store.write() as tx:
        conversation = find_asked_for(tx, asked, by)
        note_in_audit(tx, by, Action.EXPORT, deps.clock(), conversation_id=conversation.id, about=WHOLE)
    with deps.store.read() as tx:
        names = {one.id: one.name for one in tx.counsellors()}
        parts = {name: [_plain(row, names) for row in rows] for name, rows in _parts(tx, conversation).items()}
    return Export(conversation.id, conversation.label, deps.clock(), parts)


def _parts(tx: Transaction, conversation: Conversation) -> dict[str, Sequence[Any]]:
    id_ = conversation.id
    messages = tx.messages(id_, limit=None)
    brief = read_brief(tx, conversation, messages)
    contact, record, review, origin = tx.contact(id_), tx.record(id_), tx.review(id_), tx.origin(id_)
    return {
        "conversation": [conversation],
        "messages": [{"number": one.seq, "at": one.sent_at} | asdict(one.said) for one in messages],
        "facts": brief.facts,
        "corrected": tx.corrections(id_),
        "situations": brief.situations,
        "memory": [{"what": name, "value": value} for name, value in slots(tx.tracker_state(id_)).items() if value],
        "app": [contact] if contact else [],
        "network": [origin] if origin else [],
        "moves": tx.owner_changes(id_),
        "alarms": tx.alarms(id_),
        "tier_changes": tx.tier_changes(id_),
        "notes": tx.notes([id_]),
        "emergencies": tx.emergencies(id_),
        "record": [record] if record else [],
        "review": [review] if review else [],
        "incidents": [one for one in tx.incidents(limit=_MOST) if one.conversation_id == id_],
        "readers": tx.find_audit_lines(AuditQuery(conversation_id=id_), _MOST)[::-1],
    }


def _plain(value: Any, names: Mapping[str, str]) -> Any:
    """A value as JSON has it; ids of staff become names, and what is empty is left out."""
    if hasattr(value, "__dataclass_fields__"):
        value = {name: getattr(value, name) for name in value.__dataclass_fields__ if name != "conversation_id"}
    if isinstance(value, Mapping):
        return {str(name): _plain(one, names) for name, one in value.items() if one not in (None, "", (), [], {})}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one, names) for one in value]
    if isinstance(value, Enum):
        return value.name if isinstance(value.value, int) else value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, str):
        return names.get(value, value)
    return value if isinstance(value, int | float | bool) or value is None else str(value)

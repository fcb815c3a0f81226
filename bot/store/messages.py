"""The rows of the logs: encrypted on the way in, decrypted on the way out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, false, func, insert, select, update

from bot.conversation.message import Draft, Message, Sender
from bot.store import codec, schema
from bot.store.conversations import with_person
from bot.store.instants import Instant
from bot.store.rows import THIS, Rows
from bot.store.schema_channels import contacts

_TABLE: Final = schema.messages
_NAME: Final = "messages"
_COLUMNS: Final = (
    _TABLE.c.conversation_id,
    _TABLE.c.seq,
    _TABLE.c.sent_at,
    _TABLE.c.client_id,
    _TABLE.c.handled,
    _TABLE.c.body,
)


def of_conversation() -> Select[Any]:
    """The rows of the conversation that is given as `this`."""
    return select(*_COLUMNS).where(_TABLE.c.conversation_id == THIS)


def unhandled() -> ColumnElement[bool]:
    """Messages that are owed an answer; written as their index has it."""
    return _TABLE.c.handled == false()


_TALKS: Final = schema.conversations
_AT: Final = bindparam("at", type_=Instant())
_NUMBERED: Final = (
    update(_TALKS).where(_TALKS.c.id == THIS).values(last_seq=_TALKS.c.last_seq + 1, last_at=_AT).returning(_TALKS.c.last_seq)
)
_NUMBERED_AND_OWED: Final = _NUMBERED.values(owed_since=func.coalesce(_TALKS.c.owed_since, _AT))
_ADDED: Final = insert(_TABLE)
_IN_APP: Final = update(contacts).where(contacts.c.conversation_id == THIS)
_ONE: Final = of_conversation().where(_TABLE.c.seq == bindparam("seq"))
_SAME: Final = of_conversation().where(_TABLE.c.sender == bindparam("sender"), _TABLE.c.client_id == bindparam("client_id"))
_LAST: Final = of_conversation().order_by(_TABLE.c.seq.desc()).limit(bindparam("most"))
_ALL_AFTER: Final = of_conversation().where(_TABLE.c.seq > bindparam("after")).order_by(_TABLE.c.seq)
_SOME_AFTER: Final = _ALL_AFTER.limit(bindparam("most"))
_HANDLED: Final = update(_TABLE).where(_TABLE.c.conversation_id == THIS, unhandled()).values(handled=True)
_HANDLED_UP_TO: Final = _HANDLED.where(_TABLE.c.seq <= bindparam("up_to"))
_HANDLED_ONE: Final = _HANDLED.where(_TABLE.c.seq == bindparam("up_to"))
_OLDEST_OWED: Final = (
    select(_TABLE.c.sent_at).where(_TABLE.c.conversation_id == THIS, unhandled()).order_by(_TABLE.c.seq).limit(1)
)
_OWED: Final = update(_TALKS).where(_TALKS.c.id == THIS).values(owed_since=_OLDEST_OWED.scalar_subquery())


class Messages(Rows):
    """Implements bot.services.transaction.MessageRows."""

    def append(
        self, conversation_id: str, said: Draft, *, now: datetime, client_id: str | None = None, handled: bool = True
    ) -> Message:
        """Store a message under the next number: raising the counter locks the conversation, so numbers have no gap."""
        numbered = _NUMBERED if handled else _NUMBERED_AND_OWED
        seq = self._connection.execute(numbered, {"this": conversation_id, "at": now}).scalar_one()
        row = {
            "conversation_id": conversation_id,
            "seq": seq,
            "sender": said.sender.value,
            "sent_at": now,
            "client_id": client_id,
            "handled": handled,
            "covered": False,
            "tries": 0,
            "body": self._data_key(conversation_id).seal(_NAME, seq, codec.encode(said)),
        }
        self._connection.execute(_ADDED, row)
        self._connection.execute(_IN_APP, {"this": conversation_id, "last_seq": seq})  # who is due is found among contacts alone
        return Message(conversation_id, seq, now, said, client_id, handled)

    def rewrite_message(self, conversation_id: str, seq: int, said: Draft) -> None:
        """Replace what a message says. Only what was deleted elsewhere is rewritten: the log is added to, else."""
        sealed = self._data_key(conversation_id).seal(_NAME, seq, codec.encode(said))
        this = and_(_TABLE.c.conversation_id == conversation_id, _TABLE.c.seq == seq)
        self._connection.execute(update(_TABLE).where(this).values(body=sealed))

    def message_by_client_id(self, conversation_id: str, sender: Sender, client_id: str) -> Message | None:
        """The message that this sender stored under this id."""
        return self._one(_SAME, conversation_id, sender=sender.value, client_id=client_id)

    def messages(
        self, conversation_id: str, after: int = 0, limit: int | None = 100, last: int | None = None
    ) -> Sequence[Message]:
        """Messages in order: those after a number, or the `last` n."""
        if last is not None:
            rows = self._connection.execute(_LAST, {"this": conversation_id, "most": last}).all()
            return [self._opened(row) for row in reversed(rows)]
        some = {} if limit is None else {"most": limit}
        found = self._connection.execute(_SOME_AFTER if some else _ALL_AFTER, {"this": conversation_id, "after": after} | some)
        return [self._opened(row) for row in found]

    def message(self, conversation_id: str, seq: int) -> Message | None:
        """One message."""
        return self._one(_ONE, conversation_id, seq=seq)

    def mark_handled(self, conversation_id: str, up_to_seq: int) -> None:
        """Nothing more is owed for messages up to this number."""
        self._connection.execute(_HANDLED_UP_TO, {"this": conversation_id, "up_to": up_to_seq})
        self._note_owed(conversation_id)

    def mark_one_handled(self, conversation_id: str, seq: int) -> None:
        """Nothing more is owed for this message."""
        self._connection.execute(_HANDLED_ONE, {"this": conversation_id, "up_to": seq})
        self._note_owed(conversation_id)

    def owe_again(self, conversation_id: str, seq: int) -> None:
        """An answer is owed for this message after all, and no safe answer."""
        this = and_(_TABLE.c.conversation_id == conversation_id, _TABLE.c.seq == seq)
        self._connection.execute(update(_TABLE).where(this).values(handled=False, covered=True))
        self._note_owed(conversation_id)

    def count_unread(self) -> dict[str, int]:
        """How many messages of the young person came after a counsellor's last, for each that waits or is held and has any."""
        theirs = select(schema.conversations.c.id).where(with_person())
        return {row[0]: row[1] for row in self._connection.execute(_unanswered(theirs, func.count()))}

    def unanswered_since(self, conversation_ids: Sequence[str]) -> dict[str, datetime]:
        """When the young person first wrote after a counsellor's last message, for each conversation where they did."""
        first = func.min(_TABLE.c.sent_at, type_=_TABLE.c.sent_at.type)
        return {row[0]: row[1] for row in self._connection.execute(_unanswered(conversation_ids, first))}

    def _note_owed(self, conversation_id: str) -> None:
        self._connection.execute(_OWED, {"this": conversation_id})

    def _one(self, query: Select[Any], conversation_id: str, **values: object) -> Message | None:
        row = self._connection.execute(query, values | {"this": conversation_id}).one_or_none()
        return self._opened(row) if row else None

    def _opened(self, row: Row[Any]) -> Message:
        plain = self._data_key(row.conversation_id).unseal(_NAME, row.seq, row.body)
        return Message(row.conversation_id, row.seq, row.sent_at, codec.decode(plain), row.client_id, row.handled)


def _unanswered(conversation_ids: Sequence[str] | Select[Any], about: ColumnElement[Any]) -> Select[Any]:
    """Something about what the young person wrote after a counsellor's last message, for each conversation where they did."""
    answers = _TABLE.alias()
    answered = (
        select(answers.c.conversation_id, func.max(answers.c.seq).label("seq"))
        .where(answers.c.conversation_id.in_(conversation_ids), answers.c.sender == Sender.COUNSELLOR.value)
        .group_by(answers.c.conversation_id)
        .subquery()
    )
    return (
        select(_TABLE.c.conversation_id, about)
        .join(answered, answered.c.conversation_id == _TABLE.c.conversation_id, isouter=True)
        .where(_TABLE.c.conversation_id.in_(conversation_ids), _TABLE.c.sender == Sender.YOUNG_PERSON.value)
        .where(_TABLE.c.seq > func.coalesce(answered.c.seq, 0))
        .group_by(_TABLE.c.conversation_id)
    )

"""The rows of the logs: encrypted on the way in, decrypted on the way out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, insert, literal, select, update

from bot.conversation.message import Draft, Message, Sender
from bot.store import codec, schema
from bot.store.conversations import with_person
from bot.store.instants import Instant
from bot.store.rows import Rows
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


class Messages(Rows):
    """Implements bot.services.transaction.MessageRows."""

    def append(
        self, conversation_id: str, said: Draft, *, now: datetime, client_id: str | None = None, handled: bool = True
    ) -> Message:
        """Store a message under the next number: raising the counter locks the conversation, so numbers have no gap."""
        counter = schema.conversations
        numbered = update(counter).where(counter.c.id == conversation_id)
        numbered = numbered.values(last_seq=counter.c.last_seq + 1, last_at=now)
        if not handled:
            numbered = numbered.values(owed_since=func.coalesce(counter.c.owed_since, literal(now, Instant())))
        seq = self._connection.execute(numbered.returning(counter.c.last_seq)).scalar_one()
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
        self._connection.execute(insert(_TABLE), row)
        in_app = update(contacts).where(contacts.c.conversation_id == conversation_id)
        self._connection.execute(in_app.values(last_seq=seq))  # who is due is found among contacts alone
        return Message(conversation_id, seq, now, said, client_id, handled)

    def rewrite_message(self, conversation_id: str, seq: int, said: Draft) -> None:
        """Replace what a message says. Only what was deleted elsewhere is rewritten: the log is added to, else."""
        sealed = self._data_key(conversation_id).seal(_NAME, seq, codec.encode(said))
        this = and_(_TABLE.c.conversation_id == conversation_id, _TABLE.c.seq == seq)
        self._connection.execute(update(_TABLE).where(this).values(body=sealed))

    def message_by_client_id(self, conversation_id: str, sender: Sender, client_id: str) -> Message | None:
        """The message that this sender stored under this id."""
        same = and_(_TABLE.c.sender == sender.value, _TABLE.c.client_id == client_id)
        return self._one(of_conversation(conversation_id).where(same))

    def messages(
        self, conversation_id: str, after: int = 0, limit: int | None = 100, last: int | None = None
    ) -> Sequence[Message]:
        """Messages in order: those after a number, or the `last` n."""
        if last is not None:
            rows = self._connection.execute(of_conversation(conversation_id).order_by(_TABLE.c.seq.desc()).limit(last)).all()
            return [self._opened(row) for row in reversed(rows)]
        query = of_conversation(conversation_id).where(_TABLE.c.seq > after).order_by(_TABLE.c.seq).limit(limit)
        return [self._opened(row) for row in self._connection.execute(query)]

    def message(self, conversation_id: str, seq: int) -> Message | None:
        """One message."""
        return self._one(of_conversation(conversation_id).where(_TABLE.c.seq == seq))

    def mark_handled(self, conversation_id: str, up_to_seq: int) -> None:
        """Nothing more is owed for messages up to this number."""
        self._handle(conversation_id, _TABLE.c.seq <= up_to_seq)

    def mark_one_handled(self, conversation_id: str, seq: int) -> None:
        """Nothing more is owed for this message."""
        self._handle(conversation_id, _TABLE.c.seq == seq)

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

    def _handle(self, conversation_id: str, which: ColumnElement[bool]) -> None:
        open_ones = update(_TABLE).where(_TABLE.c.conversation_id == conversation_id, unhandled(), which)
        self._connection.execute(open_ones.values(handled=True))
        self._note_owed(conversation_id)

    def _note_owed(self, conversation_id: str) -> None:
        talks = schema.conversations
        oldest = select(_TABLE.c.sent_at).where(_TABLE.c.conversation_id == conversation_id, unhandled())
        since = oldest.order_by(_TABLE.c.seq).limit(1).scalar_subquery()
        self._connection.execute(update(talks).where(talks.c.id == conversation_id).values(owed_since=since))

    def _one(self, query: Select[Any]) -> Message | None:
        row = self._connection.execute(query).one_or_none()
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


def unhandled() -> ColumnElement[bool]:
    """Messages that are owed an answer; written as their index has it."""
    return _TABLE.c.handled == false()


def of_conversation(conversation_id: str) -> Select[Any]:
    """The rows of one conversation."""
    return select(*_COLUMNS).where(_TABLE.c.conversation_id == conversation_id)

"""The rows of conversations and of the moves log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, delete, false, func, insert, or_, select, type_coerce, update

from bot.conversation.owner import Move, Owner
from bot.conversation.queue_order import Place
from bot.conversation.wait import waits_in
from bot.safety.tiers import Concern, Tier
from bot.services.records import Conversation, Known, OwnerChange
from bot.store import schema
from bot.store.instants import Instant, instant
from bot.store.rows import THIS, Rows

_TABLE: Final = schema.conversations
_NAMES: Final = [field.name for field in fields(Conversation)]
_COLUMNS: Final = tuple(_TABLE.c[name] for name in _NAMES)
_OWNER, _TIER, _CONCERN, _WANTS = (_NAMES.index(name) for name in ("owner", "tier", "concern", "wants"))
_STORED: Final = tuple(
    type_coerce(column, column.type.impl_instance) if isinstance(column.type, Instant) else column for column in _COLUMNS
)
_MOMENTS: Final = tuple(n for n, column in enumerate(_COLUMNS) if isinstance(column.type, Instant))
_AT_ONCE: Final = 500
_ONE: Final = select(*_COLUMNS).where(_TABLE.c.id == THIS)
_ONE_LOCKED: Final = _ONE.with_for_update()
_CHANGED: Final = update(_TABLE).where(_TABLE.c.id == THIS).returning(*_COLUMNS)
_PLACES: Final = select(*(_TABLE.c[name] for name in Place._fields)).where(_TABLE.c.owner == Owner.WAITING.value)
_OWNERS: Final = {one.value: one for one in Owner}
_TIERS: Final = {one.name: one for one in Tier}
_CONCERNS: Final[dict[str | None, Concern | None]] = {None: None, **{one.value: one for one in Concern}}


class Conversations(Rows):
    """Implements bot.services.transaction.ConversationRows."""

    def add_conversation(self, conversation: Conversation, token_hash: bytes) -> None:
        """Add a conversation and make its data key."""
        self._connection.execute(insert(_TABLE), _stored(asdict(conversation)) | {"token_hash": token_hash})
        self._add_data_key(conversation.id)

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Read one. A writer locks the row, so that two of them cannot give the same number to two messages."""
        row = self._connection.execute(_ONE_LOCKED if self._writes else _ONE, {"this": conversation_id}).one_or_none()
        return _conversation(row) if row else None

    def known(self, conversation_ids: Sequence[str]) -> Sequence[Known]:
        """Those of them that are there. In pieces: no database takes any number of values in one question."""
        found: list[Known] = []
        for start in range(0, len(conversation_ids), _AT_ONCE):
            these = _TABLE.c.id.in_(conversation_ids[start : start + _AT_ONCE])
            query = select(*_COLUMNS, _TABLE.c.token_hash, _TABLE.c.code_hash.is_not(None)).where(these)
            found += [Known(_conversation(row[:-2]), row[-2], bool(row[-1])) for row in self._connection.execute(query)]
        return found

    def token_hash(self, conversation_id: str) -> bytes | None:
        """The hash of a living session's token."""
        query = select(_TABLE.c.token_hash).where(_TABLE.c.id == conversation_id)
        return self._connection.execute(query).scalar_one_or_none()

    def end_session(self, conversation_id: str, at: datetime) -> None:
        """Make the session token worthless."""
        ended = update(_TABLE).where(_TABLE.c.id == conversation_id).values(token_hash=None, ended_at=at)
        self._connection.execute(ended)

    def renew_session(self, conversation_id: str, token_hash: bytes) -> None:
        """Replace the session token."""
        self._connection.execute(update(_TABLE).where(_TABLE.c.id == conversation_id).values(token_hash=token_hash))

    def update_conversation(self, conversation_id: str, **changes: Any) -> Conversation:
        """Change fields, and return the new row."""
        if changes:
            row = self._connection.execute(_CHANGED, _stored(changes) | {"this": conversation_id}).one()
        else:
            row = self._connection.execute(_ONE, {"this": conversation_id}).one()
        return _conversation(row)

    def waiting(self) -> Sequence[Conversation]:
        """Every conversation that waits for a person."""
        return self._all(select(*_COLUMNS).where(_TABLE.c.owner == Owner.WAITING.value))

    def places(self) -> Sequence[Place]:
        """The same, without what the order does not look at."""
        return [Place(row[0], _TIERS[row[1]], *row[2:]) for row in self._connection.execute(_PLACES)]

    def practice_conversations(self) -> Sequence[Conversation]:
        """Every practice conversation, the oldest first."""
        return self._all(select(*_COLUMNS).where(_TABLE.c.practice_for.is_not(None)).order_by(_TABLE.c.created_at))

    def gone_quiet(self, since: datetime, until: datetime) -> Sequence[Conversation]:
        """Conversations of the bot's, with a session, that have been silent since between these moments."""
        bots = _TABLE.c.owner.in_([Owner.BOT.value, Owner.WAITING.value])
        silent = and_(_TABLE.c.last_at.between(since, until), _TABLE.c.quiet_at.is_(None), _TABLE.c.ended_at.is_(None))
        return self._all(select(*_COLUMNS).where(bots, silent))

    def open_conversations(self, bot_since: datetime) -> Sequence[Conversation]:
        """Those that wait or that a counsellor has, and those of the bot's that were active since then; the last active first."""
        query = select(*_STORED).where(is_open(bot_since)).order_by(_TABLE.c.last_at.desc())
        return self._last_look.read(map(tuple, self._connection.execute(query)), _from_stored)

    def log_owner_change(self, change: OwnerChange) -> None:
        """Remember who changed the owner, when and why."""
        self._connection.execute(insert(schema.moves), _stored(asdict(change)))

    def owner_changes(self, conversation_id: str) -> Sequence[OwnerChange]:
        """The moves of one conversation, oldest first."""
        table = schema.moves.c
        query = select(schema.moves).where(table.conversation_id == conversation_id).order_by(table.id)
        return [_owner_change(row) for row in self._connection.execute(query)]

    def held(self) -> Sequence[Conversation]:
        """Every conversation that a counsellor has."""
        return self._all(select(*_COLUMNS).where(_TABLE.c.owner == Owner.COUNSELLOR.value))

    def count_held(self) -> dict[str, int]:
        """How many conversations each counsellor has, for each that has any; practice fills no hand."""
        query = select(_TABLE.c.counsellor_id, func.count())
        query = query.where(_TABLE.c.owner == Owner.COUNSELLOR.value, _TABLE.c.practice == false())
        return {row[0]: row[1] for row in self._connection.execute(query.group_by(_TABLE.c.counsellor_id))}

    def hard_accepted(self, since: datetime) -> Sequence[tuple[str, str, datetime]]:
        """Who accepted which T0 or T1 when: counsellor's id, conversation's id, moment."""
        moves, hard = schema.moves.c, [tier.name for tier in Tier if tier.needs_person]
        query = select(moves.by, moves.conversation_id, moves.at).join(_TABLE, _TABLE.c.id == moves.conversation_id)
        query = query.where(moves.move.in_([Move.TAKE_OVER.value, Move.STEP_IN.value]), moves.at >= since)
        query = query.where(_TABLE.c.tier.in_(hard), _TABLE.c.practice == false())
        return [(row.by, row.conversation_id, row.at) for row in self._connection.execute(query)]

    def waits(self, since: datetime, most: int) -> Sequence[timedelta]:
        """How long those waited whom a counsellor accepted since then, the newest `most` of them."""
        moves, accepted = schema.moves.c, [Move.TAKE_OVER.value, Move.STEP_IN.value]
        newest = select(moves.conversation_id).join(_TABLE, _TABLE.c.id == moves.conversation_id)
        newest = newest.where(moves.move.in_(accepted), moves.at >= since, _TABLE.c.practice == false())
        ids = self._connection.execute(newest.order_by(moves.at.desc()).limit(most)).scalars().all()
        told: defaultdict[str, list[OwnerChange]] = defaultdict(list)
        query = select(schema.moves).where(moves.conversation_id.in_(set(ids))).order_by(moves.id)
        for row in self._connection.execute(query):
            told[row.conversation_id].append(_owner_change(row))
        found = [wait for each in told.values() for wait in waits_in(each) if wait[0] >= since]
        return [wait for _, wait in sorted(found, reverse=True)[:most]]

    def quiet_since(self, moment: datetime, limit: int) -> Sequence[str]:
        """Ids of conversations without a message since then, oldest first."""
        query = select(_TABLE.c.id).where(_TABLE.c.last_at < moment).order_by(_TABLE.c.last_at).limit(limit)
        return self._connection.execute(query).scalars().all()

    def forget(self, conversation_id: str) -> None:
        """Destroy the data key and every row: foreign keys take the rest along."""
        self._connection.execute(delete(_TABLE).where(_TABLE.c.id == conversation_id))
        self._data_keys.pop(conversation_id, None)
        self.forgotten.append(conversation_id)

    def _all(self, query: Any) -> list[Conversation]:
        return [_conversation(row) for row in self._connection.execute(query)]


def with_person() -> ColumnElement[bool]:
    """Of conversations: those that wait or that a counsellor has."""
    return _TABLE.c.owner.in_([Owner.WAITING.value, Owner.COUNSELLOR.value])


def is_open(bot_since: datetime) -> ColumnElement[bool]:
    """Of conversations: those, and those of the bot's that were active since then."""
    return or_(with_person(), and_(_TABLE.c.owner == Owner.BOT.value, _TABLE.c.last_at >= bot_since))


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    """Values as columns hold them: a tier by its name, any other enum by its value, a list with commas."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Tier):
        return value.name
    if isinstance(value, tuple):
        return ",".join(value)
    return value.value if isinstance(value, Enum) else value


def _owner_change(row: Row[Any]) -> OwnerChange:
    return OwnerChange(row.conversation_id, row.at, Move(row.move), Owner(row.owner), row.by, row.reason)


def _conversation(row: Sequence[Any]) -> Conversation:
    """The columns are in the order of the fields. Queues have a thousand rows, so nothing here goes by name."""
    values = list(row)
    values[_OWNER], values[_TIER] = _OWNERS[values[_OWNER]], _TIERS[values[_TIER]]
    values[_CONCERN] = _CONCERNS[values[_CONCERN]]
    values[_WANTS] = tuple(values[_WANTS].split(",")) if values[_WANTS] else ()
    return Conversation(*values)


def _from_stored(stored: Sequence[Any]) -> Conversation:
    """The same, with moments still as the database has them."""
    values = list(stored)
    for n in _MOMENTS:
        values[n] = instant(values[n])
    return _conversation(values)

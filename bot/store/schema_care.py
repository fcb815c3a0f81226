"""The tables of the counsellors' and supervisors' work. Whatever was written by hand is in `body`, encrypted."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from bot.store.instants import Instant
from bot.store.metadata import ID, KEY, metadata


def _conversation_id() -> Column[str]:
    return Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True, autoincrement=False)


# From the first ring to a person's "I have it".
alarms: Final = Table(
    "alarms",
    metadata,
    _conversation_id(),
    _number(),
    Column("tier", String(2), nullable=False),
    Column("rang_at", Instant, nullable=False),
    Column("counsellor_id", ID),  # rings for this one alone, who has the conversation; NULL: for everybody who could accept it
    Column("supervisors_at", Instant),  # passed on to them
    Column("duty_at", Instant),  # passed on to the duty contact …
    Column("mailed_at", Instant),  # … who was told by e-mail …
    Column("posted_at", Instant),  # … and by the webhook
    Column("duty_tries", Integer, nullable=False, server_default="0"),
    Column("duty_next_at", Instant),  # nobody tries to tell them before that
    Column("missed_at", Instant),  # nobody came in time
    Column("stopped_at", Instant),  # accepted, or nobody waits any more
    Column("accepted_by", ID),
)
Index(
    "ix_alarms_ringing",
    alarms.c.rang_at,
    sqlite_where=alarms.c.stopped_at.is_(None),
    postgresql_where=alarms.c.stopped_at.is_(None),
)

# What a supervisor should look at: a counsellor who fell silent, an alarm nobody heard, a wish to talk about a chat.
incidents: Final = Table(
    "incidents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("kind", KEY, nullable=False),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="SET NULL")),
    Column("counsellor_id", ID),
    Column("seen_at", Instant),
    Column("seen_by", ID),
)

notes: Final = Table(
    "notes",
    metadata,
    _conversation_id(),
    _number(),
    Column("kind", KEY, nullable=False),  # "note", or "whisper": from a supervisor to whoever has it
    Column("at", Instant, nullable=False),
    Column("by", ID, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# A person changed the tier. The machine's own are in the messages.
tier_changes: Final = Table(
    "tier_changes",
    metadata,
    _conversation_id(),
    _number(),
    Column("at", Instant, nullable=False),
    Column("by", ID, nullable=False),
    Column("from_tier", String(2), nullable=False),
    Column("to_tier", String(2), nullable=False),
    Column("body", LargeBinary, nullable=False),  # the reason
)

# Somebody outside is to be called; a second person looks first, where there is one.
emergencies: Final = Table(
    "emergencies",
    metadata,
    _conversation_id(),
    _number(),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", ID, nullable=False),
    Column("confirmed_at", Instant),
    Column("confirmed_by", ID),
    Column("ended_at", Instant),
    Column("ended_by", ID),
    Column("outcome", KEY),
    Column("body", LargeBinary, nullable=False),  # why, and what was done
)

records: Final = Table(
    "records",
    metadata,
    _conversation_id(),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", ID, nullable=False),
    Column("signed_at", Instant),
    Column("signed_by", ID),
    Column("body", LargeBinary, nullable=False),
)

# Was a risk missed? Conversations are read again by somebody who does not see what was found.
reviews: Final = Table(
    "reviews",
    metadata,
    _conversation_id(),
    Column("drawn_at", Instant, nullable=False),
    Column("why", KEY, nullable=False),  # "urgent", or "sample"
    Column("found_tier", String(2), nullable=False),
    Column("rated_at", Instant),
    Column("rated_by", ID),
    Column("rated_tier", String(2)),
)

# What the statistics hold of a conversation already: it goes with the conversation, and the counts stay.
counted: Final = Table(
    "counted",
    metadata,
    _conversation_id(),
    Column("ended_at", Instant),  # NULL: not over yet. What is added later is added to the same day
    Column("up_to_seq", Integer, nullable=False, server_default="0"),
    Column("tier", String(2)),  # NULL: they never wrote
    Column("country", String(2)),
    Column("abandoned_since", Instant),  # the beginning of the wait that was counted as abandoned
)

# Counts, a day: kept when conversations are gone, and nothing in them leads to one.
statistics: Final = Table(
    "statistics",
    metadata,
    Column("day", String(10), primary_key=True),  # 2026-03-01
    Column("measure", KEY, primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
)

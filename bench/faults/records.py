"""What each end knows at the end of a run: what was sent and acknowledged, what was seen, and what is stored. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Sent:
    """A message that somebody wrote, under an id of their own. `seq` is None until it was acknowledged."""

    client_id: str
    text: str
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A message as it was seen, or as it is stored."""

    seq: int
    sender: str
    text: str
    client_id: str = ""
    key: str = ""  # of an approved sentence; only where it is stored
    at: float = 0.0  # seconds since 1970; likewise


@dataclass(slots=True)
class Tab:
    """One young person's page. `heard`: in the order in which it came."""

    mark: str  # stands in every word that they write
    conversation_id: str = ""
    sent: list[Sent] = field(default_factory=list)
    heard: list[Line] = field(default_factory=list)
    left_at: int = 0  # the last number that was stored when they closed the page, having seen it
    dangers: list[tuple[int, float]] = field(default_factory=list)  # T0 messages: number, and when they first tried to send it
    acknowledged: list[tuple[float, float]] = field(default_factory=list)  # when first tried, and seconds from then
    answered: list[tuple[float, float]] = field(default_factory=list)  # the same until the first words, where they waited


@dataclass(frozen=True, slots=True)
class Span:
    """One fault, from the moment it began to the moment everything was up again."""

    what: str
    began: float
    ended: float


@dataclass(slots=True)
class Desk:
    """One counsellor's console."""

    name: str
    said: dict[str, list[Sent]] = field(default_factory=dict)  # by conversation
    shown: dict[str, float] = field(default_factory=dict)  # conversations seen as T0: when first
    behind: int = 0  # looks at the queue in which a T0 stood behind somebody who is not one


@dataclass(frozen=True, slots=True)
class Stored:
    """One conversation in the database."""

    owner: str
    ever_called: bool  # a person was ever called to it: then not every message is the bot's to answer
    lines: Sequence[Line]
    owed: int = 0  # messages that still wait for an answer of the bot's


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is compared."""

    tabs: Sequence[Tab]
    desks: Sequence[Desk]
    stored: Mapping[str, Stored]  # by conversation

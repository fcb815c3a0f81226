"""What understanding reads in one message, and what the screen makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.safety.tiers import Concern, Tier


@dataclass(frozen=True, slots=True)
class ScoredSituation:
    """One situation of the catalogue (A01 … L10) and how sure we are of it, 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Read:
    """One situation that the model reads in a piece. From a score of 0.5 it counts; `like` is the nearest example."""

    situation: str
    score: float
    like: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model reads in one message: the intent of the whole, and for each piece the situations, best first.

    `urgency` says for each piece how surely it holds something of T0 or T1, whichever it may be; `gravity` how much of what
    speaks for that or for everyday talk speaks for that.
    """

    intent: str | None = None
    confidence: float = 0.0
    pieces: tuple[tuple[Read, ...], ...] = ()
    urgency: tuple[float, ...] = ()
    gravity: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Something said in passing: `kind` is age, country, amount, deadline, platform, recipient … `start` and `end` find it."""

    kind: str
    value: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a tier was raised. `words` are the young person's own; `start` and `end` find them in the original text."""

    source: str  # "rule", "model" or "context"
    name: str  # rule name, or situation id
    tier: Tier
    words: str = ""
    start: int = 0
    end: int = 0
    like: str = ""  # the training example nearest to it, where the model found it


@dataclass(frozen=True, slots=True)
class Assessment:
    """The screen's verdict on one message. Only raises: nothing in a message can lower a tier found elsewhere in it."""

    tier: Tier = Tier.T4
    concern: Concern | None = None
    ask: bool = False  # a direct question is due
    intent: str | None = None
    confidence: float = 0.0
    situations: tuple[ScoredSituation, ...] = ()
    reasons: tuple[Reason, ...] = field(default=())
    mentions: tuple[Mention, ...] = field(default=())
    language: str | None = None  # BCP-47, where the message is clearly in another language than the chat
    live_person: bool = False  # a situation was found for which somebody joins at once, although nobody's life is in danger

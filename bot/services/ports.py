"""What the use cases need from outside: the protocols, the limits, and the one bundle that is handed to every use case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.conversation.alarm import PATIENCE, Patience
from bot.conversation.message import Draft
from bot.guidance.hours import Hours
from bot.safety.assessment import Assessment
from bot.safety.tiers import Tier
from bot.services.records import Conversation, Counsellor, Role
from bot.services.transaction import Transaction

__all__ = [
    "Codes",
    "Conversation",
    "Counsellor",
    "Deps",
    "Doorbell",
    "Limits",
    "Role",
    "Screen",
    "Store",
    "Transaction",
    "Words",
]


class Screen(Protocol):
    """Says how urgent one message is. Implemented by bot.safety.screen."""

    def assess(
        self, text: str, *, context: Sequence[str] = (), tap: str | None = None, language: str | None = None
    ) -> Assessment:
        """Assess a text; `context` is what was said before it, oldest first, by both sides; `language` is the chat's."""


class Words(Protocol):
    """Turns a copy key into an approved sentence with its buttons and helplines. Implemented by bot.guidance."""

    def reply(
        self,
        key: str,
        *,
        country: str | None,
        age_band: str | None,
        now: datetime,
        age: int | None = None,
        simple_words: bool = False,
        variant: int = 0,
        language: str = "en",
        writes_in: str | None = None,
        **values: str,
    ) -> Draft:
        """Write one reply; `variant` picks among alternatives that say the same, so that none is heard twice."""

    def place(self, country: str) -> str:
        """The name of a country (ISO 3166 alpha-2), or the code where there is no name."""


class Codes(Protocol):
    """What come-back codes are made of. Implemented by bot.guidance."""

    def words_in(self, language: str) -> Sequence[str]:
        """The easy words of a language."""

    def number_in(self, country: str | None) -> str:
        """The form of a telephone number of this country that nobody has; None where the country is not known."""


class Doorbell(Protocol):
    """Tells other threads and processes that a conversation has news, never what the news is. Thread-safe.

    Topics: "log" (a new message, or a new owner), "work" (the brain owes an answer), "queue" (the consoles should look),
    "typing", and "count_…" (one more of what is limited). A lost ring costs seconds, never a message: everybody re-reads the
    log by number.
    """

    def ring(self, topic: str, conversation_id: str, seq: int) -> None:
        """Say that a conversation has news up to `seq`. Never raises because of a listener."""

    def subscribe(self, topic: str, callback: Callable[[str, int], None]) -> Callable[[], None]:
        """Call `callback(conversation_id, seq)` at every ring, in the ringing thread; returns what ends it."""

    def close(self) -> None:
        """End it: from now on nobody is rung."""


class Store(Protocol):
    """The database. Every use case opens one transaction, or two where something slow happens between them."""

    def write(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that may write; it commits at the end of the block and rolls back on an exception."""

    def read(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that sees one moment of the database and waits for nobody."""

    def scrub(self) -> None:
        """Make what was deleted unreadable on the disk too, as far as the database can."""

    def is_away(self, error: Exception) -> bool:
        """Whether this says that the database could not do it now: it is gone, locked or full. The same may work later."""


@dataclass(frozen=True)
class Limits:
    """Every number the use cases obey. The defaults are safe; settings may change them."""

    max_text: int = 4000  # characters of one message
    context_texts: int = 6  # what the screen reads before a message, both sides
    safe_answer_after: timedelta = timedelta(seconds=4)  # nobody waits in silence for longer than 5 s
    company_after: timedelta = timedelta(seconds=120)  # who waits for a person that long is told that nobody has come yet
    company_every: timedelta = timedelta(minutes=4)  # and again, in a pause
    company_pause: timedelta = timedelta(seconds=10)  # not while they write and are answered
    company_most: int = 6  # then it would only be noise; the last one says so
    quiet_after: timedelta = timedelta(seconds=120)  # a silence that long, after something serious, gets "I'm still here"
    quiet_until: timedelta = timedelta(minutes=30)  # older ones, found when nobody swept, are left in peace
    presence: timedelta = timedelta(seconds=60)  # a counsellor is here when seen within this
    first_words: timedelta = timedelta(seconds=60)  # who accepted and touched no key for so long gives the place back
    first_words_most: timedelta = timedelta(minutes=3)  # and who still types by then: nobody in danger waits for a long text
    answer_within: timedelta = timedelta(
        minutes=5
    )  # who wrote before, and leaves a young person without a word or a key for so long
    offer: timedelta = timedelta(seconds=60)  # a conversation that is passed on is kept so long for one colleague
    shift: timedelta = timedelta(hours=8)  # hard conversations longer ago are not of this day any more
    lease: timedelta = timedelta(seconds=20)  # what a worker may take for one answer before another may try
    retry_after: timedelta = timedelta(seconds=1)  # an answer that failed is tried again after that
    max_tries: int = 5  # then the safe answer is the answer, and the conversation goes on
    session_idle: timedelta = timedelta(minutes=30)  # counsellors
    session_absolute: timedelta = timedelta(hours=12)  # counsellors
    bot_shown_for: timedelta = timedelta(hours=24)  # who was silent with the bot for longer is not among the open ones
    retention: timedelta = timedelta(days=30)  # after the last message, or the closing: the key is destroyed
    practice_kept: timedelta = timedelta(days=1)  # after its beginning a practice conversation is destroyed
    practices_at_once: int = 3  # of one counsellor: talking with several is learnt too
    over_after: timedelta = timedelta(hours=6)  # without a word for so long a conversation is over, for statistics and reviews
    abandoned_after: timedelta = timedelta(minutes=30)  # who waits and writes nothing for so long may have given up
    review_share: float = 0.05  # of conversations that were never T0 or T1: read again by somebody who does not know that
    waits_since: timedelta = timedelta(hours=24)  # how far back acceptances tell how long somebody waits
    waits_most: int = 50  # of them, the newest
    min_password: int = 12
    second_factor_required: bool = False  # then a session without one can only set one up
    ticket: timedelta = timedelta(minutes=10)  # between two steps of signing in, or of setting something up
    ticket_tries: int = 5  # wrong codes with one ticket
    proof: timedelta = timedelta(minutes=15)  # how long after proving who they are somebody may change accounts
    invitation: timedelta = timedelta(hours=48)
    known_browser: timedelta = timedelta(days=90)  # since somebody last signed in there
    recovery_codes: int = 10
    app_link: timedelta = timedelta(hours=24)  # how long a link from an app into our own chat opens it, once
    app_keys_kept: timedelta = timedelta(days=8)  # for so long a platform may tell the same thing again
    # What one request to a platform may take, with room: each part taken renews it. Whoever was killed is replaced after that.
    app_lease: timedelta = timedelta(seconds=30)
    app_tries: int = 6  # with an event that cannot be handled: then it is given up, and counted
    app_delete: timedelta = timedelta(minutes=2)  # who asks to be deleted is told so, if the platform takes the words by then
    emergency_alone: timedelta = timedelta(seconds=60)  # nobody else is here: whoever opened it goes on alone after that
    emergency_unanswered: timedelta = timedelta(minutes=3)  # others are here, and nobody came
    patience: Mapping[Tier, Patience] = field(default_factory=lambda: PATIENCE)  # how long an alarm rings before it is passed on


@dataclass(frozen=True)
class Deps:
    """What every use case is given. Built once, in bot/app.py."""

    store: Store
    doorbell: Doorbell
    screen: Screen
    words: Words
    clock: Callable[[], datetime]
    settings: Limits = field(default_factory=Limits)
    codes: Codes = field(kw_only=True)
    hours: Hours | None = field(default=None, kw_only=True)  # of the service itself; None: not said

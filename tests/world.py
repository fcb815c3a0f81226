"""A small world for tests of the use cases: a real database file, a clock that is set by hand, and fakes with rules of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot.bus.memory import MemoryDoorbell
from bot.conversation.message import Button, Draft, Message, Sender, Style
from bot.safety.assessment import Assessment, Mention, Reason, ScoredSituation
from bot.safety.tiers import Concern, Tier
from bot.services.claim_work import claim_work
from bot.services.finish_work import finish_work
from bot.services.ports import Conversation, Counsellor, Deps, Limits, Role
from bot.services.receive import Received, receive
from bot.services.start_conversation import start_conversation
from bot.services.tokens import new_counsellor_id
from bot.services.transcript import transcript
from bot.services.work import Work
from bot.store.database import Database
from bot.store.engine import open_engine
from bot.store.keys import MasterKeys
from bot.store.migrations import upgrade

LEASE = timedelta(seconds=20)
PERSON = Button("ask_for_person", "Talk to a person")
YES = Button("affirm", "Yes")
CALL = Button("call_emergency", "Call now", tel="000")


class SetClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@dataclass
class MarkerScreen:
    """Reads the tier from a marker in the text ("T1 please"), an age in its last word ("T2 young"), and who else is looking ("watched", "alone" again).

    It remembers what it was shown, and can be broken.
    """

    broken: bool = False
    verdict: Assessment | None = None  # said of every text instead
    contexts: list[tuple[str, ...]] = field(default_factory=list)
    languages: list[str | None] = field(default_factory=list)
    meanwhile: list[object] = field(default_factory=list)  # callables to run once while a message is being screened

    def assess(
        self, text: str, *, context: Sequence[str] = (), tap: str | None = None, language: str | None = None
    ) -> Assessment:
        self.contexts.append(tuple(context))
        self.languages.append(language)
        while self.meanwhile:
            action = self.meanwhile.pop()
            assert callable(action)
            action()
        if self.broken:
            raise RuntimeError(text)
        if self.verdict:
            return self.verdict
        marker = text.split(" ", 1)[0]
        if marker in Tier.__members__:
            tier = Tier[marker]
            concern = Concern.DANGER if tier.needs_person else None
            young = (ScoredSituation("E01", 0.9),) if text.endswith(" young") else ()
            return Assessment(
                tier, concern, situations=young, reasons=(Reason("rule", "marker", tier, marker, 0, 2),), intent=tap
            )
        if marker == "watched":
            return Assessment(situations=(ScoredSituation("L10", 0.9),), intent=tap)
        if marker == "alone":
            return Assessment(mentions=(Mention("watched", "over", 0, len(marker)),), intent=tap)
        if marker == "person":
            return Assessment(situations=(ScoredSituation("L03", 0.9),), intent="ask_for_person")
        return Assessment(intent=tap)


class PlainWords:
    """Says every key as its own name, with two buttons; safe answers carry a helpline and a call button."""

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
        assert now.tzinfo
        assert language
        said = " ".join([key, *values.values()])
        if key.startswith("utter_safe_answer"):
            card = {"name": "helpline", "country": country, "age_band": age_band}
            return Draft(Sender.BOT, f"{said} {variant}", key, (CALL,), (card,), Style.CRISIS)
        return Draft(Sender.BOT, said, key, (YES, PERSON))

    def place(self, country: str) -> str:
        return f"the land of {country}"


class PlainCodes:
    """Few words and few numbers, so that a test meets every one of them."""

    words: tuple[str, ...] = tuple(f"{one}{two}" for one in ("red", "blue", "green") for two in ("fox", "owl", "cat"))

    def words_in(self, language: str) -> Sequence[str]:
        assert language
        return self.words

    def number_in(self, country: str | None) -> str:
        return f"+{'00' if country is None else country} N## ### ###"


@dataclass
class World:
    """Everything a test of a use case touches."""

    deps: Deps
    engine: Engine
    store: Database
    clock: SetClock
    screen: MarkerScreen
    doorbell: MemoryDoorbell
    folder: Path
    sent: int = 0

    def start(self) -> Conversation:
        """A new conversation."""
        return start_conversation(self.deps)[0]

    def hear(self, conversation: Conversation, text: str | None = None, *, tap: str | None = None) -> Received:
        """The young person says something new."""
        self.sent += 1
        return receive(self.deps, conversation.id, client_id=f"n{self.sent}", text=text, tap=tap)

    def log(self, conversation: Conversation) -> Sequence[Message]:
        """All messages."""
        return transcript(self.deps, conversation.id)

    def keys(self, conversation: Conversation) -> list[str | None]:
        """The copy keys of all messages."""
        return [message.said.key for message in self.log(conversation)]

    def now(self, conversation: Conversation) -> Conversation:
        """The conversation as it is stored."""
        with self.store.read() as tx:
            found = tx.conversation(conversation.id)
        assert found
        return found

    def counsellor(self, name: str, role: Role = Role.COUNSELLOR, **about: Any) -> Counsellor:
        """A member of staff without a password: hashing is slow, and tested where it matters. Who is `here` was just seen."""
        here = about.pop("here", False)
        made = Counsellor(new_counsellor_id(), name, role, self.clock(), seen_at=self.clock() if here else None, **about)
        with self.store.write() as tx:
            assert tx.add_counsellor(made, "no hash")
        return made

    def audited(self) -> list[tuple[str, str, str | None]]:
        """Who did what to which conversation, oldest first."""
        with self.store.read() as tx:
            return [(line.by, line.action, line.conversation_id) for line in tx.audit_lines(limit=10_000)]

    def claim(self, worker: str = "worker") -> Work | None:
        """Claim work with the usual lease."""
        return claim_work(self.deps, worker, LEASE)

    def answer(self, work: Work, key: str = "utter_answer") -> bool:
        """Finish work with one reply."""
        return finish_work(self.deps, work, [Draft(Sender.BOT, key, key)], {"slots": {}})


def open_world(folder: Path, limits: Limits | None = None, url: str = "", keys: str = "") -> World:
    """A world on a new database: a file in the folder, or that of a URL."""
    engine = open_engine(url or f"sqlite:///{folder / 'unhook.db'}")
    upgrade(engine)
    store = Database(engine, MasterKeys.parse(keys or MasterKeys.generate()))
    clock, screen, doorbell = SetClock(), MarkerScreen(), MemoryDoorbell()
    deps = Deps(store, doorbell, screen, PlainWords(), clock, limits or Limits(), codes=PlainCodes())
    return World(deps, engine, store, clock, screen, doorbell, folder)

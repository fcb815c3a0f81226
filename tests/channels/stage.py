"""Our side of a messaging app, whole: webhook server, receiver, sender, store. Only the platform and the brain are played."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.app import create_app
from bot.channels.discord.channel import Discord
from bot.channels.every import SETTINGS, load_channels
from bot.channels.lines import Line, desk
from bot.channels.receiver import Receiver
from bot.channels.sender import Sender
from bot.channels.typing import TypingShower
from bot.conversation.app_words import AppWords, Wish
from bot.conversation.message import Button, Draft
from bot.conversation.message import Sender as From
from bot.guidance.app_texts import AppTexts
from bot.logs import Log
from bot.services.channel_records import Contact
from bot.services.claim_work import claim_work
from bot.services.finish_work import finish_work
from bot.services.from_app import Apps
from bot.services.ports import Conversation
from bot.services.transcript import transcript
from tests.contract.server_thread import Running
from tests.fakes.discord import FakeDiscord
from tests.fakes.platform import FakePlatform
from tests.world import LEASE, open_world

DATA = Path(__file__).resolve().parents[2] / "data"
LINK_BASE = "https://chat.example"
WORDS = AppWords({Wish.STOP: frozenset({"stop"}), Wish.DELETE: frozenset({"delete my chat"})})
YES, NO = Button("affirm", "Yes"), Button("deny", "No")


class Stage:
    """One app on a world of its own, with the real clock: platforms and leases run on it."""

    def __init__(self, folder: Path, fake: FakePlatform, *, answers: bool = True) -> None:
        self.fake = fake
        self.world = open_world(folder)
        self.deps = replace(self.world.deps, clock=lambda: datetime.now(UTC) + self.later)
        self.later = timedelta()
        settings = dict.fromkeys(SETTINGS, "") | fake.settings()
        self.channels = load_channels(DATA, settings)
        for channel in self.channels.values():
            object.__setattr__(channel.capabilities, "pause", timedelta())  # nobody waits between two messages of a test
        windows = {name: channel.capabilities.window for name, channel in self.channels.items()}
        ids = [name for name, channel in self.channels.items() if channel.capabilities.typing_needs_id]
        self.apps = Apps(lambda _: WORDS, lambda tag: tag if tag in {"en", "es"} else "en", LINK_BASE, windows, ids)
        self.texts = AppTexts(WORDS, "Reply with a number:")
        self.log = io.StringIO()
        self.reply: Callable[[str], Draft] = lambda text: Draft(From.BOT, f"answer to {text}", "utter_answer", (YES, NO))
        self.app = create_app(self.deps, self.channels)
        self.server = Running(self.app)
        fake.calls = f"{self.server.url}/channels/{fake.name}"
        # A line stays up while the threads are restarted, as the webhook server does.
        self.lines = [self.hold_line(name) for name, channel in self.channels.items() if isinstance(channel, Discord)]
        self._stopping = threading.Event()
        self.threads: list[Receiver | Sender | TypingShower] = []
        self.begin()
        self._brain = threading.Thread(target=self._answer, daemon=True)
        if answers:
            self._brain.start()

    def hold_line(self, name: str) -> Line:
        """Hold the line to a platform that calls no webhook."""
        channel = self.channels[name]
        assert isinstance(channel, Discord)
        assert isinstance(self.fake, FakeDiscord)
        line = channel.line(desk(self.deps, name, Log(self.log)), self.fake.connect)
        line.start()
        return line

    def begin(self) -> None:
        """Start the two threads."""
        log = Log(self.log)
        self.threads = [
            Receiver(self.deps, self.apps, self.channels, log),
            Sender(self.deps, self.channels, lambda _: self.texts, log),
            TypingShower(self.deps, self.channels, log),
        ]
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        """Stop them, as for a restart."""
        for thread in self.threads:
            thread.stop()

    def close(self) -> None:
        """Stop everything."""
        self._stopping.set()
        self.end()
        if self._brain.is_alive():
            self._brain.join(10)
        for line in self.lines:
            line.stop()
        self.server.stop()
        for channel in self.channels.values():
            channel.close()
        self.world.engine.dispose()

    def conversation(self, person: str) -> Conversation:
        """The conversation of somebody."""
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with self.deps.store.read() as tx:
                id_ = tx.conversation_at(self.fake.name, person)
                found = tx.conversation(id_) if id_ else None
            if found:
                return found
            time.sleep(0.02)
        raise AssertionError("no conversation began")

    def contact(self, person: str) -> Contact:
        """How they are reached."""
        with self.deps.store.read() as tx:
            found = tx.contact(self.conversation(person).id)
        assert found
        return found

    def said(self, person: str) -> list[str]:
        """What somebody said, as it is stored, in order."""
        log = transcript(self.deps, self.conversation(person).id)
        return [one.said.text for one in log if one.said.sender is From.YOUNG_PERSON]

    def waiting(self) -> int:
        """How many events are not handled yet."""
        with self.deps.store.read() as tx:
            return tx.count_inbox()

    def eventually(self, look: Callable[[], bool], seconds: float = 10) -> None:
        """Wait until something is so."""
        until = time.monotonic() + seconds
        while not look():
            assert time.monotonic() < until, "it never came to be so"
            time.sleep(0.02)

    def _answer(self) -> None:
        while not self._stopping.wait(0.01):
            while work := claim_work(self.deps, "a played brain", LEASE):
                with self.deps.store.read() as tx:
                    before = tx.conversation(work.message.conversation_id)
                slots = {"watched": bool(before and before.watched)}  # a brain remembers it
                finish_work(self.deps, work, [self.reply(work.message.said.text)], {"slots": slots})

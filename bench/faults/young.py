"""Young persons under load: they write, whatever happens to the server, and keep a record of all that they see."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from bench.faults.records import Line, Sent, Tab
from bench.faults.requests import Insistent, RefusedError
from bench.faults.streams import EventReader

DANGER: Final = "i am going to end my life tonight"
# Answered in one turn each; none of them calls a person.
SAYINGS: Final = ("hello", "what if i just pay", "is it my fault", "can you keep this secret", "what do i do about my phone")
DANGERS: Final = 0.08  # of conversations turn into a T0
WAITS: Final = 0.6  # of messages: the next comes after the answer
PACE: Final = 0.25  # seconds between two messages, in the mean
TALKS: Final = (12, 30)  # messages in one conversation
PATIENCE: Final = 90.0  # seconds for an answer; then they write on, as people do
STAYS: Final = 300.0  # seconds for a counsellor to come, and for what is on its way
POLL: Final = 10  # seconds


class YoungPerson:
    """One conversation from its begin to its last message. Half of them have a stream, half a long poll."""

    def __init__(self, number: int, addresses: Callable[[], str], seed: int) -> None:
        self.tab = Tab(mark=f"t{number}")
        self._addresses = addresses
        self._chance = random.Random(f"{seed} young {number}")
        self._heard = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None
        self.over = False  # closed by a counsellor

    async def talk(self, told: Callable[[], bool], pace: float = PACE) -> None:
        """Say everything. `told` is asked before each message, and says whether there is still one to write."""
        chance = self._chance
        starter = Insistent(self._addresses, chance, {})
        begun = await starter.ask("POST", "/api/conversations", {})
        await starter.close()
        self.tab.conversation_id, token = begun["conversation"], begun["token"]
        self._path = f"/api/conversations/{begun['conversation']}"
        self._http = Insistent(self._addresses, chance, {"Authorization": f"Bearer {token}"})
        self._listening = asyncio.create_task(chance.choice((self._stream, self._poll))(token))
        danger_at = chance.randrange(3, 10) if chance.random() < DANGERS else -1
        for turn in range(chance.randint(*TALKS)):
            if self.over or not told():
                break
            await self._say(DANGER if turn == danger_at else chance.choice(SAYINGS), danger=turn == danger_at)
            await asyncio.sleep(chance.expovariate(1 / pace))

    async def leave(self) -> None:
        """Stay until nothing more is to come, and everything that has come is on the page; then close it."""
        until = time.monotonic() + STAYS
        while time.monotonic() < until:
            now = await self._http.ask("GET", self._path)
            heard = {line.seq: line for line in self.tab.heard}
            answered = now["last_seq"] in heard and heard[now["last_seq"]].sender != "young_person"
            if now["owner"] == "closed" or (now["owner"] == "bot" and answered):
                self.tab.left_at = now["last_seq"]
                if len(heard) >= self.tab.left_at:
                    break
            await asyncio.sleep(1)
        self.tab.left_at = self.tab.left_at or max((line.seq for line in self.tab.heard), default=0)
        if self._listening:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
        await self._http.close()

    async def _say(self, words: str, *, danger: bool) -> None:
        sent = Sent(uuid.uuid4().hex, f"{words} {self.tab.mark} {len(self.tab.sent) + 1}")
        self.tab.sent.append(sent)
        began = time.monotonic()
        try:
            stored = await self._http.ask("POST", f"{self._path}/messages", {"client_id": sent.client_id, "text": sent.text})
        except RefusedError as refused:
            if refused.code != "closed":
                raise
            self.tab.sent.remove(sent)  # they were told that it is not stored; the checker finds it, if that was not true
            self.over = True
            return
        sent.seq = int(stored["seq"])
        self.tab.acknowledged.append((began, time.monotonic() - began))
        if danger:
            self.tab.dangers.append((sent.seq, began))
        if self._chance.random() < WAITS:
            await self._answer_after(sent.seq, began)

    async def _answer_after(self, seq: int, began: float) -> None:
        """Wait until anybody but themselves has written after it."""
        until = time.monotonic() + PATIENCE
        while not any(line.seq > seq and line.sender != "young_person" for line in reversed(self.tab.heard)):
            self._heard.clear()
            left = until - time.monotonic()
            if left <= 0 or self.over:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._heard.wait()
        self.tab.answered.append((began, time.monotonic() - began))

    def _hear(self, message: dict[str, Any]) -> int:
        line = Line(message["seq"], message["sender"], message["text"], message["client_id"] or "")
        self.tab.heard.append(line)
        self._heard.set()
        return line.seq

    async def _stream(self, token: str) -> None:
        def hears(name: str, data: Any) -> int | None:
            return self._hear(data) if name == "message" else None

        headers = f"Authorization: Bearer {token}"
        await EventReader(self._addresses, f"{self._path}/events", headers, hears, self._chance).run()

    async def _poll(self, token: str) -> None:
        http = Insistent(self._addresses, self._chance, {"Authorization": f"Bearer {token}"})
        try:
            after = 0
            while True:
                news = await http.ask("GET", f"{self._path}/messages?after={after}&wait={POLL}")
                for message in news["messages"]:
                    after = self._hear(message)
        finally:
            await http.close()

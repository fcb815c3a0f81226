"""Counsellors under load: they take whoever waits, write a few lines, hand back or close, and keep a record of all of it."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from bench.faults.records import Desk, Sent
from bench.faults.requests import Insistent, RefusedError
from bench.faults.streams import EventReader

LINES: Final = (1, 4)  # that they write in one chat
RETURNS: Final = 0.4  # of chats go back to the bot; the others end
_REST: Final = 0.2  # seconds


class Console:
    """One counsellor."""

    def __init__(self, name: str, cookie: str, addresses: Callable[[], str], seed: int) -> None:
        self.desk = Desk(name)
        self._chance = random.Random(f"{seed} desk {name}")
        headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
        self._http = Insistent(addresses, self._chance, headers)
        raw = f"Cookie: {cookie}\r\nSec-Fetch-Site: same-origin"
        self._events = EventReader(addresses, "/api/events", raw, self._look, self._chance)
        self._queue: dict[str, Any] = {"waiting": [], "mine": []}

    async def work(self) -> None:
        """Until it is cancelled."""
        looking = asyncio.create_task(self._events.run())
        try:
            while True:
                await asyncio.sleep(_REST * (1 + self._chance.random()))
                with suppress(RefusedError):  # a colleague was quicker, a break is due, or it was put back meanwhile
                    await self._one()
        finally:
            looking.cancel()
            await self._http.close()

    async def _one(self) -> None:
        mine = (await self._read())["mine"]
        card = mine[0] if mine else await self._next()
        if card is None:
            return
        where, path = card["id"], f"/api/conversations/{card['id']}"
        self._note([card])
        opened = await self._open(path)
        for _ in range(self._chance.randint(*LINES)):
            await self._write(where, path)
            await asyncio.sleep(self._chance.expovariate(5))
        await self._let_go(path, opened)

    async def _read(self) -> dict[str, Any]:
        self._look("queue", await self._http.ask("GET", "/api/queue"))
        return self._queue

    async def _next(self) -> dict[str, Any] | None:
        if not self._queue["waiting"]:
            return None
        try:
            taken: dict[str, Any] | None = await self._http.ask("POST", "/api/take-next", {})
        except RefusedError as refused:
            if refused.code == "rest_first":
                await self._http.ask("POST", "/api/pause", {"kind": "break"})
                await self._http.ask("POST", "/api/resume", {})
            return None
        return taken

    async def _open(self, path: str) -> dict[str, Any]:
        """Everything that was said, which is read."""
        opened: dict[str, Any] = await self._http.ask("GET", path)
        self._note([opened["card"]])
        return opened

    async def _write(self, where: str, path: str) -> None:
        sent = Sent(uuid.uuid4().hex, "")
        sent.text = f"I am here with you. {self.desk.name} {sent.client_id[:12]}"
        self.desk.said.setdefault(where, []).append(sent)
        answer = await self._http.ask("POST", f"{path}/messages", {"client_id": sent.client_id, "text": sent.text})
        sent.seq = int(answer["seq"])

    async def _let_go(self, path: str, opened: dict[str, Any]) -> None:
        """Only what has been read: when something came meanwhile they look again, as their page makes them."""
        how = "return" if self._chance.random() < RETURNS else "close"
        while True:
            last = opened["messages"][-1]["seq"] if opened["messages"] else 0
            try:
                await self._http.ask("POST", f"{path}/{how}", {"read_up_to": last})
            except RefusedError as refused:
                if refused.code != "not_read":
                    raise
                opened = await self._open(path)
            else:
                return

    def _look(self, name: str, data: Any) -> None:
        if name == "queue":
            self._queue = data
            urgent = [card["tier"] == "T0" for card in data["waiting"]]
            self.desk.behind += urgent != sorted(urgent, reverse=True)
            self._note([*data["waiting"], *data["mine"]])

    def _note(self, cards: list[dict[str, Any]]) -> None:
        for card in cards:
            if card["tier"] == "T0":
                self.desk.shown.setdefault(card["id"], time.monotonic())

"""Those who talk in a load: each says something, and knows when the first words of an answer are there."""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from typing import Final, Protocol

import httpx2

from bench.open_streams import OpenStream, open_stream
from bench.process import HERE

_BOT: Final = re.compile(rb'"seq":(\d+),"sender":"bot"')
_LATE: Final = 60.0  # seconds after which an answer is taken to be lost
_BUSY: Final = 429


class LostError(Exception):
    """No answer came."""


class Talker(Protocol):
    """One conversation."""

    async def say(self, text: str) -> float:
        """Seconds from sending a message to the first words of its answer. Raises LostError."""


class YoungPerson:
    """In our own chat: sends by POST, and hears by the stream, as the page does."""

    def __init__(self, port: int, http: httpx2.AsyncClient) -> None:
        self._port, self._http = port, http
        self._answered = 0  # the highest number of an answer
        self._heard = asyncio.Event()
        self._stream: OpenStream | None = None

    async def arrive(self) -> YoungPerson:
        """Begin a conversation and listen."""
        begun = (await self._http.post("/api/conversations", json={})).raise_for_status().json()
        self._path, token = f"/api/conversations/{begun['conversation']}", begun["token"]
        self._headers = {"Authorization": f"Bearer {token}"}
        self._stream = await open_stream(self._port, f"{self._path}/events", f"Authorization: Bearer {token}", self._hear)
        return self

    async def say(self, text: str) -> float:
        """See Talker. A message that is refused for haste waits as long as it is told, which is not counted."""
        body = {"client_id": uuid.uuid4().hex, "text": text}
        while True:
            began = time.perf_counter()
            self._heard.clear()
            answer = await self._http.post(f"{self._path}/messages", json=body, headers=self._headers)
            if answer.status_code != _BUSY:
                break
            await asyncio.sleep(float(answer.headers["Retry-After"]))
        sent: int = answer.raise_for_status().json()["seq"]
        while self._answered <= sent:
            try:
                await asyncio.wait_for(self._heard.wait(), _LATE)
            except TimeoutError:
                raise LostError from None
            self._heard.clear()
        return self._answered_at - began

    def close(self) -> None:
        """Leave."""
        if self._stream:
            self._stream.close()

    def _hear(self, event: bytes, at: float) -> None:
        for found in _BOT.finditer(event):
            if int(found[1]) > self._answered:
                self._answered, self._answered_at = int(found[1]), at
                self._heard.set()


class RasaUser:
    """At stock Rasa's REST channel: the answers come in the response."""

    def __init__(self, port: int, http: httpx2.AsyncClient) -> None:
        self._http = http
        self._url = f"http://{HERE}:{port}/webhooks/rest/webhook"
        self._name = uuid.uuid4().hex

    async def say(self, text: str) -> float:
        """See Talker."""
        began = time.perf_counter()
        answer = await self._http.post(self._url, json={"sender": self._name, "message": text})
        if not answer.raise_for_status().json():
            raise LostError
        return time.perf_counter() - began

"""The two that are compared: started in turn on the same core, spoken with over real sockets."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

import httpx2
from pydantic import SecretStr

from bench.conversation import SAYINGS
from bench.served import served
from bench.stock import Stock
from bench.talkers import RasaUser, Talker, YoungPerson
from bot.settings import Settings
from bot.store.keys import MasterKeys

_PATIENCE = 120  # seconds; an overloaded server is slow, which is what is measured


class Running(Protocol):
    """One that can answer."""

    @property
    def pid(self) -> int:
        """Its process."""

    @property
    def ready_in(self) -> float:
        """Seconds from its start."""

    def talkers(self, many: int) -> AbstractAsyncContextManager[Sequence[Talker]]:
        """So many who have a conversation each."""


class System(Protocol):
    """One of the two."""

    @property
    def name(self) -> str:
        """Its name in the table."""

    @property
    def sayings(self) -> Sequence[str]:
        """What is said to it."""

    @property
    def trained_in(self) -> float | None:
        """Seconds, where it was timed."""

    def serve(self, core: int | None) -> AbstractContextManager[Running]:
        """Run it until the end of the block. Raises NotReadyError."""


@dataclass(frozen=True)
class UnhookRunning:
    """See Running."""

    pid: int
    ready_in: float
    port: int
    address: str

    @asynccontextmanager
    async def talkers(self, many: int) -> AsyncIterator[Sequence[Talker]]:
        """See Running. Each holds a stream, as a page does."""
        async with httpx2.AsyncClient(base_url=self.address, timeout=_PATIENCE) as http:
            people = [await YoungPerson(self.port, http).arrive() for _ in range(many)]
            yield people
            for one in people:
                one.close()


@dataclass(frozen=True)
class Unhook:
    """Our own program, with every setting as it comes: screen, encryption, a write to the disk for each message."""

    settings: Settings
    trained_in: float | None = None
    name: ClassVar[str] = "Unhook"
    sayings: ClassVar[Sequence[str]] = SAYINGS

    @contextmanager
    def serve(self, core: int | None) -> Iterator[UnhookRunning]:
        """See System. On a new database."""
        with tempfile.TemporaryDirectory() as folder:
            own = {"home": Path(folder), "database_url": "", "master_key": SecretStr(MasterKeys.generate())}
            with served(self.settings.model_copy(update=own), core) as up:
                yield UnhookRunning(up.pid, up.ready_in, up.web_port, up.web)


@dataclass(frozen=True)
class StockRunning:
    """See Running."""

    pid: int
    ready_in: float
    port: int

    @asynccontextmanager
    async def talkers(self, many: int) -> AsyncIterator[Sequence[Talker]]:
        """See Running."""
        async with httpx2.AsyncClient(timeout=_PATIENCE) as http:
            yield [RasaUser(self.port, http) for _ in range(many)]


@dataclass(frozen=True)
class StockRasa:
    """The twin. It is told what it understands: no screen, no encryption, answers of one sentence."""

    stock: Stock
    name: ClassVar[str] = "stock Rasa 3.6.21"
    sayings: ClassVar[Sequence[str]] = (
        "hi",
        "i am sad",
        "yes",
        "perfect",
        "bye",
        "are you a bot",
        "no",
        "not good",
        "hello there",
        "great",
    )

    @property
    def trained_in(self) -> float:
        """See System."""
        return self.stock.trained_in

    @contextmanager
    def serve(self, core: int | None) -> Iterator[StockRunning]:
        """See System."""
        with self.stock.serve(core) as up:
            yield StockRunning(up.pid, up.ready_in, up.port)

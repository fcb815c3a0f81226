"""A bad network as a TCP proxy: it delays, holds back and cuts connections at random, the same way for the same seed.

    python -m bench.faults.bad_network --to 8080 --port 9080 --seed 7

Everything sent through it arrives late, in lumps, or not at all; what arrives is never changed.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import socket
import threading
from dataclasses import dataclass, field

from bench.process import HERE

CHUNK = 16 * 1024  # bytes read at once
HALF = 0.5  # of cuts: before the piece has passed; of the others it arrives, and the answer to it is lost


@dataclass(frozen=True)
class Weather:
    """How bad the network is. Times in seconds; shares from 0 to 1, each drawn for one piece of data in one direction."""

    delay: tuple[float, float] = (0.0, 0.004)  # every piece is late by something between these
    cuts: float = 0.012  # of pieces: the connection is reset, before the piece has passed or right after it
    holds: float = 0.006  # of pieces: held back and passed together with whatever follows
    hold: tuple[float, float] = (0.2, 0.8)


@dataclass
class Toll:
    """What the network did."""

    connections: int = 0
    pieces: int = 0
    cuts: int = 0
    holds: int = 0


@dataclass
class BadNetwork:
    """Listens on this machine and passes on to another port, in a thread of its own."""

    to: int
    seed: int
    weather: Weather = field(default_factory=Weather)
    port: int = 0  # 0: any that is free
    toll: Toll = field(default_factory=Toll)
    host: str = HERE  # that it passes on to
    here: str = HERE  # the address on which it listens

    def __enter__(self) -> BadNetwork:
        self._chance = random.Random(self.seed)
        self._loop = asyncio.new_event_loop()
        listening = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(listening,), name="bad-network", daemon=True)
        self._thread.start()
        listening.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(10)

    def _run(self, listening: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve(listening))
        self._loop.close()

    async def _serve(self, listening: threading.Event) -> None:
        self._done = asyncio.Event()
        self._open: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._accept, self.here, self.port)
        self.port = server.sockets[0].getsockname()[1]
        listening.set()
        await self._done.wait()
        server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _forget_the_dead(writer)
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a connection is accepted inside a task")
        self._open.add(task)
        self.toll.connections += 1
        try:
            far_reader, far_writer = await asyncio.open_connection(self.host, self.to)
        except OSError:
            _reset(writer)
            self._open.discard(task)
            return
        ways = [
            asyncio.ensure_future(self._pass_on(reader, far_writer)),
            asyncio.ensure_future(self._pass_on(far_reader, writer)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            pass  # the network is taken down
        finally:
            for way in ways:
                way.cancel()
            _reset(writer)
            _reset(far_writer)
            self._open.discard(task)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Until either end, or the weather, ends it."""
        with contextlib.suppress(ConnectionError):
            while piece := await reader.read(CHUNK):
                self.toll.pieces += 1
                await asyncio.sleep(self._chance.uniform(*self.weather.delay))
                if self._chance.random() < self.weather.holds:
                    self.toll.holds += 1
                    await asyncio.sleep(self._chance.uniform(*self.weather.hold))
                cut = self._chance.random() < self.weather.cuts
                self.toll.cuts += cut
                if cut and self._chance.random() < HALF:
                    return
                writer.write(piece)
                await writer.drain()
                if cut:
                    await asyncio.sleep(0.005)
                    return


def _forget_the_dead(writer: asyncio.StreamWriter) -> None:
    """Where the near end has vanished, the far one is told in some seconds: this stands for a cable, and remembers nothing."""
    line = writer.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in ((socket.TCP_KEEPIDLE, 5), (socket.TCP_KEEPINTVL, 2), (socket.TCP_KEEPCNT, 3)):
        line.setsockopt(socket.IPPROTO_TCP, option, value)  # seconds, seconds, times
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 10_000)  # milliseconds


def _reset(writer: asyncio.StreamWriter) -> None:
    if not writer.transport.is_closing():
        writer.transport.abort()


def main() -> None:
    """Serve until interrupted."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--to", type=int, required=True, help="port of the real server")
    options.add_argument("--port", type=int, default=0, help="port to listen on")
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    chosen = options.parse_args()
    with BadNetwork(to=chosen.to, port=chosen.port, seed=chosen.seed) as network, contextlib.suppress(KeyboardInterrupt):
        print(f"Port {network.port} on this machine is a bad network to port {chosen.to}, seed {chosen.seed}. Stop: Ctrl-C")
        threading.Event().wait()
    print(network.toll)


if __name__ == "__main__":
    main()

"""Runs roles in one process: the two faces, the brain and the sweeper, each of which can also run alone."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.app import (
    App,
    duty_ways,
    load_brain,
)
from bot.duty.teller import DutyTeller
from bot.edge.keystrokes import Typist, tell_typing
from bot.edge.server import EdgeServer
from bot.edge.tls import read_tls
from bot.faces import apps_of, build_channels, build_console, build_metrics, build_web
from bot.give_back import give_back
from bot.logs import Log
from bot.services.ask_after_quiet import ask_after_quiet
from bot.services.count_abandoned import count_abandoned_waits
from bot.services.count_ending import count_endings
from bot.services.cover_silence import cover_silence
from bot.services.forget import forget_expired, forget_practice
from bot.services.give_up_silent import give_up_silent
from bot.services.keep_company import keep_company
from bot.services.pass_on_alarms import pass_on_alarms
from bot.services.play_practice import play_practice
from bot.services.ports import Deps

SWEEP_EVERY = 0.5  # seconds
COUNT_EVERY = 15.0  # seconds; nobody waits for a number
STANDSTILL = 10.0  # seconds between two looks: the machine slept, or the database was away
COLLECT_EVERY = 900.0  # seconds; see _collect_seldom
FORGET_EVERY = 3600.0  # seconds; retention is counted in days
SWITCH_EVERY = 0.001  # seconds a thread may compute while another one waits
_NEVER_BY_ITSELF = 1_000_000
POLL = 0.05  # seconds between looks whether everything is up


class Role(StrEnum):
    """What one process does. `all` is for one machine."""

    ALL = "all"
    WEB = "web"
    CONSOLE = "console"
    BRAIN = "brain"
    SWEEPER = "sweeper"
    CHANNELS = "channels"  # the messaging apps: their webhooks, what came in, what goes out


class Serving(Protocol):
    """A thread that does a role's work."""

    ready: threading.Event
    failure: Exception | None

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End after what is in hand."""


class Awake:
    """Since when every look has succeeded. After a standstill all consoles look gone, and nobody could have written."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.begin()

    def begin(self) -> None:
        """Something failed, or has just started: count anew."""
        self._looked_at = self._since = self._clock()

    def long_enough(self, span: timedelta) -> bool:
        """Whether it has looked regularly for so long. Call it at every look."""
        now = self._clock()
        if now - self._looked_at > STANDSTILL:
            self._since = now
        self._looked_at = now
        return now - self._since >= span.total_seconds()


class Sweeper(threading.Thread):
    """Looks for what nobody answered in time, for who waits too long or was left alone, and for what is to be forgotten.

    It plays the made-up young people of practice conversations, too.
    """

    def __init__(self, app: App, log: Log) -> None:
        super().__init__(name="sweeper", daemon=True)
        self._deps = app.deps
        self._practice = app.practice
        self._log = log
        self._stopping = threading.Event()
        self.ready = threading.Event()
        self.failure: Exception | None = None
        self._count_at = 0.0
        self._awake = Awake()
        self._collect_at = time.monotonic() + COLLECT_EVERY
        self._forget_at = 0.0  # at once: what expired while nobody ran is overdue
        self._anchored_on: date | None = None

    def stop(self) -> None:
        """End after the round in hand."""
        self._stopping.set()
        self.join(5)

    def run(self) -> None:
        self.ready.set()
        while not self._stopping.wait(SWEEP_EVERY):
            self._sweep(cover_silence)
            self._sweep(keep_company)
            self._sweep(ask_after_quiet)
            awake = self._awake.long_enough(self._deps.settings.presence)
            self._sweep(pass_on_alarms, sure=awake)
            if awake:
                self._sweep(give_up_silent)
            self._sweep(self.play_practice)
            if time.monotonic() >= self._count_at:
                self._count_at = time.monotonic() + COUNT_EVERY
                self._sweep(count_abandoned_waits)
                self._sweep(count_endings)
            if time.monotonic() >= self._forget_at:
                self._forget_at = time.monotonic() + FORGET_EVERY
                self._sweep(forget_expired)
                self._sweep(forget_practice)
                self._write_anchor()

    def play_practice(self, deps: Deps) -> int:
        """Say what is due, and let the console see who types."""
        return play_practice(deps, self._practice, lambda one: tell_typing(deps, one, Typist.YOUNG_PERSON, typing=True))

    def _write_anchor(self) -> None:
        """Once a night, and at the start: where the audit log ends. With that line kept elsewhere nobody rewrites it unseen."""
        today = datetime.now(UTC).date()
        if today == self._anchored_on:
            return
        try:
            with self._deps.store.read() as tx:
                self._log.event("audit_anchor", anchor=str(tx.audit_anchor()))
            self._anchored_on = today
        except Exception as error:  # noqa: BLE001  as below
            self._log.event("sweep_failed", name="audit_anchor", error=type(error).__name__)

    def _sweep(self, task: Callable[..., int], **how: bool) -> None:
        try:
            if count := task(self._deps, **how):
                self._log.event(task.__name__, count=count)
        except Exception as error:  # noqa: BLE001  the database may be back in a second
            self._awake.begin()
            self._log.event("sweep_failed", name=task.__name__, error=type(error).__name__)


def serve(app: App, role: Role, log: Log, announce: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; `announce` is called once the role can do its work."""
    # The faces wake often and briefly, beside a brain that computes: with Python's 5 ms an alarm waits behind it at every step.
    sys.setswitchinterval(SWITCH_EVERY)
    asyncio.run(_serve(app, role, log, announce))


async def _serve(app: App, role: Role, log: Log, announce: Callable[[], None]) -> None:
    stopping = asyncio.Event()
    by_face = _servers(app, role)
    servers = list(by_face.values())

    def stop(number: int) -> None:
        stopping.set()
        for server in servers:
            server.handle_exit(number, None)

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop, number)
    threads = _threads(app, role, log, by_face)
    for thread in threads:
        thread.start()
    faces = [asyncio.create_task(server.serve()) for server in servers]
    try:
        if await _is_ready(threads, servers, faces, stopping):
            give_back()
            if any(isinstance(thread, Sweeper) for thread in threads):
                _collect_seldom()
            announce()
            log.event("ready", role=role.value)
        await (asyncio.gather(*faces) if faces else stopping.wait())
    finally:
        for thread in threads:
            await asyncio.to_thread(thread.stop)
        app.close()
        log.event("stopped", role=role.value)


def _collect_seldom() -> None:
    """What is loaded now stays, so Python need not look through it again; the rest, whole, only when the sweeper says so.

    A whole collection stands everything still: a fifth of a second with a thousand open streams, and by itself one came every
    few seconds. The small ones go on as ever.
    """
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER_BY_ITSELF)


def _servers(app: App, role: Role) -> dict[Role, EdgeServer]:
    settings = app.settings
    faces = {}
    if role in {Role.ALL, Role.WEB}:
        faces[Role.WEB] = (build_web(app), settings.web_port)
    if role in {Role.ALL, Role.CONSOLE}:
        faces[Role.CONSOLE] = (build_console(app), settings.console_port)
    if role in {Role.ALL, Role.CHANNELS} and app.channels:
        faces[Role.CHANNELS] = (build_channels(app), settings.channels_port)
    tls = read_tls(settings.tls)
    return {face: EdgeServer(built, host=settings.host, port=port, tls=tls) for face, (built, port) in faces.items()}


def _threads(app: App, role: Role, log: Log, servers: Mapping[Role, EdgeServer]) -> list[Serving]:
    threads: list[Serving] = []
    if app.settings.metrics_port:
        threads.append(build_metrics(app, log, {face.value: server.open_streams for face, server in servers.items()}))
    if role in {Role.ALL, Role.BRAIN}:
        from bot.brain.worker import Worker  # late: only the role that answers loads Rasa

        threads.append(Worker(app.deps, lambda: load_brain(app), log))
    # The young person's face sweeps too: the fixed safe answer must come when every other process is dead.
    if role in {Role.ALL, Role.WEB, Role.SWEEPER}:
        threads.append(Sweeper(app, log))
        if ways := duty_ways(app.settings):
            threads.append(DutyTeller(app.deps, ways, log))
    if role in {Role.ALL, Role.CHANNELS} and app.channels:
        from bot.channels.lines import lines  # late: most installations have no app
        from bot.channels.receiver import Receiver
        from bot.channels.sender import Sender
        from bot.channels.typing import TypingShower

        apps, texts = apps_of(app)
        threads += [
            Receiver(app.deps, apps, app.channels, log),
            Sender(app.deps, app.channels, texts, log),
            TypingShower(app.deps, app.channels, log),
            *lines(app.deps, app.channels, log),
        ]
    return threads


async def _is_ready(
    threads: Sequence[Serving],
    servers: Sequence[EdgeServer],
    faces: Sequence[asyncio.Task[None]],
    stopping: asyncio.Event,
) -> bool:
    """Wait until the faces listen and the brain has its model; False when told to stop, or a face could not start."""
    while not stopping.is_set():
        if any(face.done() for face in faces):
            return False
        for thread in threads:
            if thread.failure is not None:
                raise thread.failure
        if all(server.started for server in servers) and all(thread.ready.is_set() for thread in threads):
            return True
        await asyncio.sleep(POLL)
    return False

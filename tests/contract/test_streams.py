"""What a page may rely on, over a real server: nothing lost, nothing twice, in order, whatever the network does."""

from __future__ import annotations

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from bot.edge.keystrokes import Typist, tell_typing
from bot.services.ports import Deps
from bot.services.take_over import take_over
from tests.contract.server_thread import Heard, Running, listening, until
from tests.faces import Desk, bearer, bot_answers, say


def _events_url(chat: dict[str, str], after: int = 0) -> str:
    return f"/api/conversations/{chat['conversation']}/events?after={after}"


def _numbers(heard: list[Heard]) -> list[int]:
    return [event.data["seq"] for event in heard]


def test_a_stream_pings_at_once_then_tells_the_log_and_the_state(client: httpx2.Client, chat: dict[str, str]) -> None:
    with listening(client, _events_url(chat), headers=bearer(chat["token"])) as events:
        assert [next(events).name for _ in range(3)] == ["ping", "message", "state"]


def test_the_headers_keep_proxies_from_holding_it_back(client: httpx2.Client, chat: dict[str, str]) -> None:
    with client.stream("GET", _events_url(chat), headers=bearer(chat["token"])) as response:
        assert response.headers["x-accel-buffering"] == "no"
        assert response.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert "server" not in response.headers


def test_pings_go_on_while_nothing_happens(client: httpx2.Client, chat: dict[str, str]) -> None:
    with listening(client, _events_url(chat, after=1), headers=bearer(chat["token"])) as events:
        pings = until(events, "ping", 4)
    assert pings[-1].at - pings[0].at < 2


@pytest.mark.parametrize("by_header", [True, False])
def test_resuming_gives_exactly_the_missing_messages(client: httpx2.Client, chat: dict[str, str], by_header: bool) -> None:
    for number in range(4):
        say(client, chat, f"message {number}", f"m{number}")
    headers = bearer(chat["token"])
    if by_header:
        headers["Last-Event-ID"] = "3"
    with listening(client, _events_url(chat, after=0 if by_header else 3), headers=headers) as events:
        missed = until(events, "message", 2)
        say(client, chat, "after", "m9")
        missed += until(events, "message")
    assert _numbers(missed) == [4, 5, 6]
    assert [event.id for event in missed] == ["4", "5", "6"]


def test_a_log_longer_than_one_look_comes_whole_and_at_once(client: httpx2.Client, chat: dict[str, str], deps: Deps) -> None:
    for number in range(250):
        bot_answers(deps, chat["conversation"], str(number))
    began = time.monotonic()
    with listening(client, _events_url(chat), headers=bearer(chat["token"])) as events:
        assert _numbers(until(events, "message", 251)) == list(range(1, 252))
    assert time.monotonic() - began < 10


def test_a_message_is_on_the_page_well_before_the_next_look(client: httpx2.Client, chat: dict[str, str]) -> None:
    with listening(client, _events_url(chat, after=1), headers=bearer(chat["token"])) as events:
        until(events, "state")
        sent_at = time.monotonic()
        say(client, chat, "hi", "m1")
        heard = until(events, "message")[0]
    assert heard.at - sent_at < 0.5


def test_ten_times_the_same_post_at_once_is_one_message(client: httpx2.Client, chat: dict[str, str]) -> None:
    with ThreadPoolExecutor(10) as pool:
        numbers = list(pool.map(lambda _: say(client, chat, "hi", "m1"), range(10)))
    assert numbers == [2] * 10
    log = client.get(f"/api/conversations/{chat['conversation']}/messages?after=0", headers=bearer(chat["token"])).json()
    assert [message["seq"] for message in log["messages"]] == [1, 2]


def test_two_tabs_see_the_same_in_the_same_order(client: httpx2.Client, chat: dict[str, str], deps: Deps) -> None:
    headers = bearer(chat["token"])
    with (
        listening(client, _events_url(chat), headers=headers) as one,
        listening(client, _events_url(chat), headers=headers) as two,
    ):
        for number in range(5):
            say(client, chat, f"message {number}", f"m{number}")
            bot_answers(deps, chat["conversation"])
        first, second = until(one, "message", 11), until(two, "message", 11)
    assert [event.data for event in first] == [event.data for event in second]
    assert _numbers(first) == list(range(1, 12))


def test_readers_that_drop_out_again_and_again_miss_nothing(client: httpx2.Client, chat: dict[str, str], web: Running) -> None:
    writer = threading.Thread(target=lambda: [say(client, chat, f"message {n}", f"m{n}") for n in range(15)])
    writer.start()
    seen: list[int] = []
    while len(seen) < 16:
        headers = {**bearer(chat["token"]), "Last-Event-ID": str(seen[-1] if seen else 0)}
        with listening(client, _events_url(chat), headers=headers) as events:
            seen += _numbers(until(events, "message", min(3, 16 - len(seen))))  # then the connection is cut
    writer.join()
    assert seen == list(range(1, 17))
    _eventually(lambda: web.server.config.app.state.listeners.count() == 0)  # type: ignore[union-attr]


def _eventually(holds) -> None:  # type: ignore[no-untyped-def]
    until_then = time.monotonic() + 3
    while not holds():
        assert time.monotonic() < until_then
        time.sleep(0.02)


def test_a_fifth_stream_of_one_conversation_ends_the_first(client: httpx2.Client, chat: dict[str, str]) -> None:
    headers = bearer(chat["token"])
    with listening(client, _events_url(chat), headers=headers) as first:
        next(first)
        others = [client.stream("GET", _events_url(chat), headers=headers) for _ in range(4)]
        for other in others:
            other.__enter__()
        assert [event.name for event in first if event.name == "message"] == ["message"]  # and then it ends
        for other in others:
            other.__exit__(None, None, None)


def test_the_bot_is_shown_thinking_until_it_has_answered(client: httpx2.Client, chat: dict[str, str], deps: Deps) -> None:
    with listening(client, _events_url(chat, after=1), headers=bearer(chat["token"])) as events:
        say(client, chat, "hi", "m1")
        assert until(events, "typing")[0].data == {"who": "bot", "typing": True}
        bot_answers(deps, chat["conversation"])
        heard = [next(event for event in events if event.name in ("message", "typing")) for _ in range(2)]
    assert [event.name for event in heard] == ["message", "typing"]  # the dots never go out before the answer is there
    assert heard[-1].data == {"who": "bot", "typing": False}


def test_a_counsellor_is_shown_arriving_and_typing(client: httpx2.Client, chat: dict[str, str], deps: Deps) -> None:
    sam = Desk(deps, "Sam").counsellor
    with listening(client, _events_url(chat, after=1), headers=bearer(chat["token"])) as events:
        until(events, "state")
        client.post(f"/api/conversations/{chat['conversation']}/person", json={"client_id": "p1"}, headers=bearer(chat["token"]))
        assert until(events, "state")[0].data.items() >= {"owner": "waiting", "counsellor": None, "queue_place": 1}.items()
        take_over(deps, chat["conversation"], sam)
        taken = {"owner": "counsellor", "counsellor": "Sam", "queue_place": None, "wait": None}
        assert until(events, "state")[0].data.items() >= taken.items()
        for typing in (True, False):
            tell_typing(deps, chat["conversation"], Typist.COUNSELLOR, typing=typing)
            shown = next(event.data for event in events if event.name == "typing" and event.data["who"] == "counsellor")
            assert shown == {"who": "counsellor", "typing": typing}


def test_leaving_ends_the_streams_of_every_tab(client: httpx2.Client, chat: dict[str, str]) -> None:
    with listening(client, _events_url(chat), headers=bearer(chat["token"])) as events:
        until(events, "state")
        client.post(f"/api/conversations/{chat['conversation']}/leave", json={"token": chat["token"]})
        began = time.monotonic()
        assert [event.name for event in events if event.name != "ping"] == []
        assert time.monotonic() - began < 10
    assert client.get(_events_url(chat), headers=bearer(chat["token"])).status_code == 401


def test_a_long_poll_waits_and_answers_as_soon_as_there_is_something(
    client: httpx2.Client, chat: dict[str, str], deps: Deps
) -> None:
    url = f"/api/conversations/{chat['conversation']}/messages?after=1&wait=25"
    threading.Timer(0.3, bot_answers, (deps, chat["conversation"])).start()
    began = time.monotonic()
    answer = client.get(url, headers=bearer(chat["token"])).json()
    assert [message["seq"] for message in answer["messages"]] == [2]
    assert 0.25 < time.monotonic() - began < 10


def test_a_long_poll_with_nothing_to_tell_ends_in_time(client: httpx2.Client, chat: dict[str, str]) -> None:
    url = f"/api/conversations/{chat['conversation']}/messages?after=1&wait=0.4"
    began = time.monotonic()
    answer = client.get(url, headers=bearer(chat["token"])).json()
    assert answer["messages"] == []
    assert 0.35 < time.monotonic() - began < 10


def test_stopping_with_open_streams_and_polls_takes_less_than_two_seconds(
    web: Running, client: httpx2.Client, chat: dict[str, str]
) -> None:
    headers = bearer(chat["token"])
    poll_url = f"/api/conversations/{chat['conversation']}/messages?after=1&wait=25"
    with ThreadPoolExecutor(1) as pool, listening(client, _events_url(chat), headers=headers) as events:
        until(events, "state")
        poll = pool.submit(client.get, poll_url, headers=headers)
        time.sleep(0.2)
        seconds = web.stop()
        assert [event for event in events if event.name != "ping"] == []  # a clean end, not a broken connection
        assert poll.result().json()["messages"] == []
    assert seconds < 1.5


def test_a_reader_that_vanishes_without_a_word_is_let_go(web: Running, chat: dict[str, str]) -> None:
    host, _, port = web.url.removeprefix("http://").partition(":")
    wire = socket.create_connection((host, int(port)))
    path = _events_url(chat)
    wire.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {chat['token']}\r\n\r\n".encode())
    assert wire.recv(200).startswith(b"HTTP/1.1 200")
    listeners = web.server.config.app.state.listeners  # type: ignore[union-attr]
    _eventually(lambda: listeners.count() == 1)
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    wire.close()
    _eventually(lambda: listeners.count() == 0)

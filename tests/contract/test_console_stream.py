"""What a counsellor's console may rely on, over real servers: both faces, one database, one doorbell."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from bot.console.app import create_app
from bot.console.settings import ConsoleSettings
from bot.edge.keystrokes import Typist, tell_typing
from bot.services.ports import Deps, Role
from bot.services.presence import counsellors_here
from bot.services.staff import StaffChange, change_staff, disable
from tests.contract.server_thread import Heard, Running, listening, until
from tests.faces import OWN_PAGE, Desk, bearer, bot_answers, say


@pytest.fixture
def sam(deps: Deps) -> Desk:
    return Desk(deps, "Sam")


@pytest.fixture
def desk(console: Running, sam: Desk) -> Iterator[httpx2.Client]:
    with _browser(console, sam) as browser:
        yield browser


def _browser(console: Running, desk: Desk) -> httpx2.Client:
    return httpx2.Client(base_url=console.url, cookies=desk.cookies, headers=OWN_PAGE, timeout=10)


def _numbers(heard: list[Heard]) -> list[int]:
    return [event.data["seq"] for event in heard]


def test_the_queue_comes_first_and_again_as_a_heartbeat(desk: httpx2.Client) -> None:
    with listening(desk, "/api/events") as events:
        first, second = until(events, "queue", 2)
    told = first.data
    assert (told["waiting"], told["mine"], told["open"], told["open_count"], told["next"]) == ([], [], [], 0, None)
    assert (told["counsellors_here"], [(one["name"], one["here"]) for one in told["staff"]]) == (1, [("Sam", True)])
    assert second.at - first.at < 2


def test_an_open_console_is_what_here_means(desk: httpx2.Client, deps: Deps) -> None:
    assert counsellors_here(deps) == 0
    with listening(desk, "/api/events") as events:
        until(events, "queue")
        assert counsellors_here(deps) == 1


def test_danger_is_on_every_console_by_the_ring_and_not_by_the_heartbeat(
    console: Running, deps: Deps, client: httpx2.Client, chat: dict[str, str], desk: httpx2.Client
) -> None:
    with (
        _browser(console, Desk(deps, "Alex")) as other,
        listening(desk, "/api/events") as one,
        listening(other, "/api/events") as two,
    ):
        until(one, "queue", 2)
        until(two, "queue", 2)
        sent_at = time.monotonic()
        say(client, chat, "T0 now", "m1")
        for events in (one, two):
            alarm = next(event for event in events if event.name == "queue" and event.data["waiting"])
            assert alarm.data["waiting"][0]["tier"] == "T0"
            assert alarm.at - sent_at < 8  # the heartbeat comes every ten


def test_an_accepted_conversation_is_followed_with_what_was_found(
    client: httpx2.Client, chat: dict[str, str], desk: httpx2.Client
) -> None:
    say(client, chat, "T0 now", "m1")
    with listening(desk, "/api/events") as events:
        until(events, "queue")
        assert desk.post(f"/api/conversations/{chat['conversation']}/claim").status_code == 200
        before = until(events, "message", 3)
        assert _numbers(before) == [1, 2, 3]  # welcome, their words, "a person has joined"
        assert (before[1].data["tier"], before[1].data["reasons"][0]["words"]) == ("T0", "T0")
        say(client, chat, "T2 still here", "m2")
        heard = until(events, "message")[0]
    assert heard.data["conversation"] == chat["conversation"]
    assert (heard.data["seq"], heard.data["tier"], heard.data["text"]) == (4, "T2", "T2 still here")
    assert heard.id is None


def test_a_counsellors_words_reach_the_young_person_and_back(
    client: httpx2.Client, chat: dict[str, str], desk: httpx2.Client
) -> None:
    say(client, chat, "T1 please", "m1")
    url = f"/api/conversations/{chat['conversation']}"
    desk.post(f"{url}/claim")
    with listening(client, f"{url}/events?after=3", headers=bearer(chat["token"])) as page:
        until(page, "state")
        assert desk.post(f"{url}/typing", json={"typing": True}).status_code == 204
        shown = next(event.data for event in page if event.name == "typing" and event.data["who"] == "counsellor")
        assert shown["typing"] is True
        assert desk.post(f"{url}/messages", json={"client_id": "r1", "text": "I am here"}).status_code == 201
        heard = until(page, "message")[0].data
    assert (heard["sender"], heard["author"], heard["text"]) == ("counsellor", "Sam", "I am here")


def test_a_new_stream_tells_the_last_messages_again_so_that_a_cut_loses_nothing(
    client: httpx2.Client, chat: dict[str, str], desk: httpx2.Client
) -> None:
    say(client, chat, "T1 please", "m1")
    desk.post(f"/api/conversations/{chat['conversation']}/claim")
    with listening(desk, "/api/events") as events:
        assert _numbers(until(events, "message", 3)) == [1, 2, 3]
    say(client, chat, "while the line was cut", "m2")
    with listening(desk, "/api/events") as events:
        assert _numbers(until(events, "message", 4)) == [1, 2, 3, 4]


def test_a_waiting_conversation_on_the_screen_is_followed_until_a_colleague_takes_it(
    console: Running, deps: Deps, client: httpx2.Client, chat: dict[str, str], desk: httpx2.Client
) -> None:
    say(client, chat, "T1 please", "m1")
    url = f"/api/conversations/{chat['conversation']}"
    with listening(desk, "/api/events") as events, _browser(console, Desk(deps, "Alex")) as other:
        until(events, "queue")
        assert desk.get(url).status_code == 200
        bot_answers(deps, chat["conversation"])
        assert _numbers(until(events, "message", 3)) == [1, 2, 3]
        tell_typing(deps, chat["conversation"], Typist.YOUNG_PERSON, typing=True)
        assert until(events, "typing")[0].data == {"conversation": chat["conversation"], "who": "young_person", "typing": True}
        other.post(f"{url}/claim")
        next(event for event in events if event.name == "queue" and not event.data["waiting"])
        say(client, chat, "only for Alex", "m2")
        assert desk.get(url).status_code == 403
        later = [next(events) for _ in range(4)]
    assert [event for event in later if event.name == "message"] == []


def test_who_watches_a_colleagues_chat_sees_that_an_answer_is_being_written(
    console: Running, deps: Deps, client: httpx2.Client, chat: dict[str, str], desk: httpx2.Client
) -> None:
    say(client, chat, "T1 please", "m1")
    url = f"/api/conversations/{chat['conversation']}"
    desk.post(f"{url}/claim")
    with _browser(console, Desk(deps, "Robin", Role.SUPERVISOR)) as robin, listening(robin, "/api/events") as events:
        assert robin.get(url).status_code == 200
        until(events, "message", 3)
        desk.post(f"{url}/typing", json={"typing": True})
        told = until(events, "typing")[0].data
    assert told == {"conversation": chat["conversation"], "who": "counsellor", "typing": True}


def test_messages_of_others_never_reach_a_console(
    console: Running, deps: Deps, client: httpx2.Client, chat: dict[str, str], desk: httpx2.Client
) -> None:
    with _browser(console, Desk(deps, "Robin", Role.SUPERVISOR)) as robin, listening(robin, "/api/events") as events:
        until(events, "queue")
        say(client, chat, "T1 please", "m1")
        desk.post(f"/api/conversations/{chat['conversation']}/claim")
        say(client, chat, "hello", "m2")
        assert {next(events).name for _ in range(4)} <= {"queue", "board", "ping"}  # a supervisor opens it first, or sees nothing


def test_the_board_is_told_to_supervisors_when_it_has_changed_and_to_nobody_else(
    console: Running, deps: Deps, client: httpx2.Client, chat: dict[str, str], desk: httpx2.Client
) -> None:
    with (
        _browser(console, Desk(deps, "Robin", Role.SUPERVISOR)) as robin,
        listening(robin, "/api/events") as events,
        listening(desk, "/api/events") as others,
    ):
        assert until(events, "board")[0].data["waiting"][0]["count"] == 0
        say(client, chat, "T0 now", "m1")
        rung = time.monotonic()
        while (told := until(events, "board")[0]).data["waiting"][0]["count"] == 0:
            assert time.monotonic() - rung < 5
        assert told.at - rung < 1
        until(others, "queue", 2)
        assert "board" not in {next(others).name for _ in range(2)}


def test_signing_out_ends_the_stream(desk: httpx2.Client) -> None:
    with listening(desk, "/api/events") as events:
        until(events, "queue")
        assert desk.post("/api/sign-out").status_code == 204
        began = time.monotonic()
        for _ in events:
            assert time.monotonic() - began < 10
    assert desk.get("/api/events").status_code == 401


def test_closing_an_account_ends_its_stream_by_the_ring_and_not_by_the_heartbeat(deps: Deps, static_dir: Path, sam: Desk) -> None:
    slow = Running(create_app(deps, static_dir=static_dir, settings=ConsoleSettings(heartbeat=60)))
    with _browser(slow, sam) as browser, listening(browser, "/api/events") as events:
        until(events, "queue")
        disable(deps, None, sam.counsellor.id)
        began = time.monotonic()
        assert {event.name for event in events} <= {"queue", "ping"}
        assert time.monotonic() - began < 5
    slow.stop()


def test_a_changed_role_is_felt_in_an_open_stream(
    console: Running, deps: Deps, client: httpx2.Client, chat: dict[str, str], desk: httpx2.Client, sam: Desk
) -> None:
    url = f"/api/conversations/{chat['conversation']}"
    change_staff(deps, None, sam.counsellor.id, StaffChange(Role.SUPERVISOR))
    with listening(desk, "/api/events") as events:
        until(events, "queue")
        assert desk.get(url).status_code == 200  # a chat with the bot: a supervisor may read it
        say(client, chat, "hello", "m1")
        assert until(events, "message", 2)[-1].data["text"] == "hello"
        change_staff(deps, None, sam.counsellor.id, StaffChange(Role.COUNSELLOR))
        say(client, chat, "not for every counsellor", "m2")
        later = [next(events) for _ in range(4)]
    assert [event for event in later if event.name == "message"] == []


def test_the_console_stops_at_once_with_open_streams(console: Running, desk: httpx2.Client) -> None:
    with listening(desk, "/api/events") as events:
        until(events, "queue")
        assert console.stop() < 1.5

"""Whispers, notes and emergencies on open consoles, over a real server."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from bot.services.ports import Deps, Role
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from tests.contract.server_thread import Running, listening, until
from tests.faces import OWN_PAGE, Desk


def _browser(console: Running, desk: Desk) -> httpx2.Client:
    return httpx2.Client(base_url=console.url, cookies=desk.cookies, headers=OWN_PAGE, timeout=10)


@pytest.fixture
def sam(console: Running, deps: Deps) -> Iterator[httpx2.Client]:
    with _browser(console, Desk(deps, "Sam")) as browser:
        yield browser


@pytest.fixture
def robin(console: Running, deps: Deps) -> Iterator[httpx2.Client]:
    with _browser(console, Desk(deps, "Robin", Role.SUPERVISOR)) as browser:
        yield browser


@pytest.fixture
def url(sam: httpx2.Client, deps: Deps) -> str:
    """A conversation that Sam has."""
    conversation, _ = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="T1 please")
    found = f"/api/conversations/{conversation.id}"
    assert sam.post(f"{found}/claim", json={}).status_code == 200
    return found


def test_a_whisper_reaches_whoever_has_it_once_and_again_on_a_new_stream_and_nobody_else(
    console: Running, deps: Deps, sam: httpx2.Client, robin: httpx2.Client, url: str
) -> None:
    with (
        _browser(console, Desk(deps, "Alex")) as alex,
        listening(sam, "/api/events") as events,
        listening(alex, "/api/events") as elsewhere,
    ):
        until(events, "queue")
        for text in ("Ask who is near.", "Well done."):
            assert robin.post(f"{url}/notes", json={"kind": "whisper", "text": text}).status_code == 201
        heard = [event.data for event in until(events, "note", 2)]
        assert [(one["number"], one["kind"], one["by"], one["text"]) for one in heard] == [
            (1, "whisper", "Robin", "Ask who is near."),
            (2, "whisper", "Robin", "Well done."),
        ]
        assert all(url.endswith(one["conversation"]) for one in heard)
        told: list[str] = []
        for event in elsewhere:
            told.append(event.name)
            if told.count("queue") == 4:  # heartbeats enough
                break
        assert "note" not in told
    with listening(sam, "/api/events") as events:
        assert [event.data["number"] for event in until(events, "note", 2)] == [1, 2]


def test_a_supervisor_who_watches_sees_notes_as_they_are_written(sam: httpx2.Client, robin: httpx2.Client, url: str) -> None:
    with listening(robin, "/api/events") as events:
        until(events, "queue")
        assert robin.get(url).status_code == 200
        sam.post(f"{url}/notes", json={"kind": "note", "text": "likes to draw"})
        assert until(events, "note")[0].data["text"] == "likes to draw"


def test_an_emergency_is_on_every_open_console_until_somebody_confirms_it(
    console: Running, deps: Deps, sam: httpx2.Client, url: str
) -> None:
    with _browser(console, Desk(deps, "Alex")) as alex, listening(alex, "/api/events") as events:
        until(events, "queue")
        sam.post(f"{url}/emergency", json={"reason": "They say it happens now."})
        wanted = next(event for event in events if event.name == "queue" and event.data["emergencies"])
        assert wanted.data["emergencies"][0]["opened_by"] == "Sam"
        assert alex.post(f"{url}/emergency/confirm", json={}).status_code == 200
        assert next(event for event in events if event.name == "queue" and not event.data["emergencies"])


def test_whoever_confirmed_follows_the_chat_until_it_is_over(console: Running, deps: Deps, sam: httpx2.Client, url: str) -> None:
    with _browser(console, Desk(deps, "Alex")) as alex, listening(alex, "/api/events") as events:
        until(events, "queue")
        sam.post(f"{url}/emergency", json={"reason": "They say it happens now."})
        assert alex.get(url).status_code == 200
        alex.post(f"{url}/emergency/confirm", json={})
        until(events, "message", 3)
        sam.post(f"{url}/messages", json={"client_id": "r1", "text": "I am here"})
        assert until(events, "message")[0].data["text"] == "I am here"
        sam.post(f"{url}/emergency/end", json={"outcome": "not_needed", "text": "They are safe."})
        assert alex.get(url).status_code == 403

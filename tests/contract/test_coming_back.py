"""Coming back and deleting, over real servers: the first tab ends, the consoles see it."""

from __future__ import annotations

import time

import httpx2
import pytest

from bot.services.ports import Deps
from bot.services.take_over import take_over
from tests.contract.server_thread import Running, listening, until
from tests.faces import OWN_PAGE, Desk, bearer, bot_answers, say


def _url(chat: dict[str, str], path: str = "/events?after=0") -> str:
    return f"/api/conversations/{chat['conversation']}{path}"


def _act(client: httpx2.Client, chat: dict[str, str], path: str, **body: object) -> httpx2.Response:
    return client.post(_url(chat, f"/{path}"), json=body, headers=bearer(chat["token"]))


@pytest.fixture
def sam(deps: Deps) -> Desk:
    return Desk(deps, "Sam")


def test_coming_back_in_a_second_browser_ends_the_first(client: httpx2.Client, chat: dict[str, str], deps: Deps) -> None:
    code = _act(client, chat, "code", kind="words").json()["code"]
    with listening(client, _url(chat), headers=bearer(chat["token"])) as first:
        until(first, "state")
        began = time.monotonic()
        back = client.post("/api/rejoin", json={"code": code}).json()
        bot_answers(deps, chat["conversation"], "for the second browser only")
        assert [event.name for event in first if event.name == "message"] == []  # and then the stream ends
        assert time.monotonic() - began < 5
    assert client.get(_url(chat), headers=bearer(chat["token"])).status_code == 401
    with listening(client, _url(back), headers=bearer(back["token"])) as second:
        assert [event.data["seq"] for event in until(second, "message", 2)] == [1, 2]


def test_a_long_poll_of_the_first_browser_ends_too(client: httpx2.Client, chat: dict[str, str]) -> None:
    code = _act(client, chat, "code", kind="digits").json()["code"]
    client.post("/api/rejoin", json={"code": code})
    assert client.get(_url(chat, "/messages?after=1&wait=5"), headers=bearer(chat["token"])).status_code == 401


def test_the_page_hears_that_it_has_a_code_and_that_somebody_is_here(
    client: httpx2.Client, console: Running, sam: Desk, chat: dict[str, str]
) -> None:
    with listening(client, _url(chat), headers=bearer(chat["token"])) as events:
        assert until(events, "state")[0].data["has_code"] is False
        _act(client, chat, "code", kind="words")
        assert until(events, "state")[0].data["has_code"] is True
    with (
        httpx2.Client(base_url=console.url, cookies=sam.cookies, headers=OWN_PAGE, timeout=10) as desk,
        listening(desk, "/api/events") as watching,
    ):
        until(watching, "queue")
        assert client.get(_url(chat, ""), headers=bearer(chat["token"])).json()["staffed"] is True


def test_a_deleted_chat_goes_from_the_console_and_its_counsellor_is_told(
    client: httpx2.Client, console: Running, deps: Deps, sam: Desk, chat: dict[str, str]
) -> None:
    say(client, chat, "T0 now", "m1")
    take_over(deps, chat["conversation"], sam.counsellor)
    with (
        httpx2.Client(base_url=console.url, cookies=sam.cookies, headers=OWN_PAGE, timeout=10) as desk,
        listening(client, _url(chat), headers=bearer(chat["token"])) as page,
        listening(desk, "/api/events") as watching,
    ):
        next(event for event in watching if event.name == "queue" and event.data["mine"])
        until(page, "state")
        assert _act(client, chat, "delete").status_code == 204
        next(event for event in watching if event.name == "queue" and not event.data["mine"])
        assert [event.name for event in page if event.name == "message"] == []  # and then it ends
        gone = desk.get(f"/api/conversations/{chat['conversation']}")
        reply = desk.post(f"/api/conversations/{chat['conversation']}/messages", json={"client_id": "r1", "text": "hi"})
    assert [(one.status_code, one.json()["error"]["code"]) for one in (gone, reply)] == [(404, "not_found")] * 2


def test_a_correction_reaches_the_console_at_once(
    client: httpx2.Client, console: Running, deps: Deps, sam: Desk, chat: dict[str, str]
) -> None:
    say(client, chat, "T0 now", "m1")
    with deps.store.write() as tx:
        tx.save_tracker_state(chat["conversation"], {"slots": {"suicide_answer": "thoughts"}}, deps.clock())
    with (
        httpx2.Client(base_url=console.url, cookies=sam.cookies, headers=OWN_PAGE, timeout=10) as desk,
        listening(desk, "/api/events") as watching,
    ):
        next(event for event in watching if event.name == "queue" and event.data["waiting"])
        assert _act(client, chat, "passed-on/wrong", id="suicide_answer.thoughts").status_code == 204
        told = next(e for e in watching if e.name == "queue" and e.data["waiting"][0]["corrected_at"])
        brief = desk.get(f"/api/conversations/{chat['conversation']}").json()["brief"]
    assert told.data["waiting"][0]["away"] is False
    assert (brief["facts"], brief["corrected"]) == ([], [{"label": "suicide_answer", "value": "thoughts", "how": "said"}])

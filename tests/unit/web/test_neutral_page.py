"""While somebody may be reading along, neither the page nor what it is told says that anybody was called or has come."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.conversation.message import Draft, Sender
from bot.conversation.owner import Owner
from bot.services.ports import Deps
from tests.faces import bearer, say

GIVING_AWAY = ("waiting", "Sam", "helpline", "a note")
LIKE_ANY_CHAT = {"neutral": True, "owner": "bot", "counsellor": None, "queue_place": None, "wait": None, "staffed": False}


def state(client: TestClient, chat: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/conversations/{chat['conversation']}", headers=bearer(chat["token"])).json()
    return {key: found[key] for key in LIKE_ANY_CHAT}


def plain(client: TestClient, chat: dict[str, str]) -> str:
    form = {**chat, "form": "f" * 24, "do": "show", "text": ""}
    return client.post("/plain", data=form).text


@pytest.fixture
def asked(client: TestClient, chat: dict[str, str], deps: Deps) -> dict[str, str]:
    """A chat in which a person was called, and helplines and a note were shown."""
    say(client, chat, "person please", "m1")
    with deps.store.write() as tx:
        cards = ({"name": "a helpline", "phone": "000"},)
        tx.append(chat["conversation"], Draft(Sender.BOT, "words", key="utter_helplines", helplines=cards), now=deps.clock())
        tx.append(chat["conversation"], Draft(Sender.SYSTEM, "a note", key="utter_person_joined"), now=deps.clock())
    return chat


def test_who_waits_looks_like_nobody_was_called_until_it_is_over(client: TestClient, asked: dict[str, str]) -> None:
    assert state(client, asked)["owner"] == "waiting"
    say(client, asked, "watched right now", "m2")
    assert state(client, asked) == LIKE_ANY_CHAT
    say(client, asked, "alone again", "m3")
    after = state(client, asked)
    assert (after["neutral"], after["owner"]) == (False, "waiting")
    assert after["queue_place"] >= 1


def test_a_counsellor_who_has_come_is_not_named(client: TestClient, asked: dict[str, str], deps: Deps) -> None:
    with deps.store.write() as tx:
        tx.update_conversation(asked["conversation"], owner=Owner.COUNSELLOR, counsellor_name="Sam")
        tx.append(asked["conversation"], Draft(Sender.COUNSELLOR, "take your time", author="Sam"), now=deps.clock())
    assert "Sam" in plain(client, asked)
    say(client, asked, "watched right now", "m2")
    assert state(client, asked) == LIKE_ANY_CHAT
    with deps.store.write() as tx:
        tx.append(asked["conversation"], Draft(Sender.COUNSELLOR, "maths is hard", author="Sam"), now=deps.clock())
    page = plain(client, asked)
    assert "maths is hard" in page
    assert "take your time" not in page
    assert [word for word in GIVING_AWAY if word in page] == []


def test_the_page_without_a_script_shows_no_place_no_note_and_no_helpline(client: TestClient, asked: dict[str, str]) -> None:
    before = plain(client, asked)
    assert [word for word in GIVING_AWAY if word not in before] == ["Sam"]
    say(client, asked, "watched right now", "m2")
    page = plain(client, asked)
    assert [word for word in GIVING_AWAY if word in page] == []
    assert "person please" not in page
    assert "watched right now" not in page
    say(client, asked, "what about the homework", "m3")
    assert "what about the homework" in plain(client, asked)
    say(client, asked, "alone again", "m4")
    assert "person please" in plain(client, asked)
    assert [word for word in GIVING_AWAY if word not in plain(client, asked)] == ["Sam"]


def test_a_chat_that_is_closed_says_so(client: TestClient, asked: dict[str, str], deps: Deps) -> None:
    say(client, asked, "watched right now", "m2")
    with deps.store.write() as tx:
        tx.update_conversation(asked["conversation"], owner=Owner.CLOSED)
    assert (state(client, asked)["owner"], state(client, asked)["neutral"]) == ("closed", False)

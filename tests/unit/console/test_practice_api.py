"""A counsellor switches practice on for themselves, and it is marked wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI

from bot.console.app import create_app
from bot.console.settings import ConsoleSettings
from bot.guidance.practice import load_practice
from bot.services.play_practice import play_practice
from bot.services.ports import Deps
from tests.faces import Desk, bot_answers, words

PRACTICE = load_practice(Path(__file__).parents[3] / "data", ["en"])
SCENARIO = "en/deadline"
Play = Callable[[], None]


@pytest.fixture
def app(deps: Deps, static_dir: Path) -> FastAPI:
    return create_app(deps, static_dir=static_dir, settings=ConsoleSettings(), words=words, practice=PRACTICE)


@pytest.fixture
def chat(deps: Deps, sam: Desk) -> str:
    """A practice conversation of Sam's that waits for a person."""
    begun = sam.client.post("/api/practice", json={"scenario": SCENARIO})
    assert begun.status_code == 201
    conversation: str = begun.json()["conversation"]
    for _ in PRACTICE.scripts[SCENARIO].opening:
        assert play_practice(deps, PRACTICE, now=deps.clock() + timedelta(minutes=1)) == 1
        bot_answers(deps, conversation)
    with deps.store.write() as tx:
        tx.update_conversation(conversation, owner="waiting", waiting_since=deps.clock())
    return conversation


def test_what_can_be_practised_is_listed_without_what_it_teaches(sam: Desk) -> None:
    listed = sam.client.get("/api/practice").json()
    assert {"id": SCENARIO, "title": "There is a clock running", "language": "en"} in listed["scenarios"]
    assert len(listed["scenarios"]) == len(PRACTICE.scripts)
    assert listed["mine"] == []


def test_only_who_began_it_sees_it_in_the_queue_and_it_is_marked(
    sam: Desk, alex: Desk, robin: Desk, chat: str, waiting: str
) -> None:
    mine = sam.client.get("/api/queue").json()["waiting"]
    assert [(card["id"], card["practice"]) for card in mine] == [(waiting, False), (chat, True)]
    for other in (alex, robin):
        assert [card["id"] for card in other.client.get("/api/queue").json()["waiting"]] == [waiting]
    assert sam.client.get(f"/api/conversations/{chat}").json()["card"]["practice"] is True


def test_a_colleague_can_neither_read_nor_take_it_and_a_supervisor_may_look(
    sam: Desk, alex: Desk, robin: Desk, chat: str
) -> None:
    assert alex.client.get(f"/api/conversations/{chat}").status_code == 403
    assert alex.client.post(f"/api/conversations/{chat}/claim").status_code == 403
    assert robin.client.get(f"/api/conversations/{chat}").status_code == 200


def test_what_it_teaches_comes_at_the_end(sam: Desk, chat: str) -> None:
    assert sam.client.post(f"/api/conversations/{chat}/claim").json()["practice"] is True
    (before,) = sam.client.get("/api/practice").json()["mine"]
    assert (before["over"], before["learn"]) == (False, [])
    assert sam.client.post(f"/api/conversations/{chat}/close", json={"read_up_to": 99}).status_code == 200
    (after,) = sam.client.get("/api/practice").json()["mine"]
    assert (after["conversation"], after["owner"], after["over"]) == (chat, "closed", True)
    assert after["learn"] == list(PRACTICE.scripts[SCENARIO].learn)


def test_it_is_stopped_by_who_began_it(sam: Desk, alex: Desk, chat: str) -> None:
    assert alex.client.post(f"/api/practice/{chat}/stop").status_code == 403
    assert sam.client.post(f"/api/practice/{chat}/stop").status_code == 204
    assert sam.client.get(f"/api/conversations/{chat}").status_code == 404
    assert sam.client.post("/api/practice/nonsense/stop").status_code == 404


def test_what_is_not_there_and_too_many_are_refused(sam: Desk, deps: Deps) -> None:
    assert sam.client.post("/api/practice", json={"scenario": "en/none"}).status_code == 404
    assert sam.client.post("/api/practice", json={}).status_code == 400
    begun = [sam.client.post("/api/practice", json={"scenario": SCENARIO}).status_code for _ in range(4)]
    assert begun == [201, 201, 201, 409]
    assert deps.settings.practices_at_once == 3

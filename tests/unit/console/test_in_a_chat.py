"""What a counsellor does in a conversation, over the wire: tier, notes, emergency, blocking, record, debrief, reading."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.console.app import create_app
from bot.console.settings import ConsoleSettings
from bot.guidance.veil import Veil
from bot.services.ports import Deps
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from tests.faces import OWN_PAGE, Desk

WHY = "They laughed about a film."


def _url(conversation_id: str, what: str = "") -> str:
    return f"/api/conversations/{conversation_id}{what}"


@pytest.fixture
def mine(sam: Desk, waiting: str) -> str:
    """A conversation in danger that Sam has accepted."""
    assert sam.client.post(_url(waiting, "/claim"), json={}).status_code == 200
    return waiting


def _audited(deps: Deps, *actions: str) -> list[tuple[str, str | None]]:
    with deps.store.read() as tx:
        return [(line.action, line.about) for line in tx.audit_lines(limit=1000) if line.action in actions]


def _code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_the_tier_is_lowered_with_a_reason_and_the_brief_says_who_and_why(sam: Desk, mine: str) -> None:
    answer = sam.client.post(_url(mine, "/tier"), json={"tier": "T3", "reason": WHY})
    assert (answer.status_code, answer.json()["tier"]) == (200, "T3")
    found = sam.client.get(_url(mine)).json()
    (change,) = found["tier_changes"]
    assert {name: change[name] for name in ("by", "from", "to", "reason")} == {
        "by": "Sam",
        "from": "T0",
        "to": "T3",
        "reason": WHY,
    }
    assert found["brief"]["tier_set_by"] == change


def test_a_colleague_raises_what_waits_and_lowers_nothing(sam: Desk, alex: Desk, robin: Desk, deps: Deps) -> None:
    conversation, _ = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="person please")
    assert sam.client.post(_url(conversation.id, "/tier"), json={"tier": "T1"}).json()["tier"] == "T1"
    assert _code(alex.client.post(_url(conversation.id, "/tier"), json={"tier": "T4", "reason": WHY})) == (403, "not_yours")
    assert _code(robin.client.post(_url(conversation.id, "/tier"), json={"tier": "T4", "reason": "no"}))[0] == 400
    assert robin.client.post(_url(conversation.id, "/tier"), json={"tier": "T4", "reason": WHY}).json()["tier"] == "T4"


def test_a_tier_that_does_not_exist_is_refused(sam: Desk, mine: str) -> None:
    for tier in ("T9", "", "t0", None, 0):
        assert _code(sam.client.post(_url(mine, "/tier"), json={"tier": tier, "reason": WHY})) == (400, "bad_request")


def test_notes_and_whispers_are_read_beside_the_chat_by_their_writers_name(sam: Desk, robin: Desk, mine: str) -> None:
    written = sam.client.post(_url(mine, "/notes"), json={"kind": "note", "text": "likes <b>to draw</b>"})
    assert (written.status_code, written.json()["number"], written.json()["by"]) == (201, 1, "Sam")
    assert robin.client.post(_url(mine, "/notes"), json={"kind": "whisper", "text": "Ask who is near."}).status_code == 201
    notes = sam.client.get(_url(mine)).json()["notes"]
    assert [(one["number"], one["kind"], one["by"], one["text"]) for one in notes] == [
        (1, "note", "Sam", "likes <b>to draw</b>"),
        (2, "whisper", "Robin", "Ask who is near."),
    ]


def test_whispers_are_for_those_who_may_step_in(sam: Desk, alex: Desk, robin: Desk, mine: str, with_bot: str) -> None:
    whisper = {"kind": "whisper", "text": "psst"}
    assert _code(sam.client.post(_url(mine, "/notes"), json=whisper)) == (403, "no_permission")
    assert _code(alex.client.post(_url(mine, "/notes"), json=whisper)) == (403, "not_yours")
    assert _code(robin.client.post(_url(with_bot, "/notes"), json=whisper)) == (409, "nobody_has_it")
    assert _code(robin.client.post(_url(mine, "/notes"), json={"kind": "shout", "text": "x"})) == (400, "bad_request")


def test_an_emergency_is_on_every_console_until_a_second_person_confirms_it(
    sam: Desk, alex: Desk, robin: Desk, mine: str
) -> None:
    opened = sam.client.post(_url(mine, "/emergency"), json={"reason": "They say it happens now."})
    assert (opened.status_code, opened.json()["confirmed_at"], opened.json()["opened_by"]) == (200, None, "Sam")
    assert opened.json()["alone_from"] > opened.json()["opened_at"]
    for desk, own in ((sam, True), (alex, False), (robin, False)):
        (wanted,) = desk.client.get("/api/queue").json()["emergencies"]
        assert (wanted["conversation"], wanted["opened_by"], wanted["number"], wanted["mine"]) == (mine, "Sam", 1, own)
        assert "reason" not in wanted
    assert _code(sam.client.post(_url(mine, "/emergency/confirm"), json={})) == (409, "same_person")
    assert alex.client.get(_url(mine)).json()["emergency"]["reason"] == "They say it happens now."
    confirmed = alex.client.post(_url(mine, "/emergency/confirm"), json={})
    assert (confirmed.status_code, confirmed.json()["confirmed_by"], confirmed.json()["alone"]) == (200, "Alex", False)
    assert robin.client.get("/api/queue").json()["emergencies"] == []
    ended = sam.client.post(_url(mine, "/emergency/end"), json={"outcome": "called", "text": "Called at once."})
    assert (ended.json()["outcome"], ended.json()["text"], ended.json()["ended_by"]) == ("called", "Called at once.", "Sam")
    assert alex.client.get(_url(mine)).status_code == 403  # what they were asked for is over


def test_the_checklist_holds_the_questions_of_the_guidance_and_is_never_a_condition(sam: Desk, alex: Desk, mine: str) -> None:
    assert _code(sam.client.post(_url(mine, "/emergency/checklist"), json={"answers": {}})) == (409, "no_emergency")
    sam.client.post(_url(mine, "/emergency"), json={"reason": "They say it happens now."})
    answered = sam.client.post(_url(mine, "/emergency/checklist"), json={"answers": {"told_first": True, "ground": "life"}})
    by_id = {one["id"]: one for one in answered.json()["checklist"]}
    assert {"ground", "tried_to_agree", "told_first", "where", "who_is_there", "called", "lead_told"} == set(by_id)
    assert (by_id["told_first"]["value"], by_id["ground"]["value"], by_id["where"]["value"]) == (True, "life", None)
    assert all(one["label"] for one in by_id.values())
    wrong = sam.client.post(_url(mine, "/emergency/checklist"), json={"answers": {"name": "x"}})
    assert _code(wrong) == (400, "bad_field")
    assert _code(sam.client.post(_url(mine, "/emergency/end"), json={"outcome": "called", "text": "x"})) == (409, "not_confirmed")
    assert alex.client.post(_url(mine, "/emergency/confirm"), json={}).status_code == 200


def test_blocking_hands_it_to_the_bot_and_says_until_when(sam: Desk, robin: Desk, mine: str) -> None:
    assert _code(sam.client.post(_url(mine, "/block"), json={"reason": "abuse", "hours": 24})) == (409, "urgent")
    sam.client.post(_url(mine, "/tier"), json={"tier": "T4", "reason": WHY})
    blocked = sam.client.post(_url(mine, "/block"), json={"reason": "abuse", "hours": 24})
    assert (blocked.status_code, blocked.json()["owner"]) == (200, "bot")
    assert blocked.json()["blocked_until"]
    assert _code(sam.client.post(_url(mine, "/unblock"), json={})) == (403, "not_yours")  # it is not theirs any more
    assert robin.client.post(_url(mine, "/unblock"), json={}).json()["blocked_until"] is None


@pytest.mark.parametrize(
    "body", [{"reason": "dislike", "hours": 1}, {"reason": "spam", "hours": 0}, {"reason": "spam", "hours": 721}]
)
def test_a_block_has_a_known_reason_and_an_end(sam: Desk, mine: str, body: dict[str, Any]) -> None:
    assert _code(sam.client.post(_url(mine, "/block"), json=body)) == (400, "bad_request")


def test_a_record_is_filled_in_saved_signed_and_then_only_read(sam: Desk, alex: Desk, robin: Desk, mine: str) -> None:
    found = sam.client.get(_url(mine, "/record")).json()
    assert {one["id"] for one in found["fields"]} == set(found["record"])
    assert found["record"]["final_tier"] == {"value": "T0", "from": "conversation"}
    saved = sam.client.put(_url(mine, "/record"), json={"record": {"follow_up": "Chat on Friday."}}).json()
    assert saved["record"]["follow_up"] == {"value": "Chat on Friday.", "from": "counsellor"}
    assert _code(sam.client.put(_url(mine, "/record"), json={"record": {"final_tier": "T4"}})) == (400, "bad_field")
    assert _code(alex.client.get(_url(mine, "/record"))) == (403, "not_yours")
    sam.client.post(_url(mine, "/close"), json={"read_up_to": 99})
    (due,) = sam.client.get("/api/records").json()["due"]
    assert (due["conversation"], due["begun"]) == (mine, True)
    signed = sam.client.post(_url(mine, "/record/sign"), json={}).json()
    assert (signed["signed_by"], signed["lines"]) == ("Sam", [])
    assert signed["signed_at"]
    assert sam.client.get("/api/records").json() == {"due": []}
    assert _code(sam.client.put(_url(mine, "/record"), json={"record": {"follow_up": "No."}})) == (409, "signed")
    assert sam.client.post(_url(mine, "/record/lines"), json={"text": "It was Thursday."}).json()["lines"][0]["by"] == "Sam"
    assert robin.client.get(_url(mine, "/record")).json()["record"]["follow_up"]["value"] == "Chat on Friday."


def test_a_wish_to_talk_reaches_the_supervisors_with_or_without_a_chat(deps: Deps, sam: Desk, mine: str) -> None:
    assert sam.client.post("/api/debrief", json={"conversation": mine}).status_code == 204
    assert sam.client.post("/api/debrief", json={}).status_code == 204
    assert sam.client.post("/api/debrief", json={"conversation": "../x"}).status_code == 400
    with deps.store.read() as tx:
        assert [one.conversation_id for one in tx.incidents() if one.kind == "debrief"] == [None, mine]


def test_reading_is_logged_each_time_but_ones_own_once(deps: Deps, sam: Desk, robin: Desk, mine: str) -> None:
    for desk in (sam, sam, robin, robin):
        assert desk.client.get(_url(mine)).status_code == 200
    # Sam's accepting it has opened it already.
    assert _audited(deps, "read") == [("read", "counsellor"), ("read", "counsellor")]


def test_a_refused_reading_is_logged_whatever_was_tried(deps: Deps, alex: Desk, mine: str) -> None:
    tries = [("GET", ""), ("GET", "/help"), ("POST", "/tier"), ("POST", "/notes"), ("POST", "/emergency"), ("POST", "/block")]
    body = {"tier": "T1", "kind": "note", "text": "x", "reason": "spam", "hours": 1}
    for method, what in tries:
        answer = alex.client.request(method, _url(mine, what), json=None if method == "GET" else body)
        assert _code(answer) == (403, "not_yours"), what
    assert len(_audited(deps, "read_refused")) == len(tries)


def test_what_is_hard_to_read_is_veiled_in_their_words_only_and_what_made_it_urgent_never(
    deps: Deps, static_dir: Any, sam: Desk
) -> None:
    app: FastAPI = create_app(
        deps, static_dir=static_dir, settings=ConsoleSettings(), veil=Veil.of(["tree~", "t0", "utter_welcome", "welcome"])
    )
    client = TestClient(app, cookies=sam.cookies, headers=OWN_PAGE)
    conversation, _ = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="T0 a tree 🌳 trees")
    found = client.get(_url(conversation.id)).json()["messages"]
    assert [one["veiled"] for one in found] == [[], [[5, 9], [12, 17]]]


def test_a_word_before_the_words_and_nothing_promised(sam: Desk, mine: str) -> None:
    found = sam.client.get(_url(mine)).json()
    assert (found["content_note"], found["promised"], found["emergency"], found["notes"]) == ([], [], None, [])
    assert [line["line"] for line in found["brief"]["lines"]][:3] == ["safe", "age", "country"]

from __future__ import annotations

import json

import pytest
from fastapi import FastAPI

from bot.conversation.feedback import Answer
from bot.services.feedback import give_feedback
from bot.services.ports import Deps, Role
from bot.services.reading import may_read
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from tests.faces import Desk, bot_answers

READ = {"read_up_to": 99}


def _url(conversation_id: str, what: str = "") -> str:
    return f"/api/conversations/{conversation_id}{what}"


def test_the_queue_shows_who_waits_and_why(sam: Desk, robin: Desk, waiting: str, with_bot: str) -> None:
    queue = sam.client.get("/api/queue").json()
    assert [card["id"] for card in queue["waiting"]] == [waiting]
    card = queue["waiting"][0]
    assert (card["tier"], card["concern"], card["preview_words"], card["unread"]) == ("T0", "danger", ["T0"], 1)
    assert card["label"].startswith("Chat ")
    assert (queue["mine"], queue["counsellors_here"], queue["next"]) == ([], 0, waiting)
    assert (queue["open"], queue["open_count"]) == ([], 1)
    assert "held" not in queue
    read_by_a_supervisor = robin.client.get("/api/queue").json()
    assert [card["id"] for card in read_by_a_supervisor["open"]] == [with_bot]
    assert read_by_a_supervisor["open"][0]["preview_words"] == []


def test_what_a_young_person_says_at_the_end_about_the_chat_is_told_to_nobody_at_the_console(
    deps: Deps, sam: Desk, robin: Desk, waiting: str
) -> None:
    assert sam.client.post(_url(waiting, "/claim")).status_code == 200
    assert sam.client.post(_url(waiting, "/close"), json=READ).status_code == 200
    before = [desk.client.get(_url(waiting)).json() for desk in (sam, robin)]
    before += [desk.client.get(_url(waiting, "/record")).json() for desk in (sam, robin)]
    give_feedback(deps, waiting, Answer.NOT)
    after = [desk.client.get(_url(waiting)).json() for desk in (sam, robin)]
    after += [desk.client.get(_url(waiting, "/record")).json() for desk in (sam, robin)]
    assert after == before


def test_a_waiting_conversation_comes_with_its_brief_and_reasons(sam: Desk, waiting: str) -> None:
    found = sam.client.get(_url(waiting)).json()
    assert found["card"]["id"] == waiting
    said = found["messages"][-1]
    assert (said["text"], said["tier"]) == ("T0 now", "T0")
    assert said["reasons"] == [
        {"source": "rule", "name": "marker", "tier": "T0", "words": "T0", "start": 0, "end": 2, "like": ""}
    ]
    assert found["brief"]["tier"] == "T0"
    assert found["brief"]["raised_by"][0]["words"] == "T0"


def test_situations_go_by_their_name_in_the_catalogue(deps: Deps, sam: Desk) -> None:
    conversation, _ = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="person please")
    found = sam.client.get(_url(conversation.id)).json()
    asked = [{"id": "L03", "name": "Asks for a person", "score": 0.9}]
    assert found["messages"][-1]["situations"] == asked
    assert found["brief"]["situations"] == asked


def test_exactly_one_counsellor_gets_it_and_the_other_learns_who(sam: Desk, alex: Desk, waiting: str) -> None:
    won = sam.client.post(_url(waiting, "/claim"))
    assert (won.status_code, won.json()["owner"], won.json()["counsellor"]) == (200, "counsellor", "Sam")
    lost = alex.client.post(_url(waiting, "/claim"))
    assert lost.status_code == 409
    assert (lost.json()["error"]["code"], lost.json()["error"]["by"]) == ("taken", "Sam")
    assert sam.client.post(_url(waiting, "/claim")).status_code == 200  # a retry


def test_nobody_claims_what_does_not_wait(sam: Desk, with_bot: str) -> None:
    answer = sam.client.post(_url(with_bot, "/claim"))
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_waiting")


def test_a_reply_is_stored_once_under_the_counsellors_name(sam: Desk, waiting: str) -> None:
    sam.client.post(_url(waiting, "/claim"))
    body = {"client_id": "r1", "text": "I am here. \ud83d"}
    answers = [
        sam.client.post(_url(waiting, "/messages"), content=json.dumps(body), headers={"Content-Type": "application/json"})
        for _ in range(2)
    ]
    assert [one.status_code for one in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()
    last = sam.client.get(_url(waiting)).json()["messages"][-1]
    assert (last["sender"], last["author"], last["seq"]) == ("counsellor", "Sam", answers[0].json()["seq"])


@pytest.mark.parametrize("what", ["/messages", "/typing", "/return", "/close"])
def test_only_the_counsellor_who_has_it_speaks_or_moves_it(sam: Desk, alex: Desk, robin: Desk, waiting: str, what: str) -> None:
    body = {"client_id": "r1", "text": "hi", "typing": True} | READ
    assert sam.client.post(_url(waiting, what), json=body).status_code == 403  # waits: nobody's yet
    sam.client.post(_url(waiting, "/claim"))
    for other in (alex, robin):
        assert other.client.post(_url(waiting, what), json=body).status_code == 403
    assert sam.client.post(_url(waiting, what), json=body).status_code in (200, 201, 204)


def test_another_counsellors_conversation_is_for_supervisors_only(
    app: FastAPI, deps: Deps, sam: Desk, alex: Desk, robin: Desk, waiting: str
) -> None:
    kim = Desk(deps, "Kim", Role.ADMINISTRATOR, app=app)
    assert alex.client.get(_url(waiting)).status_code == 200
    sam.client.post(_url(waiting, "/claim"))
    refused = alex.client.get(_url(waiting))
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_yours")
    assert [desk.client.get(_url(waiting)).status_code for desk in (sam, robin, kim)] == [200, 200, 200]


def test_who_talks_with_the_bot_is_not_read_by_every_counsellor(sam: Desk, robin: Desk, with_bot: str) -> None:
    assert [desk.client.get(_url(with_bot)).status_code for desk in (sam, robin)] == [403, 200]


def test_what_was_handed_back_is_not_theirs_any_more(deps: Deps, sam: Desk, waiting: str) -> None:
    sam.client.post(_url(waiting, "/claim"))
    returned = sam.client.post(_url(waiting, "/return"), json=READ)
    assert (returned.status_code, returned.json()["owner"]) == (200, "bot")
    assert sam.client.get(_url(waiting)).status_code == 403
    with deps.store.read() as tx:
        conversation = tx.conversation(waiting)
    assert conversation is not None
    assert not may_read(sam.counsellor, conversation)


def test_closing_ends_it(sam: Desk, waiting: str) -> None:
    sam.client.post(_url(waiting, "/claim"))
    closed = sam.client.post(_url(waiting, "/close"), json=READ)
    assert (closed.status_code, closed.json()["owner"]) == (200, "closed")
    assert sam.client.get("/api/queue").json()["mine"] == []
    again = sam.client.post(_url(waiting, "/close"), json=READ)
    assert again.status_code in (403, 409)


@pytest.mark.parametrize("how", ["/return", "/close"])
def test_nobody_is_let_go_of_who_has_just_written(deps: Deps, sam: Desk, waiting: str, how: str) -> None:
    sam.client.post(_url(waiting, "/claim"))
    on_the_screen = sam.client.get(_url(waiting)).json()["messages"][-1]["seq"]
    receive(deps, waiting, client_id="just-now", text="T0 now")
    refused = sam.client.post(_url(waiting, how), json={"read_up_to": on_the_screen})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_read")
    assert sam.client.get("/api/queue").json()["mine"][0]["owner"] == "counsellor"
    read = sam.client.get(_url(waiting)).json()["messages"][-1]["seq"]
    assert sam.client.post(_url(waiting, how), json={"read_up_to": read}).status_code == 200


@pytest.mark.parametrize("body", [{}, {"read_up_to": -1}, {"read_up_to": "all"}])
def test_a_screen_that_does_not_say_what_it_has_shown_lets_go_of_nobody(sam: Desk, waiting: str, body: dict[str, object]) -> None:
    sam.client.post(_url(waiting, "/claim"))
    for how in ("/return", "/close"):
        assert sam.client.post(_url(waiting, how), json=body).status_code in (400, 422)
    assert sam.client.get("/api/queue").json()["mine"][0]["owner"] == "counsellor"


def test_unread_counts_until_the_counsellor_answers(deps: Deps, sam: Desk, waiting: str) -> None:
    sam.client.post(_url(waiting, "/claim"))
    assert sam.client.get("/api/queue").json()["mine"][0]["unread"] == 1
    sam.client.post(_url(waiting, "/messages"), json={"client_id": "r1", "text": "hello"})
    assert sam.client.get("/api/queue").json()["mine"][0]["unread"] == 0


@pytest.mark.parametrize("conversation_id", ["c_forged0000000000000000", "..%2f..%2f", "%00", "c_" + "a" * 100, "x" * 3000])
def test_forged_ids_are_not_found(sam: Desk, conversation_id: str) -> None:
    assert sam.client.get(_url(conversation_id)).status_code in (400, 404)
    for what in ("/claim", "/return", "/close"):
        assert sam.client.post(_url(conversation_id, what), json=READ).status_code in (400, 404)


def test_the_bots_messages_carry_no_tier(deps: Deps, sam: Desk, waiting: str) -> None:
    bot_answers(deps, waiting)
    last = sam.client.get(_url(waiting)).json()["messages"][-1]
    assert (last["sender"], last["tier"], last["reasons"], last["situations"]) == ("bot", None, [], [])

"""What staff write about a young person never reaches the young person: by no route, no stream, no page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import aclosing

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.testclient import TestClient

from bot.safety.tiers import Tier
from bot.services.add_note import NOTE_TOPIC, add_note
from bot.services.block import BlockReason, block
from bot.services.chat_record import add_line, save_record, sign_record
from bot.services.emergency import answer, confirm, end, open_one
from bot.services.open_conversation import open_conversation
from bot.services.ports import Counsellor, Deps, Role
from bot.services.receive import receive
from bot.services.records_counselling import NoteKind, Outcome
from bot.services.set_tier import set_tier
from bot.services.start_conversation import start_conversation
from bot.services.take_over import take_over
from bot.services.tokens import hash_of, new_counsellor_id
from bot.web.session import Session
from bot.web.streams import _stream as stream
from tests.faces import bearer
from tests.unit.web.bodies import BODIES
from tests.unit.web.test_plain_chat import Form

MARK = "zebrafish"
LAST = ("/leave", "/delete")  # they end the session


@pytest.fixture
def chat(deps: Deps) -> dict[str, str]:
    """A conversation of which staff have written everything that they can write."""
    staff = [
        Counsellor(new_counsellor_id(), f"{name} {new_counsellor_id()}", role, deps.clock())
        for name, role in (("Sam", Role.COUNSELLOR), ("Robin", Role.SUPERVISOR))
    ]
    with deps.store.write() as tx:
        for one in staff:
            tx.add_counsellor(one, "no hash")
    sam, robin = staff
    conversation, token = start_conversation(deps)
    id_ = conversation.id
    receive(deps, id_, client_id="m1", text="T0 now")
    take_over(deps, id_, sam)
    add_note(deps, id_, sam, NoteKind.NOTE, f"{MARK} note")
    add_note(deps, id_, robin, NoteKind.WHISPER, f"{MARK} whisper")
    set_tier(deps, id_, sam, Tier.T3, f"{MARK} reason of a tier")
    open_one(deps, id_, sam, f"{MARK} reason of an emergency")
    answer(deps, id_, sam, {"where": f"{MARK} place"})
    confirm(deps, id_, robin)
    end(deps, id_, sam, Outcome.CALLED, f"{MARK} done")
    save_record(deps, id_, sam, {"follow_up": f"{MARK} plan", "referrals": [f"{MARK} line"]})
    sign_record(deps, id_, sam)
    add_line(deps, id_, sam, f"{MARK} correction")
    block(deps, id_, sam, BlockReason.ABUSE, 5)
    inside = str(open_conversation(deps, id_, robin, opened_before=False))
    assert inside.count(MARK) == 6  # staff do read it
    return {"conversation": id_, "token": token}


def _routes(client: TestClient) -> Iterator[tuple[str, str]]:
    app = client.app
    assert isinstance(app, FastAPI)
    found = [
        (method, str(context.path))
        for context in iter_route_contexts(app.routes)
        if isinstance(context.route, APIRoute)
        for method in context.methods or ()
    ]
    yield from sorted(found, key=lambda one: one[1].endswith(LAST))


def _stays_inside(told: str) -> None:
    assert not [word for word in (MARK, '"tier', '"blocked_', "whisper", "abuse", "emergenc") if word in told]


def test_no_route_tells_a_word_of_it(client: TestClient, chat: dict[str, str]) -> None:
    walked = 0
    for method, path in _routes(client):
        if path.endswith("/events"):
            continue  # below: it has no end
        url = path.replace("{conversation_id}", chat["conversation"])
        body = next((body for end_, body in BODIES.items() if url.endswith(end_)), {})
        sent = None if method in {"GET", "HEAD"} else body
        answer_ = client.request(method, url, headers=bearer(chat["token"]), json=sent)
        assert answer_.status_code < 500, (method, path)
        _stays_inside(answer_.text)
        _stays_inside(str(answer_.headers))
        walked += answer_.status_code < 300
    assert walked >= 20


def test_the_stream_tells_nothing_of_it(client: TestClient, deps: Deps, chat: dict[str, str]) -> None:
    app = client.app
    assert isinstance(app, FastAPI)

    async def told() -> str:
        with deps.store.read() as tx:
            conversation = tx.conversation(chat["conversation"])
        assert conversation
        found: list[str] = []
        async with aclosing(stream(app.state.face, Session(conversation, hash_of(chat["token"])), 0)) as events:  # type: ignore[type-var]
            async for event in events:
                found.append(event.name + json.dumps(event.data))
                if event.name == "state":
                    break
        return " ".join(found)

    heard = asyncio.run(told())
    assert "utter_blocked_hours" in heard
    _stays_inside(heard)


def test_a_tab_does_not_even_hear_that_a_note_was_written(client: TestClient, deps: Deps, chat: dict[str, str]) -> None:
    app = client.app
    assert isinstance(app, FastAPI)
    topics: list[str] = []

    def hears(topic: str, _: str) -> bool:
        topics.append(topic)
        return False

    async def ring() -> None:
        with app.state.face.listeners.listen(chat["conversation"], most=5, hears=hears):
            for topic in (NOTE_TOPIC, "log"):
                deps.doorbell.ring(topic, chat["conversation"], 1)

    asyncio.run(ring())
    assert topics == ["log"]


def test_the_page_without_javascript_tells_nothing_of_it(client: TestClient, chat: dict[str, str]) -> None:
    form = Form(client.get("/plain").text)
    fields = {**form.fields, **chat, "do": "show", "form": "f" * 32}
    page = client.post("/plain", data=fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 200
    assert "utter_blocked_hours" in page.text
    _stays_inside(page.text)

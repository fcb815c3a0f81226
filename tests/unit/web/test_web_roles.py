"""Every route of the young person's app and everybody who may knock. A new route without a line here fails."""

from __future__ import annotations

import itertools
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.edge.bodies import FORM
from bot.services.leave import leave
from bot.services.ports import Deps, Role
from bot.services.start_conversation import start_conversation
from bot.services.tokens import new_token
from tests.faces import Desk, bearer
from tests.knock import knock, routes
from tests.unit.web.bodies import BODIES

# Who knocks at a conversation: nobody; a young person with the token of another one, with a made-up one, with one that was left;
# staff with their console's session; a staff session as if it were a young person's token; and whose conversation it is.
WHO = ("nobody", "another", "forged", "left", *Role, "staff_token", "own")
OPEN, OWN = "open", "own"

ROUTES = {
    "GET /": OPEN,
    "HEAD /": OPEN,
    "GET /livez": OPEN,
    "GET /readyz": OPEN,
    "GET /plain": OPEN,
    "HEAD /plain": OPEN,
    "GET /safety": OPEN,
    "HEAD /safety": OPEN,
    "GET /api/safety": OPEN,
    "GET /api/words": OPEN,
    "GET /embed.js": OPEN,
    "HEAD /embed.js": OPEN,
    "GET /theme.css": OPEN,
    "POST /api/conversations": OPEN,
    "POST /api/rejoin": OPEN,
    "POST /api/moved": OPEN,
    "POST /plain": OWN,
    "GET /api/conversations/{conversation_id}": OWN,
    "GET /api/conversations/{conversation_id}/events": OWN,
    "GET /api/conversations/{conversation_id}/messages": OWN,
    "GET /api/conversations/{conversation_id}/passed-on": OWN,
    "POST /api/conversations/{conversation_id}/messages": OWN,
    "POST /api/conversations/{conversation_id}/person": OWN,
    "POST /api/conversations/{conversation_id}/typing": OWN,
    "POST /api/conversations/{conversation_id}/simple-words": OWN,
    "POST /api/conversations/{conversation_id}/feedback": OWN,
    "POST /api/conversations/{conversation_id}/code": OWN,
    "POST /api/conversations/{conversation_id}/code/withdraw": OWN,
    "POST /api/conversations/{conversation_id}/passed-on/wrong": OWN,
    "POST /api/conversations/{conversation_id}/leave": OWN,
    "POST /api/conversations/{conversation_id}/delete": OWN,
}
BEHIND_THE_DOOR = "fact"  # said of a fact that was never found
_names = (f"Person {number}" for number in itertools.count())


@pytest.fixture
def app(client: TestClient) -> FastAPI:
    assert isinstance(client.app, FastAPI)
    return client.app


def test_every_route_has_its_line_and_every_line_its_route(app: FastAPI) -> None:
    assert routes(app) == set(ROUTES)


def shown_by(deps: Deps, who: str, own: str) -> tuple[str, dict[str, str]]:
    """The token that somebody shows, and the other headers of their browser."""
    tokens = {"own": own, "left": own, "forged": new_token(), "another": start_conversation(deps)[1], "nobody": ""}
    if who in tokens:
        return tokens[who], {}
    role = Role.ADMINISTRATOR if who == "staff_token" else Role(who)
    cookies = Desk(deps, next(_names), role).cookies
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return (next(iter(cookies.values())), {}) if who == "staff_token" else ("", {"cookie": cookie})


def answer_to(app: FastAPI, deps: Deps, route: str, who: str) -> tuple[int, str]:
    """Status and error code at one route of a conversation that has just begun, or was left by its own tab."""
    conversation, own = start_conversation(deps)
    token, headers = shown_by(deps, who, own)
    if who == "left":
        leave(deps, conversation.id)
    body: object = next((one for ending, one in BODIES.items() if route.endswith(ending)), {})
    if route == "POST /plain":
        form = {"do": "show", "form": "f" * 16, "conversation": conversation.id, "token": token or "none"}
        body, headers = urlencode(form).encode(), headers | {"content-type": FORM, "accept": "application/json"}
    elif route.endswith("/leave"):
        body = {"token": token}
    elif token:
        headers |= bearer(token)
    url = route.format(conversation_id=conversation.id)
    return knock(app, url, headers, None if route.startswith(("GET", "HEAD")) else body)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("route", sorted(ROUTES))
def test_the_door_opens_for_whom_it_should(route: str, who: str, app: FastAPI, deps: Deps) -> None:
    status, code = answer_to(app, deps, route, who)
    if ROUTES[route] == OWN and who != "own":
        assert status == 401
        assert code == ("" if route == "POST /plain" else "session")  # there the refusal is a page
    else:
        assert status not in (401, 403)
        assert status < 500
        assert ROUTES[route] == OPEN or status < 300 or code == BEHIND_THE_DOOR


def test_what_was_refused_changed_nothing(app: FastAPI, deps: Deps) -> None:
    conversation, own = start_conversation(deps)
    token, _ = shown_by(deps, "another", own)
    with deps.store.read() as tx:
        before = tx.conversation(conversation.id), len(tx.messages(conversation.id))
    for route in sorted(route for route, line in ROUTES.items() if line == OWN and route != "POST /plain"):
        body = next((one for ending, one in BODIES.items() if route.endswith(ending)), {"token": token})
        knock(app, route.format(conversation_id=conversation.id), bearer(token), None if route.startswith("GET") else body)
    with deps.store.read() as tx:
        assert (tx.conversation(conversation.id), len(tx.messages(conversation.id))) == before
        assert tx.token_hash(conversation.id) is not None

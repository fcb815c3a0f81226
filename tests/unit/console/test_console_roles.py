"""Every route of the console and everybody who may knock. A new route without a line here fails."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI

from bot.console.app import create_app
from bot.console.session import cookie_name
from bot.console.settings import ConsoleSettings
from bot.services.permissions import PERMISSIONS, Permission, may_manage
from bot.services.ports import Counsellor, Deps, Role
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from bot.services.tokens import new_token
from tests.faces import OWN_PAGE, Desk, bearer, make_static, words
from tests.knock import knock, routes
from tests.world import open_world

# Who knocks: nobody who is signed in; somebody who still has to set up a second factor where one is required; the three roles.
WHO = ("nobody", "setting_up", *Role)
# "in": the door opens, whatever is said behind it (a body may be missing, a conversation may be somebody else's).
OPEN = "in in in in in"
OWN_ACCOUNT = "401 in in in in"
STAFF = "401 403 in in in"  # every member of staff
MANAGERS = SUPERVISORS = "401 403 403 in in"
ADMINISTRATORS = "401 403 403 403 in"

ROUTES = {
    "GET /": OPEN,
    "HEAD /": OPEN,
    "GET /livez": OPEN,
    "GET /readyz": OPEN,
    "POST /api/sign-in": OPEN,
    "POST /api/sign-in/second": OPEN,
    "POST /api/invitations/look": OPEN,
    "POST /api/invitations/accept": OPEN,
    "GET /api/ways": OPEN,
    "POST /api/sign-in/look": OPEN,
    "POST /api/sign-in/sso": OPEN,
    "GET /api/sign-in/sso/callback": OPEN,
    "POST /api/invitations/sso": OPEN,
    "POST /api/account/sso": OWN_ACCOUNT,
    "POST /api/account/sso/remove": OWN_ACCOUNT,
    "POST /api/sign-out": OWN_ACCOUNT,
    "GET /api/me": OWN_ACCOUNT,
    "GET /api/account": OWN_ACCOUNT,
    "POST /api/account/prove/begin": OWN_ACCOUNT,
    "POST /api/account/prove/password": OWN_ACCOUNT,
    "POST /api/account/prove": OWN_ACCOUNT,
    "POST /api/account/password": OWN_ACCOUNT,
    "POST /api/account/sessions/end-others": OWN_ACCOUNT,
    "POST /api/account/sessions/{handle}/end": OWN_ACCOUNT,
    "POST /api/account/totp": OWN_ACCOUNT,
    "POST /api/account/totp/confirm": OWN_ACCOUNT,
    "POST /api/account/totp/remove": OWN_ACCOUNT,
    "POST /api/account/passkeys": OWN_ACCOUNT,
    "POST /api/account/passkeys/confirm": OWN_ACCOUNT,
    "POST /api/account/passkeys/{passkey_id}/remove": OWN_ACCOUNT,
    "POST /api/account/recovery-codes": OWN_ACCOUNT,
    "GET /api/queue": STAFF,
    "GET /api/events": STAFF,
    "GET /api/conversations/{conversation_id}": STAFF,
    "GET /api/conversations/{conversation_id}/help": STAFF,
    "GET /api/conversations/{conversation_id}/record": STAFF,
    "PUT /api/conversations/{conversation_id}/record": STAFF,
    "POST /api/conversations/{conversation_id}/claim": STAFF,
    "POST /api/conversations/{conversation_id}/alarm/seen": STAFF,
    "POST /api/conversations/{conversation_id}/messages": STAFF,
    "POST /api/conversations/{conversation_id}/typing": STAFF,
    "POST /api/conversations/{conversation_id}/return": STAFF,
    "POST /api/conversations/{conversation_id}/close": STAFF,
    "GET /api/practice": STAFF,
    "GET /api/records": STAFF,
    "POST /api/practice": STAFF,
    "POST /api/conversations/{conversation_id}/reopen": STAFF,
    "POST /api/conversations/{conversation_id}/put-back": STAFF,
    "POST /api/conversations/{conversation_id}/transfer": STAFF,
    "POST /api/conversations/{conversation_id}/tier": STAFF,
    "POST /api/conversations/{conversation_id}/notes": STAFF,
    "POST /api/conversations/{conversation_id}/block": STAFF,
    "POST /api/conversations/{conversation_id}/unblock": STAFF,
    "POST /api/conversations/{conversation_id}/emergency": STAFF,
    "POST /api/conversations/{conversation_id}/emergency/confirm": STAFF,
    "POST /api/conversations/{conversation_id}/emergency/checklist": STAFF,
    "POST /api/conversations/{conversation_id}/emergency/end": STAFF,
    "POST /api/conversations/{conversation_id}/record/sign": STAFF,
    "POST /api/conversations/{conversation_id}/record/lines": STAFF,
    "POST /api/conversations/{conversation_id}/step-in": MANAGERS,
    "POST /api/take-next": STAFF,
    "POST /api/pause": STAFF,
    "POST /api/resume": STAFF,
    "POST /api/debrief": STAFF,
    "POST /api/practice/{conversation_id}/stop": STAFF,
    "GET /api/staff": MANAGERS,
    "POST /api/staff": MANAGERS,
    "POST /api/staff/{staff_id}": MANAGERS,
    "POST /api/staff/{staff_id}/disable": MANAGERS,
    "POST /api/staff/{staff_id}/enable": MANAGERS,
    "POST /api/staff/{staff_id}/reset": MANAGERS,
    "POST /api/staff/{staff_id}/reset-second-factor": MANAGERS,
    "GET /api/board": SUPERVISORS,
    "GET /api/incidents": SUPERVISORS,
    "POST /api/incidents/{number}/seen": SUPERVISORS,
    "GET /api/reports": SUPERVISORS,
    "GET /api/reports.csv": SUPERVISORS,
    "GET /api/reviews": SUPERVISORS,
    "GET /api/reviews/{conversation_id}": SUPERVISORS,
    "POST /api/reviews/{conversation_id}": SUPERVISORS,
    "GET /api/audit": ADMINISTRATORS,
    "GET /api/openapi.json": ADMINISTRATORS,
}
# What is sent, so that the use case behind the door is reached; by the end of the address.
BODIES: dict[str, dict] = {
    "/messages": {"client_id": "r1", "text": "hi"},
    "/typing": {"typing": True},
    "/return": {"read_up_to": 0},
    "/close": {"read_up_to": 0},
    "/transfer": {"to": "p_nobody"},
    "/tier": {"tier": "T0", "reason": ""},
    "/notes": {"kind": "note", "text": "hi"},
    "/block": {"reason": "abuse", "hours": 1},
    "/emergency": {"reason": "somebody is in danger"},
    "/emergency/end": {"outcome": "called", "text": "done"},
    "/pause": {"kind": "break"},
    "/api/staff": {"name": "Jo", "role": "counsellor"},
    "/p_nobody": {"capacity": 2},
}
# Said behind an open door: a conversation is a colleague's, a second factor or a password is wrong.
BEHIND_THE_DOOR = {"not_yours", "second_factor_failed", "sign_in_failed"}


@pytest.fixture(scope="module")
def deps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deps]:
    world = open_world(tmp_path_factory.mktemp("roles"))
    yield world.deps
    world.engine.dispose()


@pytest.fixture(scope="module")
def apps(deps: Deps, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, FastAPI]:
    """The console where second factors are optional, and where they are required."""
    static = make_static(tmp_path_factory.mktemp("static"))
    strict = replace(deps, settings=replace(deps.settings, second_factor_required=True))
    made = {False: deps, True: strict}
    return {
        required: create_app(one, static_dir=static, settings=ConsoleSettings(), words=words) for required, one in made.items()
    }


def test_every_route_has_its_line_and_every_line_its_route(apps: dict[bool, FastAPI]) -> None:
    assert routes(apps[False]) == set(ROUTES)


_names = (f"Person {number}" for number in itertools.count())
# Cookies that open nothing: made up; signed out; left alone for too long; too old, though used; of an account that was closed;
# and a young person's own token.
STRANGERS = ("forged", "signed_out", "idle", "too_old", "closed", "young_person")


def cookie_of(deps: Deps, who: str, young: str) -> str:
    """The session token of a fresh person, and what became of it."""
    if who in ("forged", "young_person"):
        return new_token() if who == "forged" else young
    role = Role.COUNSELLOR if who == "setting_up" else Role(who) if who in WHO else Role.ADMINISTRATOR
    desk, (token,) = (made := Desk(deps, next(_names), role)), made.cookies.values()
    session, limits = desk.session, deps.settings
    with deps.store.write() as tx:
        if who in ("signed_out", "idle", "too_old"):
            tx.end_counsellor_session(session.token_hash)
        if who == "idle":
            tx.add_session(replace(session, seen_at=deps.clock() - limits.session_idle))
        if who == "too_old":
            tx.add_session(replace(session, created_at=deps.clock() - limits.session_absolute))
        if who == "closed":
            tx.update_counsellor(desk.counsellor.id, disabled_at=deps.clock())
    return token


def answer_to(app: FastAPI, deps: Deps, route: str, who: str) -> tuple[int, str]:
    """Status and error code of a fresh person at one route, with a conversation that waits for somebody."""
    conversation, young = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="T1 please")
    headers = dict(OWN_PAGE)
    if who != "nobody":
        headers["cookie"] = f"{cookie_name(ConsoleSettings())}={cookie_of(deps, who, young)}"
    if who == "young_person":
        headers |= bearer(young)
    route = route.format(conversation_id=conversation.id, staff_id="p_nobody", handle="none", passkey_id="bm9uZQ", number=1)
    body = next((one for ending, one in BODIES.items() if route.endswith(ending)), {})
    return knock(app, route, headers, None if route.startswith(("GET", "HEAD")) else body)


@pytest.mark.parametrize("route", sorted(ROUTES))
def test_the_door_opens_for_whom_it_should(route: str, apps: dict[bool, FastAPI], deps: Deps) -> None:
    for who, expected in zip(WHO, ROUTES[route].split(), strict=True):
        status, code = answer_to(apps[who == "setting_up"], deps, route, who)
        if expected == "401":
            assert (status, code) == (401, "session"), who
        elif expected == "403":
            assert (status, code) == (403, "second_factor_needed" if who == "setting_up" else "no_permission"), who
        elif status in (401, 403):
            assert code in BEHIND_THE_DOOR, who
        else:
            assert status < 500, (who, code)


@pytest.mark.parametrize("route", [route for route, line in sorted(ROUTES.items()) if line != OPEN])
@pytest.mark.parametrize("who", STRANGERS)
def test_a_session_that_is_no_longer_one_opens_no_more_than_none(
    route: str, who: str, apps: dict[bool, FastAPI], deps: Deps
) -> None:
    assert answer_to(apps[False], deps, route, who) == (401, "session")


def test_the_table_of_roles_grows_and_never_shrinks_upwards() -> None:
    order = [PERMISSIONS[role] for role in (Role.COUNSELLOR, Role.SUPERVISOR, Role.ADMINISTRATOR)]
    assert order[0] < order[1] < order[2] == frozenset(Permission)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_manages_who_may_do_more(deps: Deps, role: Role) -> None:
    one = Counsellor("p_1", "Sam", role, deps.clock())
    managed = {other for other in Role if may_manage(one, other)}
    assert (
        managed
        == {
            Role.COUNSELLOR: set(),
            Role.SUPERVISOR: {Role.COUNSELLOR, Role.SUPERVISOR},
            Role.ADMINISTRATOR: set(Role),
        }[role]
    )

"""Guessing is slow, and nobody locks a counsellor out by guessing in their name. Both at once, over the real console."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.console.tries import CodeTries, Tries
from bot.edge.refusals import RefusedError
from bot.services.add_counsellor import add_counsellor
from bot.services.ports import Deps
from bot.services.second_factors import begin_totp, confirm_totp
from bot.services.sign_in import open_session_of
from tests.authenticator import Device, code_at
from tests.faces import OWN_PAGE
from tests.world import SetClock

PASSWORD = "a long pass phrase"


def browser(app: FastAPI) -> TestClient:
    return TestClient(app, headers=OWN_PAGE)


def first_step(client: TestClient) -> dict:
    answer = client.post("/api/sign-in", json={"name": "Sam", "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return answer.json()


def second_step(client: TestClient, way: str, **shown: object) -> tuple[int, str]:
    ticket = first_step(client)["second_step"]["ticket"]
    answer = client.post("/api/sign-in/second", json={"ticket": ticket, "way": way, **shown})
    return answer.status_code, answer.json().get("error", {}).get("code", "")


@pytest.fixture
def clock(deps: Deps) -> SetClock:
    assert isinstance(deps.clock, SetClock)
    return deps.clock


@pytest.fixture
def desk(app: FastAPI, deps: Deps) -> TestClient:
    """The browser that Sam uses every day."""
    add_counsellor(deps, "Sam", PASSWORD)
    client = browser(app)
    first_step(client)
    return client


@pytest.fixture
def secret(deps: Deps, desk: TestClient, clock: SetClock) -> str:
    """Sam has an authenticator app, set up at that desk."""
    here = open_session_of(deps, desk.cookies["unhook_console"])
    begun = begin_totp(deps, here)
    confirm_totp(deps, here, begun.ticket, code_at(begun.secret, clock()))
    clock.pass_by(seconds=90)
    return begun.secret


def wrong_code(secret: str, clock: SetClock) -> str:
    near = {code_at(secret, clock(), steps=step) for step in (-1, 0, 1)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in near)


def guess_until_refused(app: FastAPI, secret: str, clock: SetClock) -> int:
    """A stranger who knows the password tries codes; how many were looked at."""
    stranger, looked_at = browser(app), 0
    while (answer := second_step(stranger, "code", code=wrong_code(secret, clock))) == (403, "second_factor_failed"):
        looked_at += 1
        assert looked_at <= 50
    assert answer == (429, "codes_wait")
    return looked_at


def test_who_knows_the_password_tries_ten_codes_in_an_hour_whatever_tickets_they_get(
    app: FastAPI, clock: SetClock, secret: str
) -> None:
    assert guess_until_refused(app, secret, clock) == 10


def test_a_stranger_who_uses_up_all_codes_locks_nobody_out(
    app: FastAPI, deps: Deps, desk: TestClient, clock: SetClock, secret: str
) -> None:
    here = open_session_of(deps, desk.cookies["unhook_console"])
    device = Device()
    begun = desk.post("/api/account/passkeys").json()
    made = desk.post("/api/account/passkeys/confirm", json={"ticket": begun["ticket"], "answer": device.create(begun["options"])})
    codes = desk.post("/api/account/recovery-codes").json()["recovery_codes"]
    assert (made.status_code, here.counsellor.name) == (200, "Sam")
    guess_until_refused(app, secret, clock)

    new_place = browser(app)  # where Sam has never been
    assert second_step(new_place, "code", code=code_at(secret, clock())) == (429, "codes_wait")
    assert second_step(new_place, "recovery_code", code=codes[0]) == (200, "")
    other_place = browser(app)
    step = first_step(other_place)["second_step"]
    answer = device.get(step["passkey"])
    shown = {"ticket": step["ticket"], "way": "passkey", "answer": answer}
    assert other_place.post("/api/sign-in/second", json=shown).status_code == 200
    assert second_step(desk, "code", code=code_at(secret, clock())) == (200, "")  # the everyday desk


def test_a_right_code_does_not_give_a_stranger_new_tries(app: FastAPI, desk: TestClient, clock: SetClock, secret: str) -> None:
    stranger = browser(app)
    for _ in range(9):
        assert second_step(stranger, "code", code=wrong_code(secret, clock))[0] == 403
    assert second_step(desk, "code", code=code_at(secret, clock())) == (200, "")
    assert guess_until_refused(app, secret, clock) == 1


def test_a_flood_of_passwords_in_their_name_does_not_keep_a_counsellor_out(app: FastAPI, desk: TestClient) -> None:
    """All free tries are gone, and as many wait as may: a stranger is turned away at once, the everyday desk gets in at once."""
    tries: Tries = app.state.face.tries

    async def fill() -> None:
        key = tries.key("Sam")
        for _ in range(5):
            await tries.slow_down(key)
        waiting = [asyncio.create_task(tries.slow_down(key)) for _ in range(2)]
        await asyncio.sleep(0)
        stranger = await asyncio.to_thread(browser(app).post, "/api/sign-in", json={"name": "Sam", "password": "a guess"})
        sam = await asyncio.to_thread(desk.post, "/api/sign-in", json={"name": "Sam", "password": PASSWORD})
        assert (stranger.status_code, sam.status_code) == (429, 200)
        for one in waiting:
            one.cancel()

    asyncio.run(fill())


def test_what_a_stranger_tried_still_counts_after_the_counsellor_signed_in(app: FastAPI, desk: TestClient) -> None:
    slept: list[float] = []

    async def note(seconds: float) -> None:
        slept.append(seconds)

    tries: Tries = app.state.face.tries
    tries._sleep = note
    stranger = browser(app)
    for _ in range(5):
        stranger.post("/api/sign-in", json={"name": "Sam", "password": "a guess"})
    first_step(desk)
    stranger.post("/api/sign-in", json={"name": "Sam", "password": "a guess"})
    assert slept == [1]


def test_a_browser_known_for_one_name_is_a_stranger_for_another(app: FastAPI, deps: Deps, desk: TestClient) -> None:
    add_counsellor(deps, "Alex", PASSWORD)
    slept: list[float] = []

    async def note(seconds: float) -> None:
        slept.append(seconds)

    app.state.face.tries._sleep = note
    for client in (desk, browser(app)):
        for _ in range(3):
            client.post("/api/sign-in", json={"name": "Alex", "password": "a guess"})
    assert slept == [1]  # the sixth: they were counted together


def test_a_day_has_thirty_codes_and_a_refused_one_costs_none() -> None:
    tries = CodeTries(10, 30)
    now = [0.0]
    for window in tries._windows:
        window._clock = lambda: now[0]

    def try_for_an_hour() -> int:
        taken = 0
        for _ in range(20):
            with suppress(RefusedError):
                tries.take("Sam")
                taken += 1
        now[0] += 3600
        return taken

    assert [try_for_an_hour() for _ in range(24)] == [10, 10, 10, *[0] * 21]
    assert try_for_an_hour() == 10

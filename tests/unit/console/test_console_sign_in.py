from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.console.app import create_app
from bot.console.settings import ConsoleSettings
from bot.console.tries import Tries
from bot.edge.refusals import RefusedError
from bot.services.add_counsellor import add_counsellor
from bot.services.ports import Deps
from tests.faces import OWN_PAGE, Desk

PASSWORD = "a long pass phrase"


def test_signing_in_and_out(app: FastAPI, deps: Deps) -> None:
    add_counsellor(deps, "Sam", PASSWORD)
    client = TestClient(app, headers=OWN_PAGE)
    answer = client.post("/api/sign-in", json={"name": "sam", "password": PASSWORD})
    assert (answer.status_code, answer.json()["counsellor"]["name"]) == (200, "Sam")
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("unhook_console="))
    assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/"))
    assert not any(part in cookie for part in ("Secure", "Max-Age", "expires", "Domain"))
    assert client.get("/api/me").json() == answer.json()

    kept = dict(client.cookies)
    assert client.post("/api/sign-out").status_code == 204
    assert list(client.cookies) == ["unhook_browser"]
    assert TestClient(app, cookies=kept).get("/api/me").status_code == 401  # ended on the server, not only here


def test_behind_https_the_cookie_is_bound_to_the_host(deps: Deps, static_dir: Path) -> None:
    add_counsellor(deps, "Sam", PASSWORD)
    app = create_app(deps, static_dir=static_dir, settings=ConsoleSettings(https=True, secure_cookies=True))
    client = TestClient(app, base_url="https://testserver", headers=OWN_PAGE)
    cookie = client.post("/api/sign-in", json={"name": "Sam", "password": PASSWORD}).headers["set-cookie"]
    assert cookie.startswith("__Host-unhook_console=")
    assert "Secure" in cookie
    assert client.get("/api/me").status_code == 200


@pytest.mark.parametrize(
    ("name", "password"), [("Sam", "wrong pass phrase"), ("Nobody", PASSWORD), ("", ""), ("Sam", "half \ud83d"), ("a\0b", "\0")]
)
def test_a_wrong_name_and_a_wrong_password_look_the_same(app: FastAPI, deps: Deps, name: str, password: str) -> None:
    add_counsellor(deps, "Sam", PASSWORD)
    client = TestClient(app, headers=OWN_PAGE)
    body = json.dumps({"name": name, "password": password})
    answer = client.post("/api/sign-in", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "sign_in_failed")
    assert "set-cookie" not in answer.headers


def test_a_session_ends_on_one_browser_only(app: FastAPI, sam: Desk, alex: Desk) -> None:
    assert sam.client.post("/api/sign-out").status_code == 204
    assert alex.client.get("/api/me").status_code == 200


class Slept:
    def __init__(self) -> None:
        self.times: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.times.append(seconds)
        await asyncio.sleep(0)


def _tries(slept: Slept, at_once: int = 2) -> Tries:
    return Tries(5, 300, slowest=8, at_once=at_once, sleep=slept)


def test_five_tries_are_free_and_each_further_one_is_slower() -> None:
    slept = Slept()
    tries = _tries(slept)

    async def guess() -> None:
        for _ in range(10):
            await tries.slow_down("Sam")

    asyncio.run(guess())
    assert slept.times == [1, 2, 4, 8, 8]


def test_another_name_is_not_slowed_and_another_spelling_is_the_same_name() -> None:
    slept = Slept()
    tries = _tries(slept)

    async def guess() -> None:
        for name in ("Sam", "sam", " SAM ", "Sam", "sam"):
            await tries.slow_down(tries.key(name))
        await tries.slow_down(tries.key("Alex"))
        assert slept.times == []
        await tries.slow_down(tries.key("sAm"))

    asyncio.run(guess())
    assert slept.times == [1]


def test_the_right_password_wipes_the_slate() -> None:
    slept = Slept()
    tries = _tries(slept)

    async def guess() -> None:
        for _ in range(7):
            await tries.slow_down("Sam")
        tries.forget("Sam")
        await tries.slow_down("Sam")

    asyncio.run(guess())
    assert slept.times == [1, 2]


def test_only_so_many_slowed_tries_wait_at_once() -> None:
    gate = asyncio.Event()

    async def hold(_: float) -> None:
        await gate.wait()

    async def guess() -> None:
        tries = Tries(1, 300, slowest=8, at_once=2, sleep=hold)
        await tries.slow_down("Sam")
        held = [asyncio.create_task(tries.slow_down("Sam")) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(RefusedError) as refused:
            await tries.slow_down("Sam")
        assert refused.value.status_code == 429
        gate.set()
        await asyncio.gather(*held)
        await tries.slow_down("Sam")  # there is a place again

    asyncio.run(guess())


def test_every_refused_password_is_logged_without_name_or_password(
    app: FastAPI, deps: Deps, caplog: pytest.LogCaptureFixture
) -> None:
    add_counsellor(deps, "Sam", PASSWORD)
    client = TestClient(app, headers=OWN_PAGE)
    for name in ("Sam", "Sam", "a-password-typed-as-name"):
        assert client.post("/api/sign-in", json={"name": name, "password": "planted and wrong"}).status_code == 401
    assert client.post("/api/sign-in", json={"name": "Sam", "password": PASSWORD}).status_code == 200
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.console.sign_in"]
    assert lines == ["sign_in_failed"] * 3
    assert not [word for word in ("Sam", "planted", "a-password") if word in caplog.text]

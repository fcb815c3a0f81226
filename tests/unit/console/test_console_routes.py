"""Walks every route: nobody reads or moves anything without a session, or from another site's page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.testclient import TestClient

from bot.services.ports import Deps, Role
from tests.faces import OWN_PAGE, Desk

OPEN = {
    ("GET", "/"),
    ("HEAD", "/"),
    ("GET", "/livez"),
    ("GET", "/readyz"),
    ("POST", "/api/sign-in"),
    ("POST", "/api/sign-in/second"),
    ("POST", "/api/invitations/look"),
    ("POST", "/api/invitations/accept"),
    ("GET", "/api/ways"),
    ("POST", "/api/sign-in/look"),
    ("POST", "/api/sign-in/sso"),
    ("GET", "/api/sign-in/sso/callback"),
    ("POST", "/api/invitations/sso"),
}
SAFE = {"GET", "HEAD"}


def _routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    for context in iter_route_contexts(app.routes):
        if isinstance(context.route, APIRoute):
            for method in context.methods or ():
                yield method, str(context.path)


def test_every_route_needs_a_session_but_the_open_ones(app: FastAPI, waiting: str) -> None:
    client = TestClient(app, headers=OWN_PAGE)
    walked = set()
    for method, path in _routes(app):
        walked.add((method, path))
        if (method, path) in OPEN:
            continue
        for cookie in (
            "",
            "unhook_console=",
            "unhook_console=" + "a" * 43,
            "unhook_console=%00",
            "__Host-unhook_console=" + "a" * 43,
        ):
            body = {"client_id": "m1", "text": "hi", "typing": True}
            answer = client.request(
                method,
                path.replace("{conversation_id}", waiting),
                json=None if method in SAFE else body,
                headers={"Cookie": cookie},
            )
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "session"), (method, path, cookie)
    assert walked > OPEN
    assert len(walked) >= 16


OTHER_SITES: list[dict[str, str]] = [
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": "http://testserver@evil.example"},
    {"Origin": "http://[broken"},
    {"Origin": "ftp://testserver"},
    {"Referer": "http://testserver/"},
]


@pytest.mark.parametrize("headers", OTHER_SITES)
def test_no_unsafe_request_of_another_site_gets_through(app: FastAPI, sam: Desk, headers: dict[str, str]) -> None:
    client = TestClient(app, cookies=sam.cookies)
    for method, path in _routes(app):
        if method in SAFE:
            continue
        answer = client.request(method, path.replace("{conversation_id}", "c_any00000000"), json={}, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "other_site"), (method, path)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none", "Origin": "http://testserver"},
        {"Origin": "http://testserver"},
        {"Origin": "https://TESTSERVER"},
    ],
)
def test_our_own_page_gets_through(app: FastAPI, sam: Desk, headers: dict[str, str]) -> None:
    client = TestClient(app, cookies=sam.cookies, headers=headers)
    assert client.post("/api/sign-out").status_code == 204


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_what_a_form_on_another_site_could_send_is_not_taken(sam: Desk, waiting: str, content_type: str) -> None:
    answer = sam.client.post(f"/api/conversations/{waiting}/claim", content=b"x=1", headers={"Content-Type": content_type})
    assert answer.status_code == 415


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/nowhere", "/api/me", "/livez"])
def test_the_console_can_be_framed_by_nobody(app: FastAPI, path: str) -> None:
    headers = TestClient(app).get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_only_administrators_read_the_description_of_the_api(app: FastAPI, deps: Deps, sam: Desk, robin: Desk) -> None:
    kim = Desk(deps, "Kim", Role.ADMINISTRATOR, app=app)
    assert [desk.client.get("/api/openapi.json").status_code for desk in (sam, robin, kim)] == [403, 403, 200]
    assert "/api/queue" in kim.client.get("/api/openapi.json").json()["paths"]

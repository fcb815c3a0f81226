from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.guidance.languages import Language, Offered
from bot.services.ports import Deps
from bot.web.app import create_app
from bot.web.page import read_page
from bot.web.settings import WebSettings
from tests.faces import INDEX, words

EXPECTED_ON_EVERYTHING = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
}


@pytest.mark.parametrize(
    ("method", "path", "cache"),
    [
        ("GET", "/", "no-store"),
        ("HEAD", "/", "no-store"),
        ("GET", "/static/app.js", "no-cache"),
        ("GET", "/static/none.js", "no-store"),
        ("GET", "/api/words", "no-store"),
        ("POST", "/api/conversations", "no-store"),
        ("GET", "/api/conversations/c_forged000", "no-store"),
        ("POST", "/api/conversations/c_forged000/messages", "no-store"),
        ("GET", "/nowhere", "no-store"),
        ("DELETE", "/", "no-store"),
        ("GET", "/livez", "no-store"),
    ],
)
def test_every_answer_carries_the_security_headers(client: TestClient, method: str, path: str, cache: str) -> None:
    headers = client.request(method, path).headers
    assert {name: headers.get(name) for name in EXPECTED_ON_EVERYTHING} == EXPECTED_ON_EVERYTHING
    assert headers["cache-control"] == cache
    assert "server" not in headers
    for feature in ("camera", "microphone", "geolocation", "display-capture"):
        assert f"{feature}=()" in headers["permissions-policy"]


def test_a_built_file_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/static/app.js")
    again = client.get("/static/app.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_built_files_travel_compressed_and_what_somebody_said_never_does(client: TestClient, static_dir: Path) -> None:
    (static_dir / "long.js").write_text("let a = 1;\n" * 1_000, encoding="utf-8")
    sent = client.get("/static/long.js", headers={"Accept-Encoding": "gzip"})
    assert (sent.headers["content-encoding"], int(sent.headers["content-length"]) < 1_000) == ("gzip", True)
    assert client.get("/static/long.js", headers={"Accept-Encoding": "identity"}).headers.get("content-encoding") is None
    assert client.get("/api/words", headers={"Accept-Encoding": "gzip"}).headers.get("content-encoding") is None


def test_the_exit_address_is_filled_in_and_cannot_break_out(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(INDEX, encoding="utf-8")
    assert '<meta name="exit-url" content="https://w.example/a?b=1&amp;c=\\1">' in read_page(
        page, "https://w.example/a?b=1&c=\\1"
    )


@pytest.mark.parametrize(
    "wrong", ["", "javascript:alert(1)", 'https://w.example/"><script>', "//w.example", "https://w.example/a b"]
)
def test_an_exit_that_is_no_web_address_stops_the_start(tmp_path: Path, wrong: str) -> None:
    page = tmp_path / "index.html"
    page.write_text(INDEX, encoding="utf-8")
    with pytest.raises(ValueError, match="http"):
        read_page(page, wrong)


def test_a_page_without_the_place_for_the_exit_stops_the_start(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<title>Chat</title>", encoding="utf-8")
    with pytest.raises(ValueError, match="exit-url"):
        read_page(page, "https://w.example")


@pytest.mark.parametrize(
    ("asked", "language", "send"),
    [
        ("", "en", "Send"),
        ("en", "en", "Send"),
        ("cy", "cy", "Anfon"),
        ("cy-GB", "cy", "Anfon"),
        ("xx&lang=cy&lang=en", "cy", "Anfon"),
        ("en-US&lang=cy", "en", "Send"),
        ("xx", "en", "Send"),
        ("../../etc", "en", "Send"),
        ("%00", "en", "Send"),
    ],
)
def test_words_come_in_the_language_asked_for_or_in_the_default(client: TestClient, asked: str, language: str, send: str) -> None:
    answer = client.get(f"/api/words?lang={asked}").json()
    assert (answer["language"], answer["words"]["send"]) == (language, send)


def test_the_page_is_told_what_else_is_spoken_and_whether_the_words_are_a_draft(client: TestClient) -> None:
    english, welsh = (client.get(f"/api/words?lang={asked}").json() for asked in ("en", "cy"))
    assert (english["draft"], welsh["draft"]) == (False, True)
    assert english["languages"] == [{"code": "en", "name": "English"}, {"code": "cy", "name": "Cymraeg"}]


def test_refusals_speak_the_language_of_the_chat(deps: Deps, static_dir: Path) -> None:
    welsh = Offered((Language("cy", "Cymraeg"),))
    app = create_app(deps, static_dir=static_dir, words=words, offered=welsh, settings=WebSettings())
    assert TestClient(app).get("/nowhere").json()["error"]["message"] == "a kind sentence in Welsh"


def test_the_api_describes_itself_to_tests_and_to_nobody_outside(client: TestClient) -> None:
    paths = client.app.openapi()["paths"]  # type: ignore[attr-defined]
    assert "/api/conversations/{conversation_id}/messages" in paths
    assert client.get("/openapi.json").status_code == 404

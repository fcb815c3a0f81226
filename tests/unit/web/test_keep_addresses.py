"""No address and no kind of browser is kept anywhere, unless the operator has chosen to keep addresses: then the last one, sealed."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.services.ports import Deps
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.faces import OFFERED, bearer, make_static, say, words
from tests.world import World, open_world

HERE, THERE, BROWSER = "203.0.113.77", "2001:db8::7:7", "PlantedBrowser/9.9"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return open_world(tmp_path)


def client(world: World, address: str, *, keep: bool) -> TestClient:
    static = world.folder / "static"
    made = static if static.is_dir() else make_static(world.folder)
    app = create_app(world.deps, static_dir=made, words=words, offered=OFFERED, settings=WebSettings(keep_addresses=keep))
    return TestClient(app, client=(address, 50_000), headers={"User-Agent": BROWSER})


def begun(browser: TestClient) -> dict[str, str]:
    chat: dict[str, str] = browser.post("/api/conversations", json={}).json()
    say(browser, chat, "someone has pics of me", "m1")
    return chat


def kept(deps: Deps, chat: dict[str, str]) -> str | None:
    with deps.store.read() as tx:
        origin = tx.origin(chat["conversation"])
    return origin.address if origin else None


def written(world: World) -> bytes:
    return b"".join(path.read_bytes() for path in world.folder.rglob("*") if path.is_file())


def test_nothing_is_kept_by_default(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    browser = client(world, HERE, keep=False)
    chat = begun(browser)
    browser.get(f"/api/conversations/{chat['conversation']}", headers=bearer(chat["token"]))
    assert kept(world.deps, chat) is None
    told = "".join(capfd.readouterr()).encode() + written(world)
    assert [one for one in (HERE, BROWSER) if one.encode() in told] == []


def test_where_the_operator_chose_so_the_last_address_is_kept_and_cannot_be_read_in_the_files(world: World) -> None:
    chat = begun(client(world, HERE, keep=True))
    assert kept(world.deps, chat) == HERE
    moved = client(world, THERE, keep=True)
    moved.get(f"/api/conversations/{chat['conversation']}", headers=bearer(chat["token"]))
    assert kept(world.deps, chat) == HERE, "looking is not writing"
    say(moved, chat, "are you there", "m2")
    assert kept(world.deps, chat) == THERE
    assert [one for one in (HERE, THERE, BROWSER) if one.encode() in written(world)] == []


def test_deleting_takes_the_address_along(world: World) -> None:
    browser = client(world, HERE, keep=True)
    chat = begun(browser)
    assert (
        browser.post(f"/api/conversations/{chat['conversation']}/delete", json={}, headers=bearer(chat["token"])).status_code
        == 204
    )
    assert kept(world.deps, chat) is None


def test_a_wrong_token_keeps_nothing(world: World) -> None:
    chat = begun(client(world, HERE, keep=True))
    stranger = client(world, THERE, keep=True)
    refused = stranger.post(
        f"/api/conversations/{chat['conversation']}/messages",
        json={"client_id": "x", "text": "hello"},
        headers=bearer("A" * len(chat["token"])),
    )
    assert refused.status_code == 401
    assert kept(world.deps, chat) == HERE

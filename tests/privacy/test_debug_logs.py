"""A whole story with the loudest logs there are, on both databases: none of what was planted in it is in any line."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from bot.console.app import create_app as create_console
from bot.console.settings import ConsoleSettings
from bot.logs import quiet_libraries
from bot.services.add_counsellor import add_counsellor
from bot.web.app import create_app as create_web
from bot.web.settings import WebSettings
from tests.contract.server_thread import Running, listening, until
from tests.databases import NewDatabase
from tests.faces import OFFERED, OWN_PAGE, bearer, bot_answers, make_static, words
from tests.world import World, open_world

WORDS, NAME, ANSWER, REPLY, NOTE = (f"{one}-planted" for one in ("zebra", "Quillfeather", "walrus", "lantern", "pebble"))
WRONG_PASSWORD, BAD_BODY, WRONG_CODE, IN_QUERY = (f"{one}-planted" for one in ("thimble", "acorn", "marble", "feather"))
COUNSELLOR, PASSWORD = "Wrenfield", "cobble-planted-in-the-evening"


class Everything(logging.Handler):
    """Keeps all that a log could write of a record: the line, what was put in it, and the trace of a fault."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        fault = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info and record.exc_info[0] else ""
        self.lines.append(f"{record.name} {record.getMessage()} {record.args!r} {record.__dict__!r} {fault}")


@contextmanager
def loudest() -> Iterator[list[str]]:
    """Every logger that the program did not silence, at DEBUG."""
    quiet_libraries()
    kept, root = Everything(), logging.getLogger()
    servers = [logging.getLogger(name) for name in ("uvicorn", "uvicorn.error", "uvicorn.asgi")]
    before = [(logger, logger.level) for logger in (root, *servers)]
    root.addHandler(kept)
    for logger, _ in before:
        logger.setLevel(logging.DEBUG)
        if logger is not root:
            logger.addHandler(kept)
    try:
        yield kept.lines
    finally:
        for logger, level in before:
            logger.setLevel(level)
            logger.removeHandler(kept)


@pytest.fixture
def world(new_database: NewDatabase, tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path, url=new_database())
    yield world
    world.engine.dispose()


def disclosure(world: World, client: httpx2.Client) -> tuple[dict[str, str], list[str]]:
    """A young person tells, is answered, asks for a person, makes a code; also what goes wrong. The secrets that came up."""
    chat: dict[str, str] = client.post("/api/conversations", json={}).json()
    url, me = f"/api/conversations/{chat['conversation']}", bearer(chat["token"])

    def post(path: str, body: object) -> httpx2.Response:
        return client.post(url + path, json=body, headers=me)

    assert post("/messages", {"client_id": "m1", "text": f"T1 someone has pics of me {WORDS}, I am {NAME}"}).status_code == 201
    bot_answers(world.deps, chat["conversation"], ANSWER)
    world.screen.broken = True  # its fault repeats the text
    assert post("/messages", {"client_id": "m2", "text": f"{WORDS} again"}).status_code == 201
    world.screen.broken = False
    assert post("/person", {"client_id": "p1"}).status_code == 201
    assert post("/messages", {"client_id": 7, "text": BAD_BODY, BAD_BODY: BAD_BODY}).status_code == 400
    assert client.post(url + "/messages", content=f'{{"{BAD_BODY}', headers=me | {"content-type": "application/json"}).is_error
    assert client.get(f"/nowhere/{IN_QUERY}?q={IN_QUERY}").status_code == 404
    assert client.post("/api/rejoin", json={"code": WRONG_CODE}).status_code == 404
    code = post("/code", {"kind": "words"}).json()["code"]
    with listening(client, f"{url}/events?after=0", headers=me) as events:
        assert WORDS in until(events, "message", 2)[1].data["text"]
    return chat, [chat["token"], code]


def counselling(client: httpx2.Client, conversation_id: str) -> list[str]:
    """A counsellor signs in, not at once, takes the conversation, answers and notes. The secrets that came up."""
    sign_in = {"name": COUNSELLOR, "password": WRONG_PASSWORD}
    assert client.post("/api/sign-in", json=sign_in).status_code == 401
    assert client.post("/api/sign-in", json=sign_in | {"password": PASSWORD}).status_code == 200
    url = f"/api/conversations/{conversation_id}"
    assert client.post(f"{url}/claim", json={}).status_code == 200
    assert WORDS in client.get(url).text
    assert client.post(f"{url}/messages", json={"client_id": "c1", "text": REPLY}).status_code == 201
    assert client.post(f"{url}/notes", json={"kind": "note", "text": NOTE}).is_success
    return list(client.cookies.values())


@pytest.mark.timeout(120)
def test_from_disclosure_to_deletion_no_line_holds_a_secret(world: World, tmp_path: Path) -> None:
    static = make_static(tmp_path)
    add_counsellor(world.deps, COUNSELLOR, PASSWORD)
    web = Running(create_web(world.deps, static_dir=static, words=words, offered=OFFERED, settings=WebSettings()))
    console = Running(create_console(world.deps, static_dir=static, settings=ConsoleSettings(), words=words))
    with (
        loudest() as lines,
        httpx2.Client(base_url=web.url, timeout=20) as young,
        httpx2.Client(base_url=console.url, timeout=20, headers=OWN_PAGE) as staff,
    ):
        chat, hers = disclosure(world, young)
        theirs = counselling(staff, chat["conversation"])
        deleted = young.post(f"/api/conversations/{chat['conversation']}/delete", json={}, headers=bearer(chat["token"]))
        assert deleted.status_code == 204
        logging.getLogger("bot.web").debug("as any line of ours is written")
    web.stop()
    console.stop()
    secrets = [WORDS, NAME, ANSWER, REPLY, NOTE, WRONG_PASSWORD, BAD_BODY, WRONG_CODE, IN_QUERY, COUNSELLOR, PASSWORD]
    secrets += [*hers, *theirs, chat["conversation"]]
    assert len([secret for secret in secrets if secret]) == len(secrets) >= 14
    written = "\n".join(lines)
    assert "as any line of ours is written" in written, "DEBUG is heard"
    assert "bot.services.screening" in written, "what went wrong is logged"
    assert [secret for secret in secrets if secret in written] == []


def test_what_is_written_at_the_lowest_level_is_looked_at() -> None:
    with loudest() as lines:
        logging.getLogger("some.library").debug("said %s", WORDS)
        logging.getLogger("uvicorn.error").debug(NAME)
    assert [secret for secret in (WORDS, NAME) if not any(secret in line for line in lines)] == []

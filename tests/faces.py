"""Both faces over the small world: browsers of young people and of counsellors, built files, words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.console.session import cookie_name
from bot.console.settings import ConsoleSettings
from bot.conversation.message import Draft, Sender
from bot.guidance.languages import Language, Offered
from bot.services.ports import Counsellor, Deps, Role
from bot.services.records import CounsellorSession
from bot.services.tokens import hash_of, new_counsellor_id, new_token
from tests.world import open_world

INDEX = '<!doctype html><html lang="en"><head><meta name="exit-url" content=""><title>Chat</title></head></html>'
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
OFFERED = Offered((Language("en", "English"), Language("cy", "Cymraeg", draft=True)))


@pytest.fixture
def deps(tmp_path: Path) -> Deps:
    return open_world(tmp_path).deps


@pytest.fixture
def static_dir(tmp_path: Path) -> Path:
    return make_static(tmp_path)


def make_static(folder: Path) -> Path:
    """Built files, as the front end leaves them."""
    static = folder / "static"
    static.mkdir()
    (static / "index.html").write_text(INDEX, encoding="utf-8")
    (static / "embed.js").write_text('void "__UNHOOK__"', encoding="utf-8")
    (static / "app.js").write_text("void 0\n", encoding="utf-8")
    return static


def words(language: str) -> dict[str, str]:
    """Words in two languages."""
    known = {
        "en": {
            "send": "Send",
            "run_by": "By {name}",
            "error_other": "a kind sentence",
            "error_image_refused": "no pictures please",
            "fact_country": "Where you are",
            "fact_paid": "You paid",
            "fact_yes": "Yes",
        },
        "cy": {"send": "Anfon", "error_other": "a kind sentence in Welsh"},
    }
    return known[language]


def bot_answers(deps: Deps, conversation_id: str, text: str = "heard") -> int:
    """What the brain does at the end of its work."""
    with deps.store.write() as tx:
        message = tx.append(conversation_id, Draft(Sender.BOT, text, key="utter_heard"), now=deps.clock())
        tx.mark_handled(conversation_id, message.seq)
    deps.doorbell.ring("log", conversation_id, message.seq)
    return message.seq


class Desk:
    """One counsellor's browser, just signed in, without the cost of hashing a password."""

    def __init__(self, deps: Deps, name: str, role: Role = Role.COUNSELLOR, *, app: FastAPI | None = None) -> None:
        self.counsellor = Counsellor(new_counsellor_id(), name, role, deps.clock())
        token, now = new_token(), deps.clock()
        self.session = CounsellorSession(hash_of(token), self.counsellor, now, now, proved_at=now)
        with deps.store.write() as tx:
            tx.add_counsellor(self.counsellor, "no password opens this")
            tx.add_session(self.session)
        self.cookies = {cookie_name(ConsoleSettings()): token}
        self._app = app

    @property
    def client(self) -> TestClient:
        """A client of the app it was made for."""
        assert self._app
        return TestClient(self._app, cookies=self.cookies, headers=OWN_PAGE)


def bearer(token: str) -> dict[str, str]:
    """The header of a young person's page."""
    return {"Authorization": f"Bearer {token}"}


def say(client: Any, chat: dict[str, str], text: str, client_id: str) -> int:
    """Send a message as the page does; returns its number."""
    answer = client.post(
        f"/api/conversations/{chat['conversation']}/messages",
        json={"client_id": client_id, "text": text},
        headers=bearer(chat["token"]),
    )
    assert answer.status_code in (200, 201), answer.text
    seq: int = answer.json()["seq"]
    return seq

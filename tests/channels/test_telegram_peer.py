"""The story in Telegram once more, against a Bot API server that others wrote: what we believe of Telegram is not only our belief."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx2
import pytest

from bot.channels.telegram.channel import Telegram
from bot.services.counsellor_reply import counsellor_reply
from bot.services.return_to_bot import return_to_bot
from bot.services.take_over import take_over
from tests.channels.stage import LINK_BASE, Stage
from tests.fakes.telegram import HEADER, SECRET, TOKEN
from tests.server import free_port

PEERS = Path(__file__).resolve().parents[1] / "peers"
ME = 4242


@pytest.fixture(scope="module")
def peer() -> Iterator[str]:
    """The address of the other server."""
    node = shutil.which("node")
    if node is None or not (PEERS / "node_modules").is_dir():
        message = "needs Node: `make peers`"
        if os.environ.get("UNHOOK_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    port = free_port()
    process = subprocess.Popen([node, "telegram.cjs", str(port)], cwd=PEERS, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline().strip() == "ready"
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()
    process.stdout.close()


class Peer:
    """One person at the other server. It does not know the secret, so a relay before our webhook adds it, as Telegram does."""

    name = "telegram"

    def __init__(self, api: str) -> None:
        self.api = api
        self.calls = ""
        self.relayed: list[int] = []
        self._http = httpx2.Client(timeout=10)
        self._relay = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        Thread(target=self._relay.serve_forever, args=(0.02,), daemon=True).start()

    def settings(self) -> dict[str, str]:
        return {"telegram_token": TOKEN, "telegram_secret": SECRET, "telegram_api": self.api}

    @property
    def webhook(self) -> str:
        return f"http://127.0.0.1:{self._relay.server_address[1]}/"

    def close(self) -> None:
        self._relay.shutdown()
        self._relay.server_close()
        self._http.close()

    def _about(self) -> dict[str, Any]:
        who = {"id": ME, "first_name": "A", "is_bot": False}
        return {
            "botToken": TOKEN,
            "date": int(time.time()),
            "from": who,
            "chat": {"id": ME, "first_name": "A", "type": "private"},
        }

    def say(self, text: str) -> None:
        self._http.post(f"{self.api}/sendMessage", json=self._about() | {"text": text})

    def tap(self, button: str) -> None:
        about = self._about()
        query = {"botToken": TOKEN, "date": about["date"], "from": about["from"], "message": about, "data": button}
        self._http.post(f"{self.api}/sendCallback", json=query)

    def history(self) -> list[dict[str, Any]]:
        """What the bot wrote to us."""
        told = self._http.post(f"{self.api}/getUpdatesHistory", json={"token": TOKEN}).json()["result"]
        return [one["message"] for one in told if "chat_id" in one.get("message", {})]

    def wait_for(self, words: str) -> dict[str, Any]:
        until = time.monotonic() + 15
        while time.monotonic() < until:
            if found := [one for one in self.history() if words in one["text"]]:
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"never came: {words}; came: {[one['text'] for one in self.history()]}")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                answer = httpx2.post(peer.calls, content=body, headers={HEADER: SECRET, "Content-Type": "application/json"})
                peer.relayed.append(answer.status_code)
                self.send_response(answer.status_code)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Nothing is printed."""

        return Handler


def test_the_story_at_a_server_that_others_wrote(peer: str, tmp_path: Path) -> None:
    telegram = Peer(peer)
    stage = Stage(tmp_path, telegram)  # type: ignore[arg-type]
    channel = stage.channels["telegram"]
    assert isinstance(channel, Telegram)
    channel.set_up(telegram.webhook)
    telegram.say("hello")
    assert telegram.wait_for("utter_welcome_telegram")
    assert f"{LINK_BASE}/#go=" in telegram.wait_for("#go=")["text"]
    offered = telegram.wait_for("answer to hello")
    buttons = [one for row in offered["reply_markup"]["inline_keyboard"] for one in row]
    assert [one["text"] for one in buttons] == ["Yes", "No"]
    telegram.tap(buttons[0]["callback_data"])
    telegram.wait_for("answer to Yes")
    sam = stage.world.counsellor("Sam", here=True)
    telegram.say("person please")
    stage.eventually(lambda: stage.conversation(str(ME)).waiting_since is not None)
    take_over(stage.deps, stage.conversation(str(ME)).id, sam)
    counsellor_reply(stage.deps, stage.conversation(str(ME)).id, sam, client_id="r1", text="I am here")
    telegram.wait_for("Sam: I am here")
    return_to_bot(stage.deps, stage.conversation(str(ME)).id, sam)
    telegram.wait_for("utter_person_left Sam")
    telegram.say("more")
    telegram.wait_for("answer to more")
    telegram.say("delete my chat")
    telegram.wait_for("utter_app_delete_ask")
    telegram.say("delete my chat")
    telegram.wait_for("utter_app_deleted")
    assert set(telegram.relayed) == {200}
    stage.close()
    telegram.close()

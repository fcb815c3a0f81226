"""The whole story in every messaging app, with the real program and the real brain: told, helped, handed over, back, deleted."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import httpx2
import pytest

from bot.conversation.message import Message, Sender
from bot.store.database import Database
from bot.store.engine import open_engine
from bot.store.keys import MasterKeys
from tests.fakes.every import FAKES
from tests.fakes.platform import FakePlatform
from tests.server import CONSOLE_HEADERS, Server

LINK_BASE = "https://chat.example"
KILLS = 3
THERE = [fake for fake in FAKES if fake.calls_webhook]  # the others are told by a line, which tests/channels holds


@pytest.fixture(scope="module")
def fakes() -> Iterator[dict[str, FakePlatform]]:
    """All platforms at once: one helpline may be in all of them."""
    made = {fake.name: fake() for fake in THERE}
    yield made
    for fake in made.values():
        fake.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, fakes: dict[str, FakePlatform]) -> Iterator[Server]:
    server = Server(home=tmp_path_factory.mktemp("apps") / "var")
    server.settings["UNHOOK_PUBLIC_URL"] = LINK_BASE
    for name, fake in fakes.items():
        server.settings |= {f"UNHOOK_{setting.upper()}": value for setting, value in fake.settings().items()}
        fake.calls = f"http://127.0.0.1:{server.channels_port}/channels/{name}"
    yield server.start()
    server.stop()


class Counsellor:
    """Sam, at the console's interface."""

    def __init__(self, server: Server) -> None:
        self._http = httpx2.Client(base_url=server.console, headers=CONSOLE_HEADERS, timeout=10)
        server.clients.append(self._http)
        self.post("/api/sign-in", name="Sam", password=server.first_password())

    def post(self, path: str, **body: Any) -> Any:
        answer = self._http.post(path, json=body)
        assert answer.is_success, (path, answer.status_code, answer.text)
        return answer.json() if answer.content else None

    def waiting(self) -> list[dict[str, Any]]:
        """Who waits, the next first."""
        found: list[dict[str, Any]] = self._http.get("/api/queue").json()["waiting"]
        return found

    def take(self, channel: str) -> dict[str, Any]:
        """Take the one that waits from this app."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            found = [card for card in self.waiting() if card["app"] and card["app"]["channel"] == channel]
            if found:
                self.post(f"/api/conversations/{found[0]['id']}/claim")
                return found[0]
            time.sleep(0.1)
        raise AssertionError("nobody waits")


@pytest.fixture(scope="module")
def sam(server: Server) -> Counsellor:
    return Counsellor(server)


@pytest.mark.slow
@pytest.mark.timeout(180)
@pytest.mark.parametrize("name", sorted({fake.name for fake in THERE}))
def test_the_whole_story(name: str, fakes: dict[str, FakePlatform], sam: Counsellor) -> None:
    fake = fakes[name]
    me = fake.person(3)
    fake.say(me, "someone says they will send my pics to everyone if i dont pay")
    welcome = fake.wait_for(me, "a chatbot").text
    assert "can see" in welcome
    assert LINK_BASE in fake.wait_for(me, "This link").text
    fake.wait_for(me, "not your fault", seconds=30)
    asked = len(fake.texts(me))
    fake.say(me, "can i talk to a real person please")
    fake.wait_for(me, "person", after=asked, seconds=30)
    card = sam.take(name)
    fake.wait_for(me, "Sam", seconds=20)
    sam.post(f"/api/conversations/{card['id']}/messages", client_id="r1", text="I have read it. You did well to tell us.")
    assert fake.wait_for(me, "You did well").text.startswith("Sam: ")
    fake.say(me, "thank you so much")
    time.sleep(1)
    heard = len(fake.texts(me))
    sam.post(f"/api/conversations/{card['id']}/return", read_up_to=99)
    fake.wait_for(me, "Sam", after=heard, seconds=20)
    heard = len(fake.texts(me))
    fake.say(me, "what do i do next")
    fake.wait_for(me, "step", after=heard, seconds=30)
    fake.say(me, "delete my chat")
    fake.wait_for(me, "once more")
    fake.say(me, "delete my chat")
    fake.wait_for(me, "being deleted")
    heard = len(fake.texts(me))
    time.sleep(1.5)
    fake.say(me, "hello again")
    assert fake.wait_for(me, "a chatbot", after=heard).text == welcome


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_kills_in_the_middle_of_a_burst_lose_and_double_nothing(
    server: Server, fakes: dict[str, FakePlatform], capsys: pytest.CaptureFixture[str]
) -> None:
    fake = fakes["telegram"]
    seed = random.SystemRandom().randrange(10**6)
    moments = random.Random(seed)
    people = [fake.person(number) for number in range(100, 104)]
    sayings = ("will he really send it", "what if i just pay", "is it my fault", "can you keep this secret")

    def talk(me: str) -> None:
        for number in range(10):
            fake.deliver(fake.webhook_for_text(me, f"{sayings[number % 4]} {number}"), tries=600)

    talkers = [threading.Thread(target=talk, args=(me,), daemon=True) for me in people]
    for talker in talkers:
        talker.start()
    for _ in range(KILLS):
        time.sleep(moments.uniform(0.3, 2.0))
        server.kill()
        server.start()
    for talker in talkers:
        talker.join(90)
        assert not talker.is_alive(), f"seed {seed}"
    sent = [f"{sayings[number % 4]} {number}" for number in range(10)]
    store = Database(open_engine(f"sqlite:///{(server.home / 'unhook.sqlite3').resolve()}"), MasterKeys.parse(server.key))
    until = time.monotonic() + 60
    while (told := [_said(store, me) for me in people]) != [sent] * len(people):
        assert time.monotonic() < until, f"seed {seed}: lost, doubled or out of order: {told}"
        time.sleep(0.5)
    until = time.monotonic() + 60
    for me in people:  # whoever was answered was answered in the app, and in the order of the log
        while True:  # the bot goes on: it keeps company, and asks after those who fall silent
            ours = [text[:40] for text in _ours(store, me)]
            arrived = [text[:40] for text in fake.texts(me)]
            # Between a platform's "taken" and our note of it nobody can know: then a message comes twice rather than never.
            once = _once(arrived)
            if once == _once(ours):
                break
            assert time.monotonic() < until, f"seed {seed}: lost or out of order: {arrived} instead of {ours}"
            time.sleep(0.2)
        assert len(arrived) - len(ours) <= KILLS, f"seed {seed}: doubled"
    with capsys.disabled():
        print(f" [{KILLS} kills, {10 * len(people)} messages, seed {seed}]", end="")


def _once(texts: Sequence[str]) -> list[str]:
    """Without those that say the same as the one before."""
    return [text for at, text in enumerate(texts) if at == 0 or text != texts[at - 1]]


def _log(store: Database, me: str) -> list[Message]:
    with store.read() as tx:
        conversation_id = tx.conversation_at("telegram", me)
        return list(tx.messages(conversation_id, limit=None)) if conversation_id else []


def _said(store: Database, me: str) -> list[str]:
    return [one.said.text for one in _log(store, me) if one.said.sender is Sender.YOUNG_PERSON]


def _ours(store: Database, me: str) -> list[str]:
    return [one.said.text for one in _log(store, me) if one.said.sender is not Sender.YOUNG_PERSON]

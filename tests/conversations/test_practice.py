"""Each practice script through the real pipeline: it reaches a counsellor at its tier, answers what is asked, and can be closed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import App, build, load_brain
from bot.brain.worker import Brain
from bot.conversation.message import Sender
from bot.conversation.owner import Owner
from bot.conversation.practice import Script
from bot.guidance.practice import load_practice
from bot.services.claim_work import claim_work
from bot.services.close import close
from bot.services.counsellor_reply import counsellor_reply
from bot.services.find import find_conversation
from bot.services.finish_work import finish_work
from bot.services.play_practice import play_practice
from bot.services.ports import Conversation, Counsellor, Deps, Role
from bot.services.practice import practices_of
from bot.services.return_to_bot import return_to_bot
from bot.services.start_practice import start_practice
from bot.services.take_over import take_over
from bot.services.tokens import new_counsellor_id
from bot.settings import Settings
from bot.store.keys import MasterKeys
from tests.world import SetClock

DATA = Path(__file__).parents[2] / "data"
SCRIPTS = load_practice(DATA, ["en", "es"]).scripts.values()
DIRECT = {"en": "Are you thinking about ending your life?", "es": "¿Estás pensando en quitarte la vida?"}
LONG = timedelta(minutes=5)  # longer than any pause


@dataclass
class Training:
    """The real product with a clock set by hand, and one counsellor who practises."""

    app: App
    deps: Deps
    clock: SetClock
    brain: Brain
    sam: Counsellor

    def play(self) -> int:
        """Let what is due be said, and the bot answer it."""
        self.clock.now += LONG
        said = play_practice(self.deps, self.app.practice)
        loop = asyncio.new_event_loop()
        while work := claim_work(self.deps, "test", self.deps.settings.lease):
            assert finish_work(self.deps, work, *loop.run_until_complete(self.brain.answer(work)))
        loop.close()
        return said

    def now(self, talk: Conversation) -> Conversation:
        with self.deps.store.read() as tx:
            return find_conversation(tx, talk.id)

    def said(self, talk: Conversation) -> list[str]:
        """What the made-up young person has written."""
        with self.deps.store.read() as tx:
            log = tx.messages(talk.id, limit=None)
        return [one.said.text for one in log if one.said.sender is Sender.YOUNG_PERSON]


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Training:
    home: Path = tmp_path_factory.mktemp("practice")
    key = SecretStr(MasterKeys.generate())
    app = build(Settings(_env_file=None, home=home, database_url="", master_key=key, country="GB", draft_languages=True))
    clock = SetClock()
    clock.now = datetime(2026, 3, 1, 18, tzinfo=UTC)
    deps = replace(app.deps, clock=clock)
    sam = Counsellor(new_counsellor_id(), "Sam", Role.COUNSELLOR, clock())
    with deps.store.write() as tx:
        tx.add_counsellor(sam, "no password opens this")
    return Training(app, deps, clock, replace(load_brain(app), clock=clock), sam)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
def test_a_script_goes_from_its_first_line_to_what_it_teaches(script: Script, training: Training) -> None:
    talk = start_practice(training.deps, script, training.sam)
    for line in script.opening:
        assert training.play() == 1
        assert training.said(talk)[-1] == line.text
    now = training.now(talk)
    assert (now.tier, now.owner) == (script.tier, Owner.WAITING), "what it says is not what the screen finds: correct its tier"
    assert training.play() == 0

    take_over(training.deps, talk.id, training.sam)
    counsellor_reply(training.deps, talk.id, training.sam, client_id="1", text=f"I have read it. {DIRECT[script.language]}")
    assert training.play() == 1
    assert training.said(talk)[-1] == script.answers["suicide"].text
    counsellor_reply(training.deps, talk.id, training.sam, client_id="2", text="...")
    assert training.play() == 1
    assert training.said(talk)[-1] == script.replies[0].text
    counsellor_reply(training.deps, talk.id, training.sam, client_id="3", text="...")  # else the bot answers it after a return

    for line in script.returned:
        if training.now(talk).owner is Owner.COUNSELLOR:
            return_to_bot(training.deps, talk.id, training.sam)
        assert training.play() == 1
        assert training.said(talk)[-1] == line.text
    if script.returned:
        assert training.now(talk).owner is Owner.WAITING
        take_over(training.deps, talk.id, training.sam)

    close(training.deps, talk.id, training.sam)
    (practised,) = [
        one for one in practices_of(training.deps, training.app.practice, training.sam) if one.conversation.id == talk.id
    ]
    assert practised.over
    assert practised.script.learn == script.learn

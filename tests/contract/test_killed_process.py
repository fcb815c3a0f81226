"""A process killed at any moment: what was confirmed is there, once, and the next process goes on."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.message import Draft, Sender
from bot.services.finish_work import finish_work
from bot.services.receive import receive
from bot.store.database import Database
from bot.store.keys import MasterKeys
from tests.world import World, open_world

TALKER = """
import sys
from tests.contract.test_killed_process import talk_and_answer
talk_and_answer(*sys.argv[1:])
"""


def talk_and_answer(folder: str, master_key: str, conversation_id: str, name: str) -> None:
    """Send and answer without end; print every message that was confirmed."""
    world = open_world(Path(folder))
    deps = world.deps = replace(world.deps, store=Database(world.engine, MasterKeys.parse(master_key)))
    for number in range(100_000):
        received = receive(deps, conversation_id, client_id=f"{name}-{number}", text="T2 hello")
        sys.stdout.write(f"{name}-{number} {received.message.seq}\n")
        sys.stdout.flush()
        if work := world.claim(name):
            world.answer(work, f"utter_answer_{work.message.seq}")


@pytest.mark.slow
def test_what_was_confirmed_before_a_kill_is_there_once_and_answered_once(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    master_key = MasterKeys.generate()
    world.store = Database(world.engine, MasterKeys.parse(master_key))
    world.deps = replace(world.deps, store=world.store)
    talk = world.start()
    confirmed: dict[str, int] = {}
    for life in range(3):
        arguments = [sys.executable, "-c", TALKER, str(tmp_path), master_key, talk.id, f"life{life}"]
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(0.4)
        process.kill()
        for line in [first, *process.communicate()[0].splitlines()]:
            if len(parts := line.split()) == 2:
                confirmed[parts[0]] = int(parts[1])
    world.clock.pass_by(minutes=5)
    while work := world.claim():
        assert finish_work(world.deps, work, [_answer(world, work.message.seq)], {})
    log = world.log(talk)
    stored = {message.client_id: message.seq for message in log if message.said.sender is Sender.YOUNG_PERSON}
    answers = [message.said.key for message in log if message.said.sender is Sender.BOT][1:]
    assert len(confirmed) > 20
    assert confirmed.items() <= stored.items()
    assert [message.seq for message in log] == list(range(1, len(log) + 1))
    assert sorted(answers) == sorted(f"utter_answer_{seq}" for seq in stored.values())
    world.engine.dispose()


def _answer(world: World, seq: int) -> Draft:
    key = f"utter_answer_{seq}"
    draft = world.deps.words.reply(key, country=None, age_band=None, now=world.clock())
    assert draft.key == key
    return draft

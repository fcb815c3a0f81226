"""Coming back: one code opens one conversation, until it is withdrawn, replaced or forgotten."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from bot.conversation.come_back import CodeKind
from bot.conversation.owner import Owner
from bot.services.close import close
from bot.services.come_back import NoCodeLeftError, make_code, rejoin, withdraw_code
from bot.services.errors import ClosedConversationError, UnknownCodeError, UnknownConversationError, UnknownSessionError
from bot.services.forget import forget
from bot.services.leave import leave
from bot.services.open_session import open_session
from bot.services.start_conversation import start_conversation
from bot.services.take_over import take_over
from bot.store.database import Database
from bot.store.keys import MasterKeys
from tests.examples import examples
from tests.world import PlainCodes, World, open_world


def code_of(world: World, conversation_id: str, kind: CodeKind = CodeKind.WORDS) -> str:
    return make_code(world.deps, conversation_id, kind)


@pytest.mark.parametrize("kind", CodeKind)
def test_a_code_opens_its_conversation_and_ends_the_session_before(world: World, kind: CodeKind) -> None:
    talk, token = start_conversation(world.deps)
    code = code_of(world, talk.id, kind)
    back, fresh = rejoin(world.deps, f"  {code.upper()} ")
    assert back.id == talk.id
    assert open_session(world.deps, talk.id, fresh).id == talk.id
    with pytest.raises(UnknownSessionError):
        open_session(world.deps, talk.id, token)


def test_a_number_is_one_of_the_country_that_was_told(world: World) -> None:
    talk = world.start()
    with world.store.write() as tx:
        tx.update_conversation(talk.id, country="IE")
    assert code_of(world, talk.id, CodeKind.DIGITS).startswith("+IE ")


def test_leaving_with_a_code_keeps_the_conversation_and_what_is_owed(world: World) -> None:
    talk = world.start()
    world.hear(talk, "hello")
    code = code_of(world, talk.id)
    leave(world.deps, talk.id)
    assert (world.now(talk).owner, world.now(talk).ended_at) == (Owner.BOT, world.clock())
    work = world.claim()
    assert work
    assert world.answer(work)
    back, _ = rejoin(world.deps, code)
    assert (back.ended_at, world.keys(talk)[-1]) == (None, "utter_answer")
    world.hear(talk, "I am back")


def test_who_leaves_with_a_code_keeps_their_place_in_the_queue(world: World) -> None:
    talk = world.start()
    world.hear(talk, "person")
    code_of(world, talk.id)
    leave(world.deps, talk.id)
    assert world.now(talk).owner is Owner.WAITING
    take_over(world.deps, talk.id, world.counsellor("Sam"))


def test_leaving_after_the_code_was_withdrawn_ends_it_as_ever(world: World) -> None:
    talk = world.start()
    code_of(world, talk.id)
    withdraw_code(world.deps, talk.id)
    leave(world.deps, talk.id)
    assert world.now(talk).owner is Owner.CLOSED


def test_a_closed_conversation_can_be_read_again_but_gets_no_code(world: World) -> None:
    talk, sam = world.start(), world.counsellor("Sam")
    world.hear(talk, "person")
    code = code_of(world, talk.id)
    take_over(world.deps, talk.id, sam)
    close(world.deps, talk.id, sam)
    assert rejoin(world.deps, code)[0].owner is Owner.CLOSED
    with pytest.raises(ClosedConversationError):
        code_of(world, talk.id)


@pytest.mark.parametrize("code", ["", "   ", "0", "redfox", "+44 0", "é", "x" * 200])
def test_what_is_no_code_opens_nothing(world: World, code: str) -> None:
    withdraw_code(world.deps, world.start().id)  # somebody without a code: nothing must never fit nothing
    with pytest.raises(UnknownCodeError):
        rejoin(world.deps, code)


@pytest.mark.parametrize("act", [lambda deps, id_: make_code(deps, id_, CodeKind.WORDS), withdraw_code])
def test_an_unknown_conversation_has_no_code(world: World, act: Any) -> None:
    with pytest.raises(UnknownConversationError):
        act(world.deps, "c_unknown")


def test_when_every_code_is_taken_none_is_shared(world: World) -> None:
    world.deps = replace(world.deps, codes=PlainCodes())
    world.deps.codes.words = ("one",)  # type: ignore[attr-defined]
    first = world.start()
    code = code_of(world, first.id)
    with pytest.raises(NoCodeLeftError):
        code_of(world, world.start().id)
    assert rejoin(world.deps, code)[0].id == first.id
    assert code_of(world, first.id) == code  # their own again is nobody else's


def test_codes_of_an_older_master_key_open_and_are_not_given_twice(world: World) -> None:
    old, new = MasterKeys.generate(), MasterKeys.generate()
    world.deps = replace(world.deps, store=Database(world.engine, MasterKeys.parse(old)), codes=PlainCodes())
    world.deps.codes.words = ("one",)  # type: ignore[attr-defined]
    talk = world.start()
    code = code_of(world, talk.id)
    world.deps = replace(world.deps, store=Database(world.engine, MasterKeys.parse(f"{new},{old}")))
    with pytest.raises(NoCodeLeftError):
        code_of(world, world.start().id)
    assert rejoin(world.deps, code)[0].id == talk.id
    stranger = replace(world.deps, store=Database(world.engine, MasterKeys.parse(MasterKeys.generate())))
    with pytest.raises(UnknownCodeError):
        rejoin(stranger, code)


def test_the_code_is_nowhere_in_the_files_while_it_works_or_after(world: World) -> None:
    talk = world.start()
    codes = [code_of(world, talk.id, kind) for kind in CodeKind]
    parts = {part.encode() for code in codes for part in (code, code.replace(" ", ""), code.upper())}
    assert not [part for part in parts if part in _files(world)]
    forget(world.deps, talk.id)
    assert not [part for part in parts if part in _files(world)]


def _files(world: World) -> bytes:
    return b"".join(path.read_bytes() for path in world.folder.iterdir())


class Codes(RuleBasedStateMachine):
    """Young people make, withdraw, use and lose codes, out of so few words that they collide all the time."""

    talks: Bundle[str] = Bundle("talks")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.world = open_world(Path(self._folder.name))
        self.world.deps.codes.words = ("one", "two")  # type: ignore[attr-defined]
        self.living: dict[str, str] = {}  # conversation -> its code
        self.sessions: dict[str, str | None] = {}
        self.dead: set[str] = set()

    def teardown(self) -> None:
        self.world.engine.dispose()
        self._folder.cleanup()

    @rule(target=talks)
    def begin(self) -> str:
        talk, token = start_conversation(self.world.deps)
        self.sessions[talk.id] = token
        return talk.id

    @rule(talk=talks)
    def make(self, talk: str) -> None:
        try:
            code = code_of(self.world, talk)
        except (NoCodeLeftError, ClosedConversationError):
            return
        self.dead.add(self.living.pop(talk, code))
        assert code not in self.living.values(), "no two conversations open with one code"
        self.living[talk] = code
        self.dead.discard(code)

    @rule(talk=talks)
    def withdraw(self, talk: str) -> None:
        withdraw_code(self.world.deps, talk)
        if talk in self.living:
            self.dead.add(self.living.pop(talk))

    @rule(talk=talks)
    def go(self, talk: str) -> None:
        leave(self.world.deps, talk)
        self.sessions[talk] = None

    @rule(talk=talks)
    def come_back(self, talk: str) -> None:
        if talk in self.living:
            self.sessions[talk] = rejoin(self.world.deps, self.living[talk])[1]

    @rule(talk=consumes(talks))
    def delete(self, talk: str) -> None:
        forget(self.world.deps, talk)
        self.sessions.pop(talk)
        if talk in self.living:
            self.dead.add(self.living.pop(talk))

    @rule(typed=st.text(max_size=20))
    def guess(self, typed: str) -> None:
        with pytest.raises(UnknownCodeError):
            rejoin(self.world.deps, f"three {typed}")

    @invariant()
    def a_dead_code_never_opens(self) -> None:
        for code in self.dead:
            with pytest.raises(UnknownCodeError):
                rejoin(self.world.deps, code)

    @invariant()
    def only_the_last_session_is_open(self) -> None:
        for talk, token in self.sessions.items():
            if token:
                assert open_session(self.world.deps, talk, token).id == talk


Codes.TestCase.settings = settings(max_examples=examples(12), stateful_step_count=20, deadline=None)
TestCodes = Codes.TestCase

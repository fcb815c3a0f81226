"""The own account: which browsers are signed in, and an end to those that should not be."""

from __future__ import annotations

import pytest

from bot.services.account_errors import ProofNeededError, UnknownFactorError
from bot.services.add_counsellor import add_counsellor
from bot.services.errors import SignInFailedError, UnknownSessionError, WeakPasswordError
from bot.services.known_browsers import recognise
from bot.services.own_account import change_password, end_other_sessions, end_session, own_sessions
from bot.services.records import CounsellorSession
from bot.services.sign_in import open_session_of, session, sign_in
from tests.world import World

PASSWORD = "a long enough password"


@pytest.fixture
def tokens(world: World) -> list[str]:
    """Two browsers of Sam's."""
    add_counsellor(world.deps, "Sam", PASSWORD)
    return [sign_in(world.deps, "Sam", PASSWORD).token or "" for _ in range(2)]


def browser(world: World, token: str) -> CounsellorSession:
    return open_session_of(world.deps, token)


def test_the_list_holds_the_browsers_that_are_signed_in_and_no_others(world: World, tokens: list[str]) -> None:
    add_counsellor(world.deps, "Alex", PASSWORD)
    sign_in(world.deps, "Alex", PASSWORD)
    here = browser(world, tokens[0])
    assert {one.token_hash for one in own_sessions(world.deps, here)} == {browser(world, one).token_hash for one in tokens}
    world.clock.pass_by(minutes=29)
    session(world.deps, tokens[0])
    world.clock.pass_by(minutes=1)  # the other was idle for too long
    assert [one.token_hash for one in own_sessions(world.deps, here)] == [here.token_hash]


def test_one_browser_is_signed_out_by_its_handle(world: World, tokens: list[str]) -> None:
    here, there = (browser(world, one) for one in tokens)
    end_session(world.deps, here, there.handle)
    with pytest.raises(UnknownSessionError):
        session(world.deps, tokens[1])
    assert session(world.deps, tokens[0]).name == "Sam"


def test_nobody_signs_a_colleague_out(world: World, tokens: list[str]) -> None:
    add_counsellor(world.deps, "Alex", PASSWORD)
    alex = browser(world, sign_in(world.deps, "Alex", PASSWORD).token or "")
    for handle in (browser(world, tokens[0]).handle, "nothing"):
        with pytest.raises(UnknownFactorError):
            end_session(world.deps, alex, handle)
    end_other_sessions(world.deps, alex)
    assert session(world.deps, tokens[0]).name == "Sam"


def test_all_others_are_signed_out_at_once_and_their_consoles_told(world: World, tokens: list[str]) -> None:
    rung: list[str] = []
    world.doorbell.subscribe("staff", lambda who, _: rung.append(who))
    here = browser(world, tokens[0])
    assert end_other_sessions(world.deps, here) == 1
    assert rung == [here.counsellor.id]
    with pytest.raises(UnknownSessionError):
        session(world.deps, tokens[1])
    assert session(world.deps, tokens[0]).name == "Sam"


def test_a_new_password_signs_every_other_browser_out(world: World, tokens: list[str]) -> None:
    here = browser(world, tokens[0])
    with pytest.raises(SignInFailedError):
        change_password(world.deps, here, "not the password", "another long one")
    with pytest.raises(WeakPasswordError):
        change_password(world.deps, here, PASSWORD, "short")
    change_password(world.deps, here, PASSWORD, "another long one")
    with pytest.raises(UnknownSessionError):
        session(world.deps, tokens[1])
    with pytest.raises(SignInFailedError):
        sign_in(world.deps, "Sam", PASSWORD)
    assert sign_in(world.deps, "Sam", "another long one").token
    world.clock.pass_by(minutes=15)
    with pytest.raises(ProofNeededError):
        change_password(world.deps, here, "another long one", PASSWORD)


def test_a_browser_is_known_after_signing_in_there_and_for_whoever_did(world: World) -> None:
    add_counsellor(world.deps, "Sam", PASSWORD)
    add_counsellor(world.deps, "Alex", PASSWORD)
    desk = sign_in(world.deps, "Sam", PASSWORD).browser
    assert (recognise(world.deps, "sam", desk), recognise(world.deps, "Alex", desk)) == (True, False)
    assert sign_in(world.deps, "Alex", PASSWORD, desk).browser == desk  # one desk, two people
    assert recognise(world.deps, "Alex", desk)
    assert not recognise(world.deps, "Nobody", desk)
    assert not recognise(world.deps, "Sam", None)
    world.clock.pass_by(days=90)
    assert not recognise(world.deps, "Sam", desk)


def test_a_browser_cannot_choose_its_own_token(world: World) -> None:
    add_counsellor(world.deps, "Sam", PASSWORD)
    chosen = "chosen-by-somebody-else"
    assert sign_in(world.deps, "Sam", PASSWORD, chosen).browser != chosen
    assert not recognise(world.deps, "Sam", chosen)

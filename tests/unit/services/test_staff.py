"""Counsellors: added, signed in, remembered for a while, here or not here."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.add_counsellor import add_counsellor
from bot.services.errors import (
    BadNameError,
    NameTakenError,
    SignInFailedError,
    UnknownSessionError,
    WeakPasswordError,
)
from bot.services.passwords import password_fits
from bot.services.ports import Role
from bot.services.presence import counsellors_here, presence
from bot.services.sign_in import session, sign_in, sign_out
from tests.world import World

PASSWORD = "a long enough password"


def test_a_counsellor_signs_in_with_name_and_password(world: World) -> None:
    added = add_counsellor(world.deps, "  Sam ", PASSWORD, Role.SUPERVISOR)
    entry = sign_in(world.deps, "sam", PASSWORD)
    assert (entry.counsellor.id, entry.counsellor.name, entry.counsellor.role) == (added.id, "Sam", Role.SUPERVISOR)
    assert session(world.deps, entry.token).id == added.id


def test_a_wrong_password_and_an_unknown_name_fail_alike(world: World) -> None:
    add_counsellor(world.deps, "Sam", PASSWORD)
    for name, password in (("Sam", "not the password"), ("Nobody", PASSWORD), ("", "")):
        with pytest.raises(SignInFailedError) as refused:
            sign_in(world.deps, name, password)
        assert str(refused.value) == ""


def test_an_unknown_name_fits_no_password_at_all(world: World) -> None:
    assert world
    assert not password_fits("nobody has this password", None)
    assert not password_fits(PASSWORD, "no argon2 hash")


def test_neither_password_nor_token_is_stored(world: World) -> None:
    add_counsellor(world.deps, "Sam", PASSWORD)
    token = sign_in(world.deps, "Sam", PASSWORD).token
    files = b"".join(path.read_bytes() for path in world.folder.iterdir())
    assert PASSWORD.encode() not in files
    assert token.encode() not in files
    assert b"$argon2id$" in files


def test_a_name_belongs_to_one_counsellor_whatever_its_letter_case(world: World) -> None:
    world.counsellor("Sam")
    with pytest.raises(NameTakenError):
        add_counsellor(world.deps, "SAM", PASSWORD)


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "Sam\u202eevil", "Sam\x00"])
def test_a_name_that_cannot_be_shown_is_refused(world: World, name: str) -> None:
    with pytest.raises(BadNameError):
        add_counsellor(world.deps, name, PASSWORD)


def test_a_short_password_and_an_unknown_role_are_refused(world: World) -> None:
    with pytest.raises(WeakPasswordError):
        add_counsellor(world.deps, "Sam", "short")
    with pytest.raises(ValueError, match="king"):
        add_counsellor(world.deps, "Sam", PASSWORD, "king")


def test_signing_out_ends_the_session_and_the_presence(world: World) -> None:
    add_counsellor(world.deps, "Sam", PASSWORD)
    entry = sign_in(world.deps, "Sam", PASSWORD)
    token = entry.token
    presence(world.deps, entry.counsellor.id)
    assert counsellors_here(world.deps) == 1
    sign_out(world.deps, token)
    sign_out(world.deps, token)
    assert counsellors_here(world.deps) == 0
    with pytest.raises(UnknownSessionError):
        session(world.deps, token)


def test_a_session_lasts_while_it_is_used_but_not_for_ever(world: World) -> None:
    add_counsellor(world.deps, "Sam", PASSWORD)
    token = sign_in(world.deps, "Sam", PASSWORD).token
    limits = world.deps.settings
    for _ in range(limits.session_absolute // timedelta(minutes=29)):
        world.clock.pass_by(minutes=29)
        session(world.deps, token)
    world.clock.pass_by(minutes=29)
    with pytest.raises(UnknownSessionError):
        session(world.deps, token)


def test_an_idle_session_ends(world: World) -> None:
    add_counsellor(world.deps, "Sam", PASSWORD)
    token = sign_in(world.deps, "Sam", PASSWORD).token
    world.clock.pass_by(minutes=30)
    with pytest.raises(UnknownSessionError):
        session(world.deps, token)


def test_the_consoles_are_rung_when_somebody_comes_but_not_for_every_heartbeat(world: World) -> None:
    sam = world.counsellor("Sam")
    rung: list[int] = []
    world.doorbell.subscribe("queue", lambda _, seq: rung.append(seq))
    presence(world.deps, sam.id)
    presence(world.deps, sam.id)
    assert len(rung) == 1

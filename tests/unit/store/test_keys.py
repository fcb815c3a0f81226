"""Keys: the right one opens, everything else says clearly why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.services.account_records import Totp
from bot.services.transcript import transcript
from bot.store.database import Database
from bot.store.keys import BadMasterKeyError, DamagedError, DataKey, MasterKeys, WrongKeyError, seal, unseal
from bot.store.rewrap import rewrap
from tests.world import World, open_world

KEY = bytes(range(32))


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A world with one conversation's worth of rows."""
    return open_world(tmp_path)


@given(st.binary(), st.binary())
def test_what_is_sealed_opens_at_its_place_only(plain: bytes, place: bytes) -> None:
    sealed = seal(KEY, plain, place)
    assert unseal(KEY, sealed, place) == plain
    for key, place_tried in ((KEY, place + b"x"), (KEY[::-1], place)):
        with pytest.raises(DamagedError):
            unseal(key, sealed, place_tried)


@given(st.binary(max_size=60))
def test_any_bytes_that_were_not_sealed_are_damaged(junk: bytes) -> None:
    with pytest.raises(DamagedError):
        unseal(KEY, junk, b"place")


def test_the_same_words_never_look_the_same() -> None:
    assert seal(KEY, b"hello", b"place") != seal(KEY, b"hello", b"place")


def test_a_generated_key_can_be_set() -> None:
    one, other = MasterKeys.generate(), MasterKeys.generate()
    keys = MasterKeys.parse(f" {one} , {other} ")
    assert keys.current == MasterKeys.parse(one).current
    assert len(keys.keys) == 2


@pytest.mark.parametrize("setting", ["", " , ", "short", "ä" * 44, "A" * 43, "?" * 44])
def test_a_setting_that_is_no_key_is_refused(setting: str) -> None:
    with pytest.raises(BadMasterKeyError, match="UNHOOK_MASTER_KEY"):
        MasterKeys.parse(setting)


def test_keys_are_not_in_what_is_printed() -> None:
    keys = MasterKeys({"k": KEY}, "k")
    assert repr(KEY) not in repr(keys)
    assert repr(KEY) not in repr(DataKey("c_1", 1, KEY))


def test_with_another_master_key_the_start_fails_and_says_what_to_do(world: World) -> None:
    talk = world.start()
    world.store.check_keys()
    stranger = Database(world.engine, MasterKeys.parse(MasterKeys.generate()))
    with pytest.raises(WrongKeyError, match="UNHOOK_MASTER_KEY again"):
        stranger.check_keys()
    with stranger.read() as tx, pytest.raises(WrongKeyError):
        tx.messages(talk.id)


def test_after_rewrapping_the_old_master_key_is_not_needed(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    old = MasterKeys.generate()
    before = Database(world.engine, MasterKeys.parse(old))
    world.deps = replace(world.deps, store=before)
    talk = world.start()
    new = MasterKeys.generate()
    assert rewrap(world.engine, MasterKeys.parse(f"{new},{old}")).rows == 1
    after = Database(world.engine, MasterKeys.parse(new))
    after.check_keys()
    with after.read() as tx:
        assert tx.messages(talk.id)[0].said.key == "utter_welcome"
    assert rewrap(world.engine, MasterKeys.parse(new)).rows == 0


@given(st.binary(), st.text(max_size=20))
def test_a_small_secret_opens_at_its_place_and_under_its_key_only(plain: bytes, place: str) -> None:
    old, new = MasterKeys.generate(), MasterKeys.generate()
    sealed = MasterKeys.parse(old).seal_secret(plain, place)
    assert MasterKeys.parse(f"{new},{old}").unseal_secret(sealed, place) == plain
    with pytest.raises(DamagedError):
        MasterKeys.parse(old).unseal_secret(sealed, place + "x")
    with pytest.raises(WrongKeyError):
        MasterKeys.parse(new).unseal_secret(sealed, place)
    with pytest.raises((DamagedError, WrongKeyError)):
        MasterKeys.parse(old).unseal_secret(sealed[:-1], place)


def test_second_factors_outlive_a_change_of_keys_and_recovery_codes_end_with_their_key(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    old, new = MasterKeys.generate(), MasterKeys.generate()
    sam = world.counsellor("Sam")
    with Database(world.engine, MasterKeys.parse(old)).write() as tx:
        tx.set_totp(sam.id, "JBSWY3DPEHPK3PXP")
        tx.set_recovery_codes(sam.id, ["one", "two"])
    with pytest.raises(WrongKeyError):
        Database(world.engine, MasterKeys.parse(new)).check_keys()
    both = Database(world.engine, MasterKeys.parse(f"{new},{old}"))
    with both.write() as tx:
        assert tx.use_recovery_code(sam.id, "one")
    assert rewrap(world.engine, MasterKeys.parse(f"{new},{old}")).rows == 1
    after = Database(world.engine, MasterKeys.parse(new))
    after.check_keys()
    with after.write() as tx:
        assert tx.totp(sam.id) == Totp("JBSWY3DPEHPK3PXP")
        assert not tx.use_recovery_code(sam.id, "two")
    world.engine.dispose()


def test_a_secret_moved_to_another_account_does_not_open(world: World) -> None:
    sam, alex = world.counsellor("Sam"), world.counsellor("Alex")
    with world.store.write() as tx:
        tx.set_totp(sam.id, "JBSWY3DPEHPK3PXP")
    move = text("UPDATE counsellors SET totp_secret = (SELECT totp_secret FROM counsellors WHERE id = :a) WHERE id = :b")
    with world.engine.begin() as connection:
        connection.execute(move, {"a": sam.id, "b": alex.id})
    with world.store.read() as tx, pytest.raises(DamagedError):
        tx.totp(alex.id)


def test_a_body_moved_to_another_row_does_not_open(world: World) -> None:
    talk = world.start()
    world.hear(talk, "one")
    world.hear(talk, "two")
    move = text("UPDATE messages SET body = (SELECT body FROM messages WHERE seq = 2) WHERE seq = 3")
    with world.engine.begin() as connection:
        connection.execute(move)
    with pytest.raises(DamagedError):
        transcript(world.deps, talk.id)

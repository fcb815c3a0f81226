"""`bot keys …`, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.store.database import Database
from bot.store.keys import MasterKeys
from tests.full_house import furnish
from tests.world import World, open_world

OLD, NEW = MasterKeys.generate(), MasterKeys.generate()
OLD_ID, NEW_ID = MasterKeys.parse(OLD).current, MasterKeys.parse(NEW).current


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("UNHOOK_HOME", str(tmp_path))
    monkeypatch.setenv("UNHOOK_DATABASE_URL", f"sqlite:///{tmp_path / 'unhook.db'}")
    monkeypatch.setenv("UNHOOK_MASTER_KEY", f"{NEW},{OLD}")
    monkeypatch.setenv("COLUMNS", "200")
    world = open_world(tmp_path, keys=OLD)
    furnish(world)
    return world


def bot(*arguments: str, code: int = 0, typed: str = "") -> str:
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False, input=typed)
    assert done.exit_code == code, done.output
    return " ".join(done.output.split())


def test_state_tells_which_key_is_needed_and_shows_none(world: World) -> None:
    said = bot("keys", "state")
    assert f"{NEW_ID} │ 0 │ the first" in said
    assert f"{OLD_ID} │ 6 │ needed" in said
    assert "`bot keys rotate`" in said
    assert not [key for key in (OLD, NEW) if key in said]


def test_a_missing_key_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNHOOK_MASTER_KEY", NEW)
    assert f"{OLD_ID} │ 6 │ MISSING" in bot("keys", "state", code=1)


def test_rotate_wraps_all_says_so_and_is_in_the_audit_log(world: World) -> None:
    said = bot("keys", "rotate", "--yes")
    assert f"Wrapped 6 with the key {NEW_ID}" in said
    assert "can be taken out" in said
    assert "3 come-back codes and 1 recovery codes" in said
    assert world.audited()[-1][:2] == ("system", "keys_rotated")
    Database(world.engine, MasterKeys.parse(NEW)).check_keys()
    assert f"{OLD_ID} │ 0 │ can be taken out" in bot("keys", "state")
    assert "Wrapped 0" in bot("keys", "rotate", "--yes")


def test_rotate_asks_whether_the_service_knows_both_keys(world: World) -> None:
    assert "Nothing was changed" in bot("keys", "rotate", code=1, typed="n\n")
    assert "│ 6 │ needed" in bot("keys", "state")
    assert "Wrapped 6" in bot("keys", "rotate", typed="y\n")


def test_the_way_of_a_new_key_beside_an_old_one_is_told(world: World) -> None:
    assert "put it behind the old one, a comma between" in bot("keys", "new")


def test_whoever_makes_the_first_key_reads_of_no_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNHOOK_MASTER_KEY", "")
    said = bot("keys", "new")
    assert "Put it into UNHOOK_MASTER_KEY, and keep a copy on paper" in said
    assert "old one" not in said


def test_new_prints_a_key_that_can_be_set(world: World) -> None:
    made = next(word for word in bot("keys", "new").split() if len(word) == len(OLD) and word.endswith("="))
    assert MasterKeys.parse(made).current not in {OLD_ID, NEW_ID}

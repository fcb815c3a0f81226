"""Settings: each with a meaning, from one place, and a master key that is made once and never replaced."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError

from bot import settings as room
from bot.settings import MASTER_KEY, NoMasterKeyError, Settings, ensure_master_key, rows
from bot.store.keys import MasterKeys


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which nothing is set."""
    for name in [name for name in os.environ if name.startswith("UNHOOK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".env"


def test_every_setting_has_a_row_with_name_and_meaning(env_file: Path) -> None:
    table = rows(Settings())
    assert [row.name for row in table] == [f"UNHOOK_{field.upper()}" for field in Settings.model_fields]
    assert all(row.meaning.endswith(".") and len(row.meaning.split()) > 2 for row in table)
    assert {row.origin for row in table} == {"default"}


@pytest.mark.parametrize(
    ("in_file", "in_environment", "value", "origin"),
    [
        (None, None, 8080, "default"),
        (9001, None, 9001, ".env"),
        (None, 9002, 9002, "environment"),
        (9001, 9002, 9002, "environment"),
    ],
)
def test_the_environment_wins_over_the_file_over_the_default(
    env_file: Path, monkeypatch: pytest.MonkeyPatch, in_file: int | None, in_environment: int | None, value: int, origin: str
) -> None:
    if in_file:
        env_file.write_text(f"UNHOOK_WEB_PORT={in_file}\n")
    if in_environment:
        monkeypatch.setenv("UNHOOK_WEB_PORT", str(in_environment))
    (row,) = [row for row in rows(Settings()) if row.name == "UNHOOK_WEB_PORT"]
    assert (row.value, row.default, row.origin) == (str(value), "8080", origin)


@pytest.mark.parametrize(("key", "shown"), [("", "not set"), ("a very secret key", "set")])
def test_the_key_is_never_shown(env_file: Path, key: str, shown: str) -> None:
    settings = Settings(master_key=SecretStr(key))
    (row,) = [row for row in rows(settings) if row.name == MASTER_KEY]
    assert row.value == shown
    assert "very secret" not in repr(settings) + str(rows(settings))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UNHOOK_WEB_PORT", "70000"),
        ("UNHOOK_COUNTRY", "uk"),
        ("UNHOOK_COUNTRY", "GBR"),
        ("UNHOOK_SAFE_ANSWER_SECONDS", "60"),
        ("UNHOOK_SAFE_ANSWER_SECONDS", "0"),
        ("UNHOOK_HTTPS", "perhaps"),
    ],
)
def test_a_value_that_cannot_be_is_refused(env_file: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()


def test_settings_cannot_change_after_the_start(env_file: Path) -> None:
    with pytest.raises(ValidationError):
        Settings().host = "0.0.0.0"  # type: ignore[misc]  # noqa: S104


def test_the_database_is_in_the_home_folder_unless_it_is_said_where(env_file: Path, tmp_path: Path) -> None:
    assert Settings(home=tmp_path).database == f"sqlite:///{tmp_path}/unhook.sqlite3"
    assert Settings(database_url="postgresql://db/unhook").database == "postgresql://db/unhook"


def test_a_key_is_made_once_for_this_account_only(env_file: Path) -> None:
    assert ensure_master_key() is True
    made = env_file.read_text()
    assert stat.S_IMODE(env_file.stat().st_mode) == 0o600
    assert ensure_master_key() is False
    assert env_file.read_text() == made
    assert len(MasterKeys.parse(Settings().master_key.get_secret_value()).keys) == 1


def test_where_no_key_may_be_written_it_is_said_how_to_make_one(env_file: Path) -> None:
    env_file.mkdir()  # even root cannot write a key to it
    with pytest.raises(NoMasterKeyError, match=r"Cure: `bot keys new` prints one"):
        ensure_master_key(env_file)


def test_even_a_generous_umask_opens_the_file_to_nobody(env_file: Path) -> None:
    before = os.umask(0)
    try:
        ensure_master_key()
    finally:
        os.umask(before)
    assert stat.S_IMODE(env_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("before", ["UNHOOK_WEB_PORT=9001", "UNHOOK_WEB_PORT=9001\n", f"{MASTER_KEY}=\nUNHOOK_WEB_PORT=9001\n"])
def test_a_key_is_added_to_a_file_without_one_and_the_rest_stays(env_file: Path, before: str) -> None:
    env_file.write_text(before)
    assert ensure_master_key() is True
    assert env_file.read_text().startswith(before)
    assert Settings().web_port == 9001
    MasterKeys.parse(Settings().master_key.get_secret_value())


@pytest.mark.parametrize("where", ["file", "environment"])
def test_a_key_that_is_there_is_never_replaced(env_file: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    if where == "file":
        env_file.write_text(f"{MASTER_KEY}=mine\n")
    else:
        monkeypatch.setenv(MASTER_KEY, "mine")
    assert ensure_master_key() is False
    assert dotenv_values(env_file).get(MASTER_KEY, "mine") == "mine"
    assert Settings().master_key.get_secret_value() == "mine"


def test_two_keys_are_never_alike(tmp_path: Path, env_file: Path) -> None:
    assert all(ensure_master_key(tmp_path / name) for name in "ab")
    assert len({dotenv_values(tmp_path / name)[room.MASTER_KEY] for name in "ab"}) == 2

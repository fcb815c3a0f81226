"""Secrets from a folder that a credential store fills: used, told apart, and never replaced by something made up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.commands.errors import CURABLE
from bot.secret_folder import LARGEST, SecretFolderError
from bot.settings import MASTER_KEY, Settings, ensure_master_key, rows


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of secrets, empty, and nothing else set."""
    for name in [name for name in os.environ if name.startswith("UNHOOK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "vault"
    made.mkdir()
    monkeypatch.setenv("UNHOOK_SECRETS", str(made))
    return made


def test_a_secret_of_the_folder_is_used_and_stands_nowhere_else(folder: Path) -> None:
    (folder / MASTER_KEY).write_text("from the vault\n")
    settings = Settings()
    assert settings.master_key.get_secret_value() == "from the vault"
    assert "from the vault" not in repr(settings) + str(rows(settings)) + str(os.environ)
    assert not Path(".env").exists()
    assert [row.origin for row in rows(settings) if row.name == MASTER_KEY] == ["secrets"]


def test_any_setting_may_be_there_and_other_files_are_let_be(folder: Path) -> None:
    (folder / "UNHOOK_DATABASE_URL").write_text("postgresql://db/unhook")
    (folder / "UNHOOK_SECRETS").write_text("/elsewhere")
    (folder / "OTHER").write_bytes(b"\xff")
    (folder / "..data").mkdir()
    settings = Settings()
    assert settings.database == "postgresql://db/unhook"
    assert settings.secrets == str(folder)


def test_a_mounted_volume_with_links_is_read(folder: Path) -> None:
    (folder / "..data").mkdir()
    (folder / "..data" / MASTER_KEY).write_text("linked")
    (folder / MASTER_KEY).symlink_to(Path("..data") / MASTER_KEY)
    assert Settings().master_key.get_secret_value() == "linked"


def test_the_environment_wins_over_the_folder_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(f"{MASTER_KEY}=of the file\n")
    assert Settings().master_key.get_secret_value() == "of the file"
    (folder / MASTER_KEY).write_text("of the folder")
    assert Settings().master_key.get_secret_value() == "of the folder"
    monkeypatch.setenv(MASTER_KEY, "of the environment")
    assert Settings().master_key.get_secret_value() == "of the environment"
    assert [row.origin for row in rows(Settings()) if row.name == MASTER_KEY] == ["environment"]


def test_the_folder_may_be_named_in_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNHOOK_SECRETS")
    (folder / MASTER_KEY).write_text("from the vault")
    assert Settings().master_key.get_secret_value() == ""
    Path(".env").write_text(f"UNHOOK_SECRETS={folder}\n")
    assert Settings().master_key.get_secret_value() == "from the vault"


def test_where_a_store_brings_secrets_no_key_is_made(folder: Path) -> None:
    """It may be late: a second key would seal conversations that nobody could read after the next start."""
    assert ensure_master_key() is False
    assert not Path(".env").exists()


def test_a_folder_that_is_not_there_stops_the_start(folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(SecretFolderError, match="Cure: start what fills it first"):
        Settings()
    with pytest.raises(SecretFolderError):
        ensure_master_key()
    assert SecretFolderError in CURABLE


@pytest.mark.parametrize("held", [b"\xff\xfe hidden", b"hidden" * LARGEST])
def test_what_is_no_setting_is_refused_without_a_word_of_it(folder: Path, held: bytes) -> None:
    (folder / MASTER_KEY).write_bytes(held)
    with pytest.raises(SecretFolderError, match="Cure") as refused:
        Settings()
    assert "hidden" not in str(refused.value)

"""`bot migrate …`, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.app import open_store
from bot.cli import cli
from bot.settings import Settings
from bot.store.engine import DatabaseUrlError, open_engine
from bot.store.keys import MasterKeys
from bot.store.migrations import MigrationError, revisions
from tests.full_house import furnish
from tests.world import open_world

HEAD = revisions()[-1].name


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNHOOK_HOME", str(tmp_path))
    monkeypatch.setenv("UNHOOK_DATABASE_URL", f"sqlite:///{tmp_path / 'unhook.db'}")
    return tmp_path


def bot(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert done.exit_code == code, done.output
    return " ".join(done.output.split())


def test_an_empty_database_is_told_and_brought_up() -> None:
    assert f"{len(revisions())} to go" in bot("migrate", "state", code=1)
    assert bot("migrate", "up") == f"The tables are at {HEAD}."
    said = bot("migrate", "state")
    assert f"→ {HEAD}" in said
    assert said.endswith("The tables are up to date.")


def test_going_back_asks_before_anything_is_lost(home: Path) -> None:
    world = open_world(home)
    furnish(world)
    said = bot("migrate", "down", "0004", code=1)
    assert "Would be lost: contacts (3 rows)" in said
    assert "Nothing was changed" in said
    assert f"→ {HEAD}" in bot("migrate", "state")
    assert "Lost: contacts (3 rows)" in bot("migrate", "down", "0004", "--lose")
    assert "→ 0004" in bot("migrate", "state", code=1)
    world.engine.dispose()


def test_going_back_from_empty_tables_loses_nothing() -> None:
    bot("migrate", "up")
    assert "The tables are at 0004" in bot("migrate", "down", "0004")


def test_a_version_that_is_none_or_newer_is_refused() -> None:
    with pytest.raises(MigrationError, match="one of base, 0001"):
        bot("migrate", "down", "first")
    with pytest.raises(MigrationError, match="`bot migrate up`"):
        bot("migrate", "down", HEAD)


def test_a_program_that_is_told_not_to_migrate_says_what_is_missing_and_changes_nothing(home: Path) -> None:
    settings = Settings(master_key=SecretStr(MasterKeys.generate()), migrate=False)
    with pytest.raises(MigrationError, match="`bot migrate up`"):
        open_store(settings)
    assert "to go" in bot("migrate", "state", code=1)
    bot("migrate", "up")
    open_store(settings)


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://name:hunter2@host/x", "sqlit:///x"])
def test_an_address_that_is_none_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(DatabaseUrlError, match="Cure: sqlite") as refused:
        open_engine(url)
    assert "hunter2" not in str(refused.value)

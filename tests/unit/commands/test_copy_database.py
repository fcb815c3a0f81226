"""`bot db copy`, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.store.copy import CopyError
from tests.full_house import SECRETS, furnish
from tests.world import open_world


def bot(*arguments: str) -> str:
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def test_it_tells_each_table_and_what_to_do_then(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    furnish(world)
    said = bot("db", "copy", "--from", f"sqlite:///{tmp_path / 'unhook.db'}", "--to", f"sqlite:///{tmp_path / 'new.db'}")
    assert "contacts: 3" in said
    assert "all of them are the same on both sides" in said
    assert "UNHOOK_DATABASE_URL" in said
    copied = b"".join(file.read_bytes() for file in tmp_path.glob("new.db*"))
    assert [secret for secret in SECRETS if secret.encode() in copied] == []
    world.engine.dispose()


def test_a_database_is_not_copied_onto_itself(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'unhook.db'}"
    with pytest.raises(CopyError, match="same database"):
        bot("db", "copy", "--from", url, "--to", url)

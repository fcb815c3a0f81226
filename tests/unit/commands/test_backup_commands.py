"""`bot backup` and `bot restore`, as they are typed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.commands.backup import BackupFileError
from bot.services.forget import forget
from bot.store.backup_keys import BackupKeyError, generate
from bot.store.database import Database
from bot.store.deletions import DeletionList
from bot.store.keys import MasterKeys
from bot.store.sealed_file import SealedFileError
from tests.full_house import SECRETS, furnish
from tests.world import World, open_world

TODAY = datetime.now(UTC).date()
KEY = MasterKeys.generate()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("UNHOOK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("UNHOOK_DATABASE_URL", f"sqlite:///{tmp_path / 'unhook.db'}")
    monkeypatch.setenv("UNHOOK_MASTER_KEY", KEY)
    monkeypatch.setenv("UNHOOK_BACKUP_KEY", generate(TODAY))
    monkeypatch.setenv("COLUMNS", "300")
    world = open_world(tmp_path, keys=KEY)
    world.clock.now = datetime.now(UTC)
    return world


def bot(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert done.exit_code == code, done.output
    return " ".join(done.output.split())


def test_a_backup_goes_the_whole_way(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talks, file = furnish(world), tmp_path / "one.backup"
    assert "contacts: 3" in bot("backup", str(file))
    assert world.audited()[-1][:2] == ("system", "backup_made")
    assert file.stat().st_mode & 0o077 == 0
    assert "3 conversations" in bot("restore", str(file), "--check")
    listing = Database(world.engine, MasterKeys.parse(KEY), deletions=DeletionList(tmp_path / "home" / "deletions"))
    with listing.write() as tx:
        tx.forget(talks[0])
    monkeypatch.setenv("UNHOOK_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    said = bot("restore", str(file))
    assert "Not restored: 1 conversations deleted since, 0 older" in said
    assert "bot counsellors list" in said
    assert "restored" in bot("audit", "list")


def test_nothing_is_overwritten_and_nothing_half_stays(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "one.backup"
    bot("backup", str(file))
    with pytest.raises(BackupFileError, match="there already"):
        bot("backup", str(file))
    with pytest.raises(BackupFileError, match="Cure: name a file in a folder"):
        bot("backup", str(tmp_path / "none" / "one.backup"))
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(BackupFileError, match="No space left"):
        bot("backup", str(tmp_path / "two.backup"))
    assert sorted(one.name for one in tmp_path.glob("*.backup*")) == ["one.backup"]


def test_what_is_no_backup_is_told(world: World, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("some words")
    with pytest.raises(SealedFileError, match="no backup of Unhook's"):
        bot("restore", str(tmp_path / "words.txt"), "--check")
    with pytest.raises(BackupFileError, match="cannot be read"):
        bot("restore", str(tmp_path / "none"), "--check")


def test_an_old_key_and_none_are_told(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh, old = generate(TODAY), generate(TODAY - timedelta(days=40))
    monkeypatch.setenv("UNHOOK_BACKUP_KEY", old)
    with pytest.raises(BackupKeyError, match="put that one first"):
        bot("backup", str(tmp_path / "one"))
    monkeypatch.setenv("UNHOOK_BACKUP_KEY", f"{fresh},{old}")
    assert "makes no backups any more" in bot("backup", str(tmp_path / "one"))
    monkeypatch.setenv("UNHOOK_BACKUP_KEY", "")
    with pytest.raises(BackupKeyError, match="`bot keys new --backup`"):
        bot("backup", str(tmp_path / "two"))


def test_a_key_for_backups_can_be_set_as_it_is_printed(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dated = re.compile(r"\d{4}-\d\d-\d\d:.+")  # whatever day it is by now
    printed = next(word for word in bot("keys", "new", "--backup").split() if dated.fullmatch(word))
    monkeypatch.setenv("UNHOOK_BACKUP_KEY", printed)
    said = bot("backup", str(tmp_path / "one"))
    assert printed not in said
    assert not [secret for secret in SECRETS if secret in said]


def test_a_forgotten_conversation_is_listed_by_whatever_forgets_it(world: World, tmp_path: Path) -> None:
    bot("backup", str(tmp_path / "one"))
    listing = Database(world.engine, MasterKeys.parse(KEY), deletions=DeletionList(tmp_path / "home" / "deletions"))
    talk = world.start()
    forget(world.deps.__class__(**{**world.deps.__dict__, "store": listing}), talk.id)
    assert listing._deletions.among([talk.id], MasterKeys.parse(KEY)) == [talk.id]

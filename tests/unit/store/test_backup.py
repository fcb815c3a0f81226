"""Backups: everything of one moment, sealed; nothing that was deleted comes back; a changed file restores nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from bot.services.forget import forget
from bot.services.transcript import transcript
from bot.store.backup import LEFT_OUT, read_backup, write_backup
from bot.store.backup_keys import BackupKeyError, BackupKeys, generate
from bot.store.database import Database
from bot.store.deletions import DeletionList, DeletionListError
from bot.store.engine import open_engine
from bot.store.keys import MasterKeys, WrongKeyError
from bot.store.migrations import MigrationError, check, downgrade, upgrade
from bot.store.restore import Restored, RestoreError, restore, since
from bot.store.sealed_file import SealedFileError, SealedWriter, read_lines
from bot.store.snapshot import TABLES, Tally, encode, holds
from tests.databases import NewDatabase, sqlite_in
from tests.full_house import SECRETS, furnish
from tests.world import World, open_world

MASTER = MasterKeys.generate()
NOW = datetime(2026, 3, 2, tzinfo=UTC)
KEYS = BackupKeys.parse(generate(NOW.date()))
MONTH = timedelta(days=30)


@pytest.fixture
def world(new_database: NewDatabase, tmp_path: Path) -> Iterator[World]:
    """A world whose deletions are listed."""
    world = open_world(tmp_path, url=new_database(), keys=MASTER)
    listed = Database(world.engine, MasterKeys.parse(MASTER), deletions=DeletionList(tmp_path / "deletions"))
    world.store, world.deps = listed, replace(world.deps, store=listed)
    world.store._deletions.make()
    yield world
    world.engine.dispose()


@pytest.fixture
def empty(new_database: NewDatabase) -> Iterator[Engine]:
    """Where it is restored to."""
    engine = open_engine(new_database())
    yield engine
    engine.dispose()


def made(world: World) -> io.BytesIO:
    file = io.BytesIO()
    write_backup(world.engine, file, KEYS.maker(NOW), NOW)
    return file


def back(engine: Engine, file: io.BytesIO, world: World, now: datetime = NOW, master: str = MASTER) -> Restored:
    return restore(engine, file, KEYS, MasterKeys.parse(master), since(now, MONTH, (world.store._deletions,)))


def test_everything_comes_back_and_can_be_read(world: World, empty: Engine) -> None:
    talks = furnish(world)
    file = made(world)
    done = back(empty, file, world)
    assert (done.deleted, done.expired) == (0, 0)
    for table in TABLES:
        with world.engine.connect() as one, empty.connect() as other:
            was, now = ({encode(table, row) for row in c.execute(select(table)).mappings()} for c in (one, other))
        assert now == (set() if table.name in LEFT_OUT else was)
    check(empty)
    after = replace(world.deps, store=Database(empty, MasterKeys.parse(MASTER)))
    assert transcript(after, talks[0]) == transcript(world.deps, talks[0])
    with after.store.read() as tx:
        assert tx.broken_audit_line() is None


def test_nothing_in_the_file_can_be_read_and_it_needs_the_master_key_too(world: World) -> None:
    talks = furnish(world)
    file = made(world)
    plain = b"\n".join(read_lines(io.BytesIO(file.getvalue()), KEYS.first.key))
    assert talks[0].encode() in plain
    for secret in SECRETS:
        assert secret.encode() not in plain
    assert talks[0].encode() not in file.getvalue()


def test_what_was_deleted_after_the_backup_does_not_come_back(world: World, empty: Engine) -> None:
    talks = furnish(world)
    file = made(world)
    forget(world.deps, talks[1])
    assert back(empty, file, world).deleted == 1
    with Database(empty, MasterKeys.parse(MASTER)).read() as tx:
        assert [tx.conversation(talk) is None for talk in talks] == [False, True, False]


def test_a_deletion_that_was_not_final_is_listed_all_the_same(world: World) -> None:
    talk = world.start()

    def die() -> None:
        with world.store.write() as tx:
            tx.forget(talk.id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        die()
    keys = MasterKeys.parse(MASTER)
    assert world.store._deletions.among([talk.id], keys) == []
    forget(world.deps, talk.id)
    assert world.store._deletions.among([talk.id, "c_other"], keys) == [talk.id]


def test_what_has_expired_since_does_not_come_back(world: World, empty: Engine) -> None:
    furnish(world)
    done = back(empty, made(world), world, now=world.clock() + MONTH + timedelta(seconds=1))
    assert (done.deleted, done.expired) == (0, 3)
    with empty.connect() as connection:
        assert "messages" not in holds(connection)


def test_without_the_list_of_deletions_nothing_is_restored(world: World, empty: Engine, tmp_path: Path) -> None:
    furnish(world)
    file = made(world)
    with pytest.raises(DeletionListError, match="--without-deletions"):
        restore(empty, file, KEYS, MasterKeys.parse(MASTER), since(NOW, MONTH, (DeletionList(tmp_path / "none"),)))
    assert restore(empty, file, KEYS, MasterKeys.parse(MASTER), since(NOW, MONTH, ())).deleted == 0


def test_a_list_that_was_changed_restores_nothing(world: World, empty: Engine, tmp_path: Path) -> None:
    talks = furnish(world)
    file = made(world)
    forget(world.deps, talks[0])
    forget(world.deps, talks[1])
    (listed,) = (tmp_path / "deletions").iterdir()
    whole = listed.read_text()
    assert not [talk for talk in talks if talk in whole]
    for changed in (whole[:-9] + "\n", whole.replace("k", "k0", 1), "junk\n", whole.replace(whole.split()[2], "0" * 64)):
        listed.write_text(changed)
        with pytest.raises((DeletionListError, WrongKeyError)):
            back(empty, file, world)
    listed.write_text(whole)
    assert back(empty, file, world).deleted == 2


def test_a_list_outlives_a_change_of_keys_while_the_old_one_is_set(world: World, empty: Engine) -> None:
    talks = furnish(world)
    file = made(world)
    forget(world.deps, talks[0])
    assert back(empty, file, world, master=f"{MasterKeys.generate()},{MASTER}").deleted == 1


def test_old_months_of_the_list_go(tmp_path: Path) -> None:
    listed = DeletionList(tmp_path)
    for month in ("2025-12", "2026-01", "2026-02", "2026-03"):
        (tmp_path / f"{month}.log").write_text("")
    listed.forget_old(datetime(2026, 3, 31, tzinfo=UTC))
    assert sorted(file.stem for file in tmp_path.iterdir()) == ["2026-01", "2026-02", "2026-03"]


def test_a_disk_that_is_full_holds_no_deletion_up_and_it_is_listed_later(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = world.start(), world.start()
    with monkeypatch.context() as patch:
        patch.setattr("os.write", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        forget(world.deps, first.id)
    forget(world.deps, second.id)
    ids = [first.id, second.id]
    assert world.store._deletions.among(ids, MasterKeys.parse(MASTER)) == ids


def test_only_an_empty_database_is_restored_into(world: World) -> None:
    furnish(world)
    with pytest.raises(RestoreError, match="not empty: .*conversations"):
        back(world.engine, made(world), world)


def test_one_moment_is_written_while_others_go_on(world: World, empty: Engine) -> None:
    furnish(world)
    file, begun = io.BytesIO(), []
    write_backup(world.engine, file, KEYS.first, NOW, lambda *_: begun.append(world.start()))
    assert begun
    assert back(empty, file, world).contents.tallies["conversations"].rows == 3


def without(lines: Iterable[bytes], tables: set[str], columns: set[str]) -> Iterator[bytes]:
    """The lines of a backup as a program wrote them that had no such tables and columns."""
    table, kept, tally = "", list[int](), Tally()
    for line in lines:
        kind, rest = line[:1], json.loads(line[1:])
        if kind == b"T":
            table, all_columns = rest
            kept, tally = [n for n, (name, _) in enumerate(all_columns) if name not in columns], Tally()
            rest = [table, [all_columns[n] for n in kept]]
        elif kind == b"R":
            rest = [rest[n] for n in kept]
            tally.add(json.dumps(rest, separators=(",", ":")).encode())
        elif kind == b"S":
            rest = [tally.rows, tally.digest]
        if table not in tables or kind == b"E":
            yield kind + json.dumps(rest, separators=(",", ":")).encode()


def test_a_backup_of_an_older_version_is_brought_up(world: World, empty: Engine, tmp_path: Path) -> None:
    furnish(world)
    file = made(world)
    contents = read_backup(file, KEYS)
    older = io.BytesIO()
    writer = SealedWriter(older, KEYS.first.key, {"key": KEYS.first.kid, "made_at": NOW.isoformat(), "version": "0007"})
    for line in without(read_lines(file, KEYS.first.key), {"origins"}, {"in_flood", "owed_since"}):
        writer.line(line)
    writer.close()
    done = back(empty, older, world)
    assert done.contents.rows == contents.rows - contents.tallies["origins"].rows
    check(empty)


def test_a_backup_of_a_newer_program_is_refused(world: World, empty: Engine) -> None:
    upgrade(empty)
    file = io.BytesIO()
    writer = SealedWriter(file, KEYS.first.key, {"key": KEYS.first.kid, "made_at": NOW.isoformat(), "version": "9999"})
    writer.line(b"E{}")
    writer.close()
    with pytest.raises(MigrationError, match="newer program"):
        back(empty, file, world)


def test_an_older_database_is_not_backed_up(world: World) -> None:
    downgrade(world.engine, "0004")
    with pytest.raises(MigrationError, match="`bot migrate up`"):
        made(world)


def test_keys_that_are_missing_are_told_before_anything_is_touched(world: World, empty: Engine) -> None:
    furnish(world)
    file = made(world)
    with pytest.raises(WrongKeyError, match="UNHOOK_MASTER_KEY"):
        back(empty, file, world, master=MasterKeys.generate())
    with pytest.raises(BackupKeyError, match="which is not in UNHOOK_BACKUP_KEY"):
        read_backup(file, BackupKeys.parse(generate(NOW.date())))
    with empty.connect() as connection:
        assert not connection.dialect.has_table(connection, "conversations")


@given(data=st.data())
def test_a_file_that_was_changed_anywhere_restores_nothing(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = _one_file(tmp_path_factory)
    at = data.draw(st.integers(0, len(whole) - 1))
    how = data.draw(st.sampled_from(["flip", "cut", "double"]))
    changed = {
        "flip": whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :],
        "cut": whole[:at],
        "double": whole[: at + 1] + whole[at:],
    }[how]
    with pytest.raises((SealedFileError, BackupKeyError)):
        read_backup(io.BytesIO(changed), KEYS)


_FILES: list[bytes] = []


def _one_file(folders: pytest.TempPathFactory) -> bytes:
    """One backup, for all examples."""
    if not _FILES:
        world = open_world(folders.mktemp("one"), url=sqlite_in(folders.mktemp("file"))(), keys=MASTER)
        furnish(world, talks=1)
        _FILES.append(made(world).getvalue())
        world.engine.dispose()
    return _FILES[0]

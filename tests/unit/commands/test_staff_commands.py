"""`bot counsellors …` and `bot audit …`, as they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update
from typer.testing import CliRunner

from bot.cli import cli
from bot.commands import audit as audit_room
from bot.commands import counsellors as staff_room
from bot.commands import staff_cli
from bot.services.account_errors import LastAdministratorError, UnknownStaffError
from bot.services.audit import SYSTEM, Action, note_in_audit
from bot.services.errors import SignInFailedError
from bot.services.invite import join
from bot.services.records import Role
from bot.services.sign_in import sign_in
from bot.store.schema_accounts import audit, audit_head
from tests.world import World, open_world

PASSWORD = "a long enough password"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Every command opens this world, instead of building all that a real one has."""
    world = open_world(tmp_path)
    for room in (staff_room, audit_room):
        monkeypatch.setattr(room, "open_deps", lambda _: world.deps)
    monkeypatch.setattr(staff_cli._out, "width", 200)
    yield world
    world.engine.dispose()


def bot(*arguments: str, fails: bool = False) -> str:
    """What the command prints."""
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert (done.exit_code != 0) is fails, done.output
    return done.output


def test_add_prints_a_link_that_lets_the_person_in(world: World) -> None:
    said = bot(
        "counsellors",
        "add",
        "Alex",
        "--role",
        "supervisor",
        "--languages",
        "en, cy",
        "--capacity",
        "2",
        "--skills",
        "under_13, suicide",
    )
    address, _, token = said.split()[-1].partition("/#invitation=")
    assert address == "http://127.0.0.1:8081"
    alex = join(world.deps, token, PASSWORD).counsellor
    assert (alex.role, alex.languages, alex.capacity) == (Role.SUPERVISOR, ("en", "cy"), 2)
    assert alex.skills == ("suicide", "under_13")
    assert "Alex │ supervisor │ en, cy    │ suicide, under_13 │ 2" in bot("counsellors", "list")


def test_reset_gives_another_link_and_the_old_password_is_gone(world: World) -> None:
    join(world.deps, bot("counsellors", "add", "Alex").split()[-1].partition("=")[2], PASSWORD)
    said = bot("counsellors", "reset", "alex", "--second-factor")
    assert "second factors" in said
    with pytest.raises(SignInFailedError):
        sign_in(world.deps, "Alex", PASSWORD)
    assert join(world.deps, said.split()[-1].partition("=")[2], "another long password").token
    with world.store.read() as tx:
        done = [line.action for line in tx.audit_lines() if line.by == SYSTEM]
    assert done == ["invite", "second_factor_reset", "account_reset"]


def test_disable_closes_and_enable_opens(world: World) -> None:
    join(world.deps, bot("counsellors", "add", "Alex").split()[-1].partition("=")[2], PASSWORD)
    assert "cannot sign in" in bot("counsellors", "disable", "Alex")
    assert "closed since" in bot("counsellors", "list")
    with pytest.raises(SignInFailedError):
        sign_in(world.deps, "Alex", PASSWORD)
    bot("counsellors", "enable", "Alex")
    assert sign_in(world.deps, "Alex", PASSWORD).token


def test_the_last_administrator_and_nobody_are_refused_with_a_cure(world: World) -> None:
    join(world.deps, bot("counsellors", "add", "Kim", "--role", "administrator").split()[-1].partition("=")[2], PASSWORD)
    with pytest.raises(LastAdministratorError, match="bot counsellors add NAME --role administrator"):
        bot("counsellors", "disable", "Kim")
    with pytest.raises(UnknownStaffError, match="bot counsellors list"):
        bot("counsellors", "disable", "Jo")


@pytest.fixture
def logged(world: World) -> World:
    sam = world.counsellor("Sam")
    with world.store.write() as tx:
        note_in_audit(tx, sam, Action.SIGN_IN, world.clock())
    world.clock.pass_by(days=1)
    with world.store.write() as tx:
        note_in_audit(tx, sam, Action.READ, world.clock(), conversation_id="c_gone00000000")
        note_in_audit(tx, SYSTEM, Action.DISABLED, world.clock(), about=sam.id)
    return world


def test_the_log_is_listed_newest_first_with_names(logged: World) -> None:
    assert logged.clock.now.day == 2
    said = bot("audit", "list")
    assert said.index("disabled") < said.index("read") < said.index("sign_in")
    assert "│ system │ disabled │" in said
    assert "│ Sam    │ read     │ c_gone00000000 │" in said


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        (("--by", "sam"), 2),
        (("--by", "system"), 1),
        (("--conversation", "c_gone00000000"), 1),
        (("--since", "2026-03-02"), 2),
        (("--since", "2026-03-02T12:00:01+00:00"), 0),
        (("--most", "1"), 1),
    ],
)
def test_lines_are_found_by_who_when_and_what(logged: World, asked: tuple[str, ...], lines: int) -> None:
    assert logged
    said = bot("audit", "list", *asked)
    assert sum(line.startswith("│") for line in said.splitlines()) == lines


@pytest.mark.parametrize(
    "asked", [("list", "--since", "yesterday"), ("verify", "--last", "3"), ("verify", "--last", f"1:{'z' * 64}")]
)
def test_what_cannot_be_read_says_how_it_should_look(logged: World, asked: tuple[str, ...]) -> None:
    assert logged
    with pytest.raises(audit_room.AuditArgumentError, match="2026-03-01|NUMBER:HASH"):
        bot("audit", *asked)


def test_a_whole_log_prints_an_anchor_that_fits_later_too(logged: World) -> None:
    anchor = bot("audit", "verify").splitlines()[-1]
    assert anchor.startswith("3:")
    with logged.store.write() as tx:
        note_in_audit(tx, SYSTEM, Action.ENABLED, logged.clock())
    assert "as it was at line 3: 4 lines" in bot("audit", "verify", "--last", anchor)


def test_a_broken_log_fails_names_the_line_and_says_what_to_do(logged: World) -> None:
    with logged.engine.begin() as connection:
        connection.execute(update(audit).where(audit.c.number == 2).values(by="p_somebody"))
    said = bot("audit", "verify", fails=True)
    assert "line 2 was changed" in said
    assert "restore" not in said.lower()
    assert "Copy the database as it is" in said


def test_a_log_cut_short_with_care_is_noticed_by_its_anchor(logged: World) -> None:
    """Whoever can write to the database can make the end fit. What was written down elsewhere they cannot change."""
    anchor = bot("audit", "verify").splitlines()[-1]
    with logged.engine.begin() as connection:
        connection.execute(delete(audit).where(audit.c.number == 3))
        end = connection.execute(audit.select().where(audit.c.number == 2)).one()
        connection.execute(update(audit_head).values(number=2, chain=end.chain))
    assert "is whole: 2 lines" in bot("audit", "verify")
    assert "line 3 is gone" in bot("audit", "verify", "--last", anchor, fails=True)
    with logged.store.write() as tx:
        note_in_audit(tx, SYSTEM, Action.ENABLED, logged.clock())
    assert "line 3 is not the one that was there" in bot("audit", "verify", "--last", anchor, fails=True)

"""`bot delete`, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.commands import delete as room
from bot.commands.delete import DeleteError
from bot.services.account_errors import UnknownStaffError
from bot.services.ports import Conversation
from bot.services.records import Role
from tests.full_house import SECRETS
from tests.world import World, open_world


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world with an administrator."""
    world = open_world(tmp_path)
    world.counsellor("Robin", Role.ADMINISTRATOR)
    monkeypatch.setenv("UNHOOK_BUS_URL", "")
    monkeypatch.setattr(room, "open_deps", lambda _: world.deps)
    return world


def bot(*arguments: str, typed: str = "") -> str:
    done = CliRunner().invoke(cli, ["delete", *arguments], catch_exceptions=False, input=typed)
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def talk_in(world: World) -> Conversation:
    talk = world.start()
    world.hear(talk, f"T4 {SECRETS[0]}")
    return talk


def is_there(world: World, talk: Conversation) -> bool:
    with world.store.read() as tx:
        return tx.conversation(talk.id) is not None


def test_it_asks_first_and_then_says_what_is_left(world: World) -> None:
    talk = talk_in(world)
    said = bot(talk.id, "--by", "robin", typed="y\n")
    assert "nobody can bring them back" in said
    assert f"Deleted {talk.label}" in said
    assert SECRETS[0] not in said
    assert not is_there(world, talk)
    assert world.audited()[-1][1:] == ("delete", talk.id)


@pytest.mark.parametrize("typed", ["n\n", "\n"])
def test_without_a_yes_nothing_happens(world: World, typed: str) -> None:
    talk = talk_in(world)
    assert "Nothing was deleted." in bot(talk.id, "--by", "Robin", typed=typed)
    assert is_there(world, talk)


def test_a_script_says_yes_beforehand(world: World) -> None:
    talk = talk_in(world)
    bot(talk.id, "--by", "Robin", "--yes")
    assert not is_there(world, talk)


def test_whoever_is_not_staff_is_told(world: World) -> None:
    with pytest.raises(UnknownStaffError):
        bot(talk_in(world).id, "--by", "Nobody", "--yes")


def test_a_counsellor_is_told_who_may(world: World) -> None:
    world.counsellor("Alex")
    with pytest.raises(DeleteError, match="Alex is no administrator who may sign in"):
        bot(talk_in(world).id, "--by", "Alex", "--yes")


def test_what_is_not_there_is_said(world: World) -> None:
    with pytest.raises(DeleteError, match="was deleted before, has expired, or never was"):
        bot("red fox blue owl", "--by", "Robin", "--yes")


def test_where_somebody_waits_it_says_how_it_can_be_deleted(world: World) -> None:
    talk = world.start()
    world.hear(talk, "T1 person please")
    with pytest.raises(DeleteError, match="the young person can delete it themselves at any time"):
        bot(talk.id, "--by", "Robin", "--yes")
    assert is_there(world, talk)

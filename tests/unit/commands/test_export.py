"""`bot export`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.commands import export as room
from bot.commands.export import ExportError
from bot.guidance.export_words import load_export_words
from bot.guidance.faults import GuidanceDataError
from bot.services.account_errors import UnknownStaffError
from bot.services.export_conversation import export_conversation
from bot.services.records import Role
from tests.full_house import SECRETS
from tests.world import World, open_world


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world with an administrator."""
    world = open_world(tmp_path)
    world.counsellor("Robin", Role.ADMINISTRATOR)
    monkeypatch.setattr(room, "open_deps", lambda _: world.deps)
    return world


def bot(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["export", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def talk_of(world: World) -> str:
    """A conversation in which something was said."""
    talk = world.start()
    world.hear(talk, f"T1 <b>{SECRETS[0]}</b>, I am {SECRETS[2]}")
    return talk.id


def test_a_page_shows_all_of_it_marked_and_nothing_runs_in_it(world: World, tmp_path: Path) -> None:
    file = tmp_path / "one.html"
    said = bot(talk_of(world), "--by", "robin", "--out", str(file))
    page = file.read_text(encoding="utf-8")
    assert f"&lt;b&gt;{SECRETS[0]}&lt;/b&gt;" in page
    assert "<b>Unmistakable" not in page
    assert "default-src 'none'" in page
    assert "what staff wrote or did: decide" in page
    assert "<script" not in page
    assert SECRETS[0] not in said
    assert "audit log" in said
    assert file.stat().st_mode & 0o077 == 0


def test_json_has_a_mark_for_each_part(world: World, tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    bot(talk_of(world), "--by", "Robin", "--out", str(file))
    held = json.loads(file.read_text(encoding="utf-8"))
    assert {name: part["mark"] for name, part in held["parts"].items()}["notes"] == "staff"
    assert SECRETS[0] in held["parts"]["messages"]["held"][1]["text"]


def test_what_cannot_be_done_is_told(world: World, tmp_path: Path) -> None:
    world.counsellor("Sam")
    talk, file = talk_of(world), tmp_path / "one.json"
    with pytest.raises(UnknownStaffError):
        bot(talk, "--by", "Nobody", "--out", str(file))
    with pytest.raises(ExportError, match="Sam is no administrator"):
        bot(talk, "--by", "Sam", "--out", str(file))
    with pytest.raises(ExportError, match="No conversation has this id or code"):
        bot("c_gone", "--by", "Robin", "--out", str(file))
    with pytest.raises(ExportError, match="says no form"):
        bot(talk, "--by", "Robin", "--out", str(tmp_path / "one"))
    assert not file.exists()
    file.write_text("")
    with pytest.raises(ExportError, match="there already"):
        bot(talk, "--by", "Robin", "--out", str(file))
    with pytest.raises(ExportError, match="cannot be written"):
        bot(talk, "--by", "Robin", "--out", str(tmp_path / "none" / "one.json"))


def test_every_part_has_words(world: World, root: Path, tmp_path: Path) -> None:
    with world.store.read() as tx:
        robin, _ = tx.counsellor_by_name("Robin")
    parts = export_conversation(world.deps, talk_of(world), robin).parts
    assert load_export_words(root / "data", parts).parts.keys() == parts.keys()
    with pytest.raises(GuidanceDataError, match="has no words"):
        load_export_words(root / "data", ["weather"])

"""Plays the scripts beside this file through the real pipeline and compares with the transcripts that people have read.

After a change on purpose: `UNHOOK_RECORD=1 make test` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import textwrap
from pathlib import Path

import pytest

from bot.commands.talk import Line, Talk, Turn, read_script
from tests.conversations.open_talk import TalkFactory

FOLDER = Path(__file__).parent / "scripts"
SCRIPTS = sorted(FOLDER.glob("*.yml"))
OTHERS = sorted(FOLDER.glob("*/*.yml"))  # in the folder of each other language, a draft or not


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_goes_as_it_was_read_and_approved(script: Path, new_talk: TalkFactory) -> None:
    _compare(script, new_talk("en"))


@pytest.mark.parametrize("script", OTHERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_conversation_in_another_language_goes_as_it_was_read_and_approved(script: Path, new_talk: TalkFactory) -> None:
    _compare(script, new_talk(script.parent.name))


def _compare(script: Path, talk: Talk) -> None:
    played = transcript(talk, read_script(script))
    golden = script.with_suffix(".txt")
    if os.environ.get("UNHOOK_RECORD"):
        golden.write_text(played, encoding="utf-8")
    assert played == golden.read_text(encoding="utf-8")


def transcript(talk: Talk, lines: list[Line]) -> str:
    """The conversation as plain text: who said what, the tier and the situations in the margin."""
    return "\n".join(_turn(talk.play(line)) for line in lines)


def _turn(turn: Turn) -> str:
    found = turn.message.said.assessment if turn.message else None
    situations = " ".join(situation.id for situation in found.situations if situation.score >= 0.5) if found else ""
    lines = [f"YOUNG PERSON  {_indented(turn.you)}", f"              [{turn.tier} {turn.owner}] {situations}".rstrip()]
    for reply in turn.replies:
        lines.append(f"{reply.said.sender.value.upper():<14}{_indented(reply.said.text)}")
        lines += [f"              * {card['name']}" for card in reply.said.helplines]
        if reply.said.buttons:
            lines.append("              " + " ".join(f"[{button.label}]" for button in reply.said.buttons))
        lines.append(f"              ({reply.said.key})")
    if turn.refused:
        lines.append(f"REFUSED       {turn.refused}")
    return "\n".join(lines) + "\n"


def _indented(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 100, subsequent_indent=" " * 14)

"""Plays the scripts beside this file through the real pipeline and compares with the transcripts that people have read.

After a change on purpose: `UNHOOK_RECORD=1 make test` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import textwrap
from itertools import zip_longest
from pathlib import Path

import pytest

from bot.commands.talk import Line, Talk, Turn, read_script
from tests.conversations.open_talk import TalkFactory

FOLDER = Path(__file__).parent / "scripts"
SCRIPTS = sorted(FOLDER.glob("*.yml"))
OTHERS = sorted(FOLDER.glob("*/*.yml"))  # in the folder of each other language, a draft or not
BELOW_EDGE, ABOVE_EDGE = 0.4, 0.6  # a situation counts from 0.5


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_goes_as_it_was_read_and_approved(script: Path, new_talk: TalkFactory) -> None:
    _compare(script, new_talk("en"))


@pytest.mark.parametrize("script", OTHERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_conversation_in_another_language_goes_as_it_was_read_and_approved(script: Path, new_talk: TalkFactory) -> None:
    _compare(script, new_talk(script.parent.name))


def _compare(script: Path, talk: Talk) -> None:
    golden = script.with_suffix(".txt")
    approved = golden.read_text(encoding="utf-8") if golden.exists() else ""
    played = transcript(talk, read_script(script), approved)
    if os.environ.get("UNHOOK_RECORD"):
        golden.write_text(played, encoding="utf-8")
    assert played == golden.read_text(encoding="utf-8")


def transcript(talk: Talk, lines: list[Line], approved: str = "") -> str:
    """The conversation as plain text: who said what, the tier and the situations in the margin, as far as they are clear.

    Each machine trains a model of its own, and a score of 0.499 here is one of 0.501 there. So what the `approved` transcript
    names may fall a little below the edge, and what it does not name must be a little above.
    """
    known = [frozenset(found.split()) for found in re.findall(r"^ {14}\[T\d \w+\](.*)$", approved, re.MULTILINE)]
    pairs = zip_longest(lines, known[: len(lines)], fillvalue=frozenset())
    return "\n".join(_turn(talk.play(line), before) for line, before in pairs)


def _turn(turn: Turn, approved: frozenset[str]) -> str:
    found = turn.message.said.assessment.situations if turn.message and turn.message.said.assessment else ()
    clear = sorted(one.id for one in found if one.score >= (BELOW_EDGE if one.id in approved else ABOVE_EDGE))
    margin = f"[{turn.tier} {turn.owner}] {' '.join(clear)}"
    lines = [f"YOUNG PERSON  {_indented(turn.you)}", f"              {margin}".rstrip()]
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

"""The measure of strangers' small talk: what it reads, and that it counts what needs a person by who says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.small_talk import alarms, messages, sample
from bot.app import DATA
from bot.safety.assessment import Reading
from bot.safety.screen import load_screen


def test_messages_are_read_once_each_from_lines_or_from_conversations(tmp_path: Path) -> None:
    lines, conversations = tmp_path / "said.txt", tmp_path / "dataset.json"
    lines.write_text("nice weather\n\n  nice weather \nsame here\n", encoding="utf-8")
    turns = [[{"text": "nice weather"}, {"text": "same here"}], [{"text": "nice weather"}]]
    conversations.write_text(json.dumps({"one": {"prompt": "", "messages": turns}}), encoding="utf-8")
    assert messages(lines) == messages(conversations) == ["nice weather", "same here"]


@pytest.mark.parametrize(("name", "content"), [("a.txt", "\n"), ("a.json", "[]"), ("a.json", "{"), ("a.json", '{"one": {}}')])
def test_a_file_without_messages_is_refused_with_its_name(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=name):
        messages(tmp_path / name)


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"none\.txt"):
        messages(tmp_path / "none.txt")


def test_the_same_sample_is_drawn_each_time_and_no_more_than_there_is() -> None:
    texts = [f"message {n}" for n in range(100)]
    assert sample(texts, 10) == sample(texts, 10)
    assert len(set(sample(texts, 10))) == 10
    assert sorted(sample(texts, 1000)) == sorted(texts)


def test_alarms_are_counted_by_who_raises_them() -> None:
    rules_alone = load_screen(DATA, lambda _texts: Reading())
    said = ["i want to kill myself", "nice weather today", "i am going to kill myself tonight"]
    assert alarms(rules_alone, said) == {"rule": 2}

"""The situation examples: a line is a text with its situations, and a broken file says its cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.examples import Example, ExampleFileError, load_examples


def write(folder: Path, content: str, name: str = "B01_demand.yml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("line", "example"),
    [
        ("- he wants 200", Example("he wants 200", ("B01",))),
        ("- [A05 F05] pay by 8", Example("pay by 8", ("B01", "A05", "F05"))),
        ("- [B01 A05] pay by 8", Example("pay by 8", ("B01", "A05"))),
        ("- - he wrote -", Example("- he wrote -", ("B01",))),
        ("- pay: 'now' #1 😭", Example("pay: 'now' #1 😭", ("B01",))),
        ("- them: pay", Example("them: pay", ("B01",))),
        ("- trailing space   ", Example("trailing space", ("B01",))),
    ],
)
def test_a_line_is_a_text_with_every_situation_that_is_said_the_main_one_first(
    tmp_path: Path, line: str, example: Example
) -> None:
    assert load_examples(write(tmp_path, f"# About.\nsituation: B01\nsaid: |\n  {line}\n")) == (example,)


def test_blank_lines_are_no_examples(tmp_path: Path) -> None:
    assert len(load_examples(write(tmp_path, "situation: B01\nsaid: |\n  - one\n\n  - two\n"))) == 2


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, "situation: B02\nsaid: |\n  - second\n", "B02_more.yml")
    write(tmp_path, "situation: B01\nsaid: |\n  - first\n")
    assert [example.text for example in load_examples(tmp_path)] == ["first", "second"]


def test_a_folder_without_files_has_no_examples(tmp_path: Path) -> None:
    assert load_examples(tmp_path) == ()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("situation: [", "indent"),
        ("said: |\n  - x\n", "it needs `situation: A01`"),
        ("situation: B01\n", "it needs"),
        ("situation: B01\nsaid: [x]\n", "it needs"),
        ("situation: B01\nsaid: |\n  - x\nmore: 1\n", "it needs"),
        ("- x\n", "it needs"),
        ("", "it needs"),
        ("situation: M01\nsaid: |\n  - x\n", "M01` is no id"),
        ("situation: B1\nsaid: |\n  - x\n", "B1` is no id"),
        ("situation: B01\nsaid: |\n  he wants\n", "`he wants` must begin with `- `"),
        ("situation: B01\nsaid: |\n  -he wants\n", "`-he wants` must begin"),
        ("situation: B01\nsaid: |\n  - \n", "must begin"),
    ],
)
def test_a_broken_file_says_its_name_and_cure(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(ExampleFileError, match=r"B01_demand\.yml: ") as error:
        load_examples(write(tmp_path, content))
    assert told in str(error.value)


def test_a_file_that_is_no_utf8_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "B01_demand.yml").write_bytes(b"situation: B01\nsaid: |\n  - caf\xe9\n")
    with pytest.raises(ExampleFileError, match=r"B01_demand\.yml"):
        load_examples(tmp_path)


said = st.text(st.characters(categories=["L", "N", "P", "So"], exclude_characters="[\u2028\u2029\x85"), min_size=1).filter(
    str.strip
)
ids = st.lists(st.from_regex(r"[A-L][0-9]{2}", fullmatch=True), max_size=3, unique=True)


def bracket(more: list[str]) -> str:
    return f"[{' '.join(more)}] " if more else ""


@given(st.lists(st.tuples(ids, said), min_size=1, max_size=5))
def test_what_is_written_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[list[str], str]]) -> None:
    written = "".join(f"  - {bracket(more)}{text}\n" for more, text in lines)
    folder = write(tmp_path_factory.mktemp("said"), f"situation: B01\nsaid: |\n{written}")
    expected = [Example(text, ("B01", *(id_ for id_ in more if id_ != "B01"))) for more, text in lines]
    assert list(load_examples(folder)) == expected

"""A case file is read as it is written, and a broken line is told with its place and its cure."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.cases import FAMILIES, Case, CaseFileError, read_cases
from bot.safety.tiers import Tier

ids = st.lists(st.from_regex(r"[A-L][0-9]{2}", fullmatch=True), min_size=1, max_size=4, unique=True)
said = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])).map(str.strip).filter(bool)
# A text that holds the sign between messages would be two.
messages = said.filter(lambda text: ">>" not in text)


def read(content: str | bytes, known: tuple[str, ...] = ()) -> tuple[Case, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "said.txt")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_cases(Path(folder), known)


def test_a_line_is_a_case() -> None:
    assert read("T2 A01 B01 | pay | or he posts it") == (Case(Tier.T2, ("A01", "B01"), "pay | or he posts it"),)


def test_earlier_messages_come_first() -> None:
    (case,) = read("T1 H02 | hi >> Are you thinking about ending your life? >> yeah")
    assert case.text == "yeah"
    assert case.context == ("hi", "Are you thinking about ending your life?")


def test_a_sign_without_a_space_on_both_sides_is_part_of_the_text() -> None:
    assert [case.text for case in read("T4 L01 | look>>here\nT4 L01 | look >>")] == ["look>>here", "look >>"]


def test_comments_and_blank_lines_are_no_cases() -> None:
    assert len(read("\ufeff# about the file\n\n   \n  # more\nT4 L01 | hey #tired\r\n")) == 1


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "notes.md"):
        (tmp_path / name).write_text(f"T4 | from {name}")
    assert [case.text for case in read_cases(tmp_path)] == ["from a.txt", "from b.txt"]


@pytest.mark.parametrize(
    ("line", "kind", "family"),
    [
        ("T4 H09 L01 | im dead lol", "idiom", "H"),
        ("T4 L01 H09 | hey, im dead tired", "ordinary", "L"),
        ("T4 | what film is good", "ordinary", ""),
        ("T3 G05 | how do i report it", "situation", "G"),
        ("T2 H07 H09 | i was joking", "situation", "H"),
    ],
)
def test_the_first_id_and_the_tier_say_what_kind_it_is(line: str, kind: str, family: str) -> None:
    (case,) = read(line)
    assert (case.kind, case.family) == (kind, family)


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("T2 A01 he will post it", "no `|` before the text"),
        ("T5 A01 | text", "`T5` is no tier"),
        ("A01 T2 | text", "`A01` is no tier"),
        ("| text", "`` is no tier"),
        ("T2 M01 | text", "`M01` is no situation"),
        ("T2 a01 | text", "`a01` is no situation"),
        ("T2 A01 A01 | text", "`A01` is there twice"),
        ("T2 A99 | text", "`A99` is not in the catalogue"),
        ("T1 | text", "T1 needs a situation"),
        ("T2 A01 |  ", "a text is empty"),
        ("T2 A01 |  >> yes", "a text is empty"),
    ],
)
def test_a_broken_line_names_the_file_the_line_and_the_cure(line: str, cure: str) -> None:
    with pytest.raises(CaseFileError, match=rf"said\.txt: line 2: .*{re.escape(cure)}"):
        read(f"# first\n{line}", known=("A01",))


def test_a_file_of_another_encoding_says_how_to_save_it() -> None:
    with pytest.raises(CaseFileError, match="save it as UTF-8"):
        read("T4 | café".encode("latin-1"))


def test_a_folder_without_cases_is_an_error_and_not_a_perfect_report(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("# nothing yet\n")
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(CaseFileError, match="no cases"):
            read_cases(folder)


@given(st.sampled_from(["T0", "T1", "T2", "T3"]), ids, st.lists(messages, min_size=1, max_size=3))
def test_what_is_written_is_what_is_read(tier: str, situations: list[str], texts: list[str]) -> None:
    (case,) = read(f"{tier} {' '.join(situations)} | {' >> '.join(texts)}")
    assert case == Case(Tier[tier], tuple(situations), texts[-1], tuple(texts[:-1]))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_file_gives_cases_or_says_its_cure(content: str) -> None:
    cure, cases = "", ()
    try:
        cases = read(content)
    except CaseFileError as error:
        cure = error.cure
    assert bool(cure) != bool(cases)


def test_every_family_of_the_catalogue_has_words(root: Path) -> None:
    letters = set(re.findall(r"^  ([A-L])[0-9]{2}:", (root / "data/risk/situations.yml").read_text(), re.MULTILINE))
    assert letters == set(FAMILIES)

"""What some of the staff know especially well: the file, what a chat wants, and a broken file that says where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation.skills import MOST_SKILLS, SkillFileError, names_of_skills, read_skills, skills, together, wanted
from bot.safety.assessment import ScoredSituation
from bot.store import schema

CATALOGUE = ("E01", "E02", "H01", "H02")


def read(tmp_path: Path, content: str) -> object:
    file = tmp_path / "skills.yml"
    file.write_text(content, encoding="utf-8")
    return read_skills(file, CATALOGUE)


def entries(number: int, name: str = "S{}", id_: str = "s{}") -> str:
    return "skills:\n" + "".join(f"  {id_.format(n)}: {{name: '{name.format(n)}', situations: [E01]}}\n" for n in range(number))


def test_an_entry_names_situations_one_by_one_or_a_family_by_its_letter(tmp_path: Path) -> None:
    found = read(tmp_path, "skills: {a: {name: A, situations: [E01, H]}}")
    assert isinstance(found, dict)
    assert found["a"].situations == {"E01", "H01", "H02"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("other: {}", "`skills:`"),
        ("skills:\n  a: [", "line 2"),
        ("skills: [a]", "`skills:`"),
        ("skills: {A b: {name: A, situations: [E01]}}", "A b: no id"),
        ("skills: {a: {name: A}}", "a: Cure"),
        ("skills: {a: {name: A, situations: [E01], colour: red}}", "a: Cure"),
        ("skills: {a: {name: '', situations: [E01]}}", "a: name"),
        (f"skills: {{a: {{name: {'x' * 41}, situations: [E01]}}}}", "a: name"),
        ("skills: {a: {name: A, situations: []}}", "a: situations"),
        ("skills: {a: {name: A, situations: E01}}", "a: situations"),
        ("skills: {a: {name: A, situations: [E77]}}", "there is no E77"),
        ("skills: {a: {name: A, situations: [Z]}}", "there is no Z"),
        (entries(2, name="Same"), "s0: another skill has this name"),
        (entries(MOST_SKILLS + 1), f"{MOST_SKILLS} at most"),
    ],
)
def test_a_broken_file_says_where_and_what_to_do(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(SkillFileError, match=r"skills\.yml") as fault:
        read(tmp_path, content)
    assert said in str(fault.value)
    assert "Cure" in str(fault.value)


def test_as_many_as_there_may_be_fit_into_their_columns(tmp_path: Path) -> None:
    found = read(tmp_path, entries(MOST_SKILLS, id_="abcdefghijklmnopq{:02}"))
    assert isinstance(found, dict)
    joined = len(",".join(found))
    assert joined <= schema.counsellors.c.skills.type.length
    assert joined <= schema.conversations.c.wants.type.length


def test_a_chat_wants_what_its_sure_situations_want_in_the_order_of_the_file() -> None:
    assert wanted([ScoredSituation("E01", 0.9), ScoredSituation("H02", 0.5), ScoredSituation("E02", 0.49)]) == (
        "suicide",
        "under_13",
    )
    assert wanted([ScoredSituation("A01", 1.0)]) == ()
    assert wanted([]) == ()


def test_what_the_file_has_no_more_is_left_out() -> None:
    assert together(["under_13", "gone"], ["suicide"]) == ("suicide", "under_13")
    assert names_of_skills(["gone", "under_13"]) == [skills()["under_13"].name]


def test_what_is_no_risk_wants_nobody_in_particular() -> None:
    assert wanted([ScoredSituation("H09", 1.0), ScoredSituation("L01", 1.0)]) == ()

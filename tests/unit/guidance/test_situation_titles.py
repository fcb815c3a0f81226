"""Staff read titles, never ids or names of the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import DATA, situation_titles
from bot.guidance.faults import GuidanceDataError
from bot.guidance.situation_titles import FILE, load_situation_titles
from bot.safety.situations import load_situations

LONGEST = 32  # characters; more breaks the columns of a report


def test_every_situation_has_a_short_title_of_its_own() -> None:
    titles = situation_titles()
    assert titles.keys() == load_situations(DATA / "risk/situations.yml").keys()
    assert len(set(titles.values())) == len(titles)
    assert [title for title in titles.values() if len(title) > LONGEST or "_" in title or not title[0].isupper()] == []


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        ("situations: {A01: One}", ["A01", "A02"], "A02: It has no title."),
        ("situations: {A01: One, X99: Two}", ["A01"], "X99: There is no such situation."),
        ("situations: []", [], "There is no such mapping."),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, ids: list[str], told: str) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(GuidanceDataError, match=told):
        load_situation_titles(tmp_path, ids)

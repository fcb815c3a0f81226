"""`bot evaluate --choose-cuts`: the validation cases are read as the screen reads them, without cuts, and a file is written."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from bot.commands import choose_cuts as room
from bot.commands.choose_cuts import choose
from bot.evaluation.cases import CaseFileError
from bot.evaluation.cuts import URGENT
from bot.safety.situations import load_situations
from bot.settings import Settings
from bot.understanding.reader import Reader
from tests.unit.understanding.fakes import word_reader

CASES = """
T2 A01 | he has my pics
T2 B01 | pay up. hello
T1 H02 | hi >> Are you thinking about ending your life? >> sometimes i could die
T4 L01 | hello you
T4 L01 | qwfp
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "said.txt").write_text(CASES)
    return tmp_path


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A trained model of four words, whose own cuts would hide everything."""
    reader = word_reader(cuts=dict.fromkeys(["A01", "B01", "H02", "L01", "urgent"], 0.99))
    monkeypatch.setattr(room, "newest", lambda models: models)
    monkeypatch.setattr(room, "shared_encoders", lambda: None)
    monkeypatch.setattr(room, "load_reader", lambda _model, _encoders: reader)
    return reader


def run(settings: Settings, cases: Path, to: Path) -> tuple[dict[str, float], str]:
    out = io.StringIO()
    choose(settings, Console(file=out, width=40), cases=cases, to=to)
    return yaml.safe_load(to.read_text(encoding="utf-8"))["cuts"], out.getvalue()


def test_a_cut_is_written_for_each_situation_and_for_urgency(
    settings: Settings, cases: Path, trained: Reader, root: Path, tmp_path: Path
) -> None:
    cuts, _ = run(settings, cases, tmp_path / "cuts.yml")
    assert list(cuts) == sorted([*load_situations(root / "data/risk/situations.yml"), "urgent"])
    assert all(0.1 <= cut <= 0.8 for cut in cuts.values())


def test_the_file_says_who_writes_it_and_is_told_with_what_to_do_next(
    settings: Settings, cases: Path, trained: Reader, tmp_path: Path
) -> None:
    _, told = run(settings, cases, tmp_path / "cuts.yml")
    assert (tmp_path / "cuts.yml").read_text().startswith("# ")
    assert "bot evaluate --choose-cuts" in (tmp_path / "cuts.yml").read_text()
    assert "88 cuts. Now run `bot train`." in told


def test_it_is_written_again_the_same(settings: Settings, cases: Path, trained: Reader, tmp_path: Path) -> None:
    run(settings, cases, tmp_path / "one.yml")
    run(settings, cases, tmp_path / "other.yml")
    assert (tmp_path / "one.yml").read_bytes() == (tmp_path / "other.yml").read_bytes()


def test_the_models_own_cuts_do_not_colour_what_is_chosen(settings: Settings, cases: Path, trained: Reader) -> None:
    scored = room._score(settings, room.read_cases(cases))
    plain = word_reader(cuts={})
    for one in scored:
        if one.case.text == "he has my pics":
            assert one.probabilities["A01"] == pytest.approx(plain.read(["he has my pics"]).pieces[0][0].score)
            assert one.probabilities["A01"] > 0.5


def test_each_case_has_the_best_of_its_pieces_and_what_rules_found(settings: Settings, cases: Path, trained: Reader) -> None:
    by_text = {one.case.text: one for one in room._score(settings, room.read_cases(cases))}
    assert by_text["pay up. hello"].probabilities["B01"] > 0.5
    assert by_text["qwfp"].certain == frozenset()
    answer = by_text["sometimes i could die"]
    assert "H02" in answer.certain, "the open question is part of the case"
    assert answer.probabilities[URGENT] > by_text["hello you"].probabilities[URGENT]


def test_what_the_whole_tells_stands_beside_it_where_the_message_is_short(
    settings: Settings, trained: Reader, tmp_path: Path
) -> None:
    long = "hello you. " * 40
    (tmp_path / "said.txt").write_text(f"T2 B01 | pay up. hello\nT2 B01 | {long}pay up\n")
    short, other = room._score(settings, room.read_cases(tmp_path))
    assert short.whole is not None
    assert set(short.whole) <= set(short.probabilities)
    assert all(short.whole[name] <= short.probabilities[name] for name in short.whole)
    assert other.whole is None


def test_broken_cases_are_told_and_nothing_is_written(settings: Settings, trained: Reader, tmp_path: Path) -> None:
    (tmp_path / "said.txt").write_text("T2 A99 | he has my pics\n")
    with pytest.raises(CaseFileError, match="A99"):
        run(settings, tmp_path, tmp_path / "cuts.yml")
    assert not (tmp_path / "cuts.yml").exists()


def test_a_file_inside_the_project_is_named_from_its_root(
    settings: Settings, cases: Path, trained: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "ROOT", tmp_path)
    assert run(settings, cases, tmp_path / "cuts.yml")[1].startswith("cuts.yml: ")

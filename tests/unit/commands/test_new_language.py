"""`bot new-language`: a draft that can be translated, and that nobody is shown by mistake."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from bot.commands import content, language_report, new_language
from bot.commands.language_skeleton import marked
from bot.commands.new_language import NewLanguageError
from bot.guidance.code_forms import CodeForms
from bot.guidance.copybook import CopyBook
from bot.guidance.library import Library
from bot.guidance.release import untranslated
from bot.guidance.wording import load_wording
from bot.safety.assessment import Reading
from bot.safety.screen import load_screen
from bot.settings import Settings


def copied(root: Path, to: Path, patch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folder, used by the commands."""
    shutil.copytree(root / "data", to / "data", ignore=shutil.ignore_patterns("[A-L]*_*.yml"))
    for room in (content, language_report, new_language):
        patch.setattr(room, "DATA", to / "data")
    return to / "data"


@pytest.fixture
def data(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return copied(root, tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def sw(root: Path, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder in which Swahili has begun, for tests that only read; and what the command said."""
    with pytest.MonkeyPatch.context() as patch:
        return copied(root, tmp_path_factory.mktemp("sw"), patch), begin(settings, "sw", "Swahili")


def begin(settings: Settings, code: str, name: str = "", base: str = "en") -> str:
    out = io.StringIO()
    new_language.new_language(settings, code, name, base, Console(file=out, width=250))
    return out.getvalue()


def every_file(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_draft_has_every_reply_and_button_and_nothing_but_the_words_is_open(sw: tuple[Path, str]) -> None:
    data, _ = sw
    english, draft = CopyBook.load(data), CopyBook.load(data, "sw")
    assert draft.keys() == english.keys()
    assert draft.buttons.keys() == english.buttons.keys()
    assert not draft.released
    assert len(untranslated(draft)) == len(draft.entries) + len(draft.buttons)
    for key, entry in english.entries.items():
        theirs = draft.entry(key)
        assert (theirs.situation, theirs.tier, theirs.style, theirs.sources, theirs.buttons, theirs.helplines) == (
            *(entry.situation, entry.tier, entry.style, entry.sources, entry.buttons, entry.helplines),
        )
        assert theirs.text_for.keys() == entry.text_for.keys()
        assert (theirs.reviewer, theirs.reviewed_on) == ("unreviewed", None)


def test_a_language_can_be_translated_from_another_than_english(settings: Settings, data: Path) -> None:
    begin(settings, "gl", "Galego", "es")
    assert CopyBook.load(data, "gl").buttons["affirm"].label == "[es] Sí"
    assert load_wording(data / "copy/gl").word_for_word["safe_now"] == "[es] ¿Estás a salvo ahora mismo?"


def test_comments_for_translators_stay(sw: tuple[Path, str]) -> None:
    data, _ = sw
    for file in sorted((data / "copy/en").glob("*.yml")):
        if file.name not in {"language.yml", "code_words.yml", "app_words.yml"}:
            theirs = (data / "copy/sw" / file.name).read_text(encoding="utf-8")
            assert theirs.count(" # ") == file.read_text(encoding="utf-8").count(" # "), file.name


def test_words_for_codes_are_not_translated(sw: tuple[Path, str]) -> None:
    data, _ = sw
    assert not (data / "copy/sw/code_words.yml").exists()
    forms = CodeForms.load(data, "GB")
    assert forms.words_in("sw") == forms.words_in("en")


def test_a_review_of_the_english_is_no_review_of_the_translation(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("copy:\n  utter_a:\n    text: [Hello]\n    reviewer: Sam\n    reviewed_on: 2026-11-01\n", encoding="utf-8")
    entry = yaml.safe_load(marked(file, "en"))["copy"]["utter_a"]
    assert entry == {"text": ["[en] Hello"], "reviewer": "unreviewed", "reviewed_on": None}


def test_nobody_is_shown_the_draft_and_the_service_starts_with_it(sw: tuple[Path, str]) -> None:
    data, _ = sw
    assert Library.load(data).book("sw").language == "en"
    assert load_screen(data, lambda _: Reading()).assess("i want to die").tier.needs_person


def test_nothing_that_was_there_is_changed(settings: Settings, data: Path) -> None:
    before = every_file(data)
    said = begin(settings, "ar")
    after = every_file(data)
    assert {file: after[file] for file in before} == before
    assert "risk/other_languages/ar/crisis.yml: was there, and stays" in said
    assert len(after) > len(before)


@pytest.mark.parametrize(
    ("code", "base", "problem"),
    [
        ("es", "en", "There is a folder data/copy/es already"),
        ("en", "en", "There is a folder data/copy/en already"),
        ("PT_br", "en", "Cure: write pt-BR"),
        ("../fr", "en", "is no language tag"),
        ("fr", "tlh", "There is no language `tlh`.*one of: en, es"),
        ("fr", "../en", "There is no language"),
    ],
)
def test_what_cannot_be_begun_is_refused_with_a_cure(settings: Settings, data: Path, code: str, base: str, problem: str) -> None:
    before = every_file(data.parent)
    with pytest.raises(NewLanguageError, match=problem):
        begin(settings, code, base=base)
    assert every_file(data.parent) == before


def test_the_list_at_the_end_says_what_is_missing(sw: tuple[Path, str]) -> None:
    _, said = sw
    for needed in (
        "Swahili (sw) has begun",
        "No rule hears this",
        "Nobody has reviewed this",
        "Nobody is named who read it",
        "There is no golden transcript",
        "This is not translated",
        "reading: a formula with its limits",
        "banned: a promise",
        "data/nlu/sw: no examples for",
        "data/places/sw.yml is still the English one",
        "data/languages.yml has no words of sw",
        "bot content --language sw",
    ):
        assert needed in said


def test_examples_and_rules_are_outlines_that_teach_nothing(sw: tuple[Path, str]) -> None:
    data, _ = sw
    for file in (data / "nlu/sw").glob("*.yml"):
        assert yaml.safe_load(file.read_text(encoding="utf-8")) == {"version": "3.1", "nlu": []}
    for file in (data / "risk/other_languages/sw").glob("*.yml"):
        assert yaml.safe_load(file.read_text(encoding="utf-8")) == {"risk": {"rules": []}}


@pytest.mark.parametrize("folder", ["nlu", "risk/other_languages"])
def test_an_outline_becomes_data_when_its_signs_are_taken_away(sw: tuple[Path, str], folder: str) -> None:
    data, _ = sw
    for file in sorted((data / folder / "sw").glob("*.yml")):
        head, _, outline = file.read_text(encoding="utf-8").partition(" []\n")
        written = head + "\n" + outline.replace("  # ", "    ").replace("\n# ", "\n").removeprefix("# ")
        content = yaml.safe_load(written)
        entries = content["nlu"] if "nlu" in content else content["risk"]["rules"]
        assert all(entry.keys() & {"intent", "situation"} for entry in entries)
        assert entries


def test_the_reviewers_page_shows_what_is_translated_in_its_own_direction(settings: Settings, data: Path, tmp_path: Path) -> None:
    begin(settings, "ar")
    file = data / "copy/ar/goodbye.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("[en] ", "سلام "), encoding="utf-8")
    out = io.StringIO()
    assert content.content(settings, tmp_path / "pages", Console(file=out, width=200), strict=True) == 0
    page = (tmp_path / "pages/ar.html").read_text(encoding="utf-8")
    shown = dict(re.findall(r'<p class=said lang="(\w+)" dir="(\w+)">', page))
    assert shown == {"ar": "rtl", "en": "ltr"}
    assert "bot content --language ar" in out.getvalue()

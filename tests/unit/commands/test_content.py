"""`bot content`: what a reviewer is shown, and when it fails."""

from __future__ import annotations

import io
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.app import now
from bot.commands import content as room
from bot.commands import language_report
from bot.commands.content import content, content_of
from bot.guidance.copy_entry import INTERFACE
from bot.guidance.faults import GuidanceDataError
from bot.guidance.library import Library
from bot.settings import Settings


@pytest.fixture
def data(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(root / "data", folder)
    for module in (room, language_report):
        monkeypatch.setattr(module, "DATA", folder)
    return folder


def printed(settings: Settings, *, strict: bool = False, language: str = "") -> tuple[str, int]:
    out = io.StringIO()
    console = Console(file=out, width=250)
    code = content_of(settings, language, console, strict=strict) if language else content(settings, None, console, strict=strict)
    return out.getvalue(), code


def expire(data: Path, language: str, days: int) -> None:
    """The first entry of the steps is to be looked at again in so many days."""
    file = data / "copy" / language / "steps.yml"
    day = now().date() + timedelta(days=days)
    text = re.sub(r"reviewed_on: null", f"reviewed_on: null\n    expires_on: {day}", file.read_text(encoding="utf-8"), count=1)
    file.write_text(text, encoding="utf-8")


def test_a_page_for_each_language_holds_every_sentence(settings: Settings, root: Path, tmp_path: Path) -> None:
    out = io.StringIO()
    content(settings, tmp_path, Console(file=out, width=200))
    library = Library.load(root / "data", drafts=True)
    for language, book in library.books.items():
        assert f"{language}" in out.getvalue()
        page = (tmp_path / f"{language}.html").read_text(encoding="utf-8")
        for key in book.entries:
            if not key.startswith(INTERFACE):
                assert key in page
        assert "<script" not in page


def test_the_page_shows_versions_for_each_age(settings: Settings, tmp_path: Path) -> None:
    content(settings, tmp_path, Console(file=io.StringIO()))
    page = (tmp_path / "en.html").read_text(encoding="utf-8")
    assert "8 to 10" in page
    assert "18 and over" in page


@pytest.mark.parametrize(("days", "listed"), [(1, True), (60, True), (61, False)])
def test_what_expires_within_sixty_days_is_listed(settings: Settings, data: Path, days: int, listed: bool) -> None:
    expire(data, "en", days)
    said, code = printed(settings, strict=True)
    assert ("expires within 60 days" in said) == listed
    assert code == 0


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 1)])
def test_what_is_shown_and_has_expired_fails_when_strict(settings: Settings, data: Path, strict: bool, code: int) -> None:
    expire(data, "en", 0)
    said, returned = printed(settings, strict=strict)
    assert returned == code
    assert re.search(r"utter_step\w+ .*expired", said)


def test_what_has_expired_in_a_draft_fails_nothing(settings: Settings, data: Path) -> None:
    expire(data, "es", 0)
    said, code = printed(settings, strict=True)
    assert code == 0
    assert "es (draft): 0 missing, 1 expired" in said


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 1)])
def test_one_language_is_told_what_it_needs(settings: Settings, strict: bool, code: int) -> None:
    said, returned = printed(settings, language="es", strict=strict)
    assert returned == code
    assert "Nobody is named who read it" in said
    assert "es: not ready" in said


def test_a_sentence_that_breaks_a_rule_is_told_by_its_key_and_not_quoted(settings: Settings, data: Path) -> None:
    file = data / "copy/es/steps.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'      - "', '      - "¿Por qué lo hiciste? ', text, count=1), encoding="utf-8")
    said, _ = printed(settings, language="es")
    assert re.search(r"wording utter_step\w+: blame", said)
    assert "Por qué" not in said


def test_a_language_that_is_not_there_says_how_to_begin_it(settings: Settings) -> None:
    with pytest.raises(GuidanceDataError, match="Begin it: bot new-language tlh"):
        printed(settings, language="tlh")

"""`bot content`: what a reviewer is shown."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from bot.commands.content import content
from bot.guidance.copy_entry import INTERFACE
from bot.guidance.library import Library


def test_a_page_for_each_language_holds_every_sentence(settings, root: Path, tmp_path: Path) -> None:
    printed = io.StringIO()
    content(settings, tmp_path, Console(file=printed, width=200))
    library = Library.load(root / "data", drafts=True)
    for language, book in library.books.items():
        assert f"{language}" in printed.getvalue()
        page = (tmp_path / f"{language}.html").read_text(encoding="utf-8")
        for key in book.entries:
            if not key.startswith(INTERFACE):
                assert key in page
        assert "<script" not in page


def test_the_page_shows_versions_for_each_age(settings, tmp_path: Path) -> None:
    content(settings, tmp_path, Console(file=io.StringIO()))
    page = (tmp_path / "en.html").read_text(encoding="utf-8")
    assert "8 to 10" in page
    assert "18 and over" in page

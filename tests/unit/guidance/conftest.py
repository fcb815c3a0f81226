"""The real directory and library, loaded once; and data in which Spanish is released."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.guidance.directory import Directory
from bot.guidance.library import Library

DATA = Path(__file__).parents[3] / "data"
JOURNEY = "tests/conversations/scripts/es_first.txt"
READY = f"language: {{name: Español, status: released, reviewers: [two native speakers], journeys: [{JOURNEY}]}}"


@pytest.fixture(scope="session")
def directory() -> Directory:
    return Directory.load(DATA / "helplines")


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load(DATA)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with Spanish, as it would be when everything was done."""
    folder = tmp_path / "data"
    for part in ("copy", "helplines", "risk"):
        shutil.copytree(DATA / part, folder / part)
    for file in (folder / "copy" / "es").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        text = text.replace("reviewer: unreviewed", "reviewer: clinical lead").replace(
            "reviewed_on: null", "reviewed_on: 2026-11-01"
        )
        file.write_text(text, encoding="utf-8")
    (folder / "copy/es/language.yml").write_text(READY, encoding="utf-8")
    journey = tmp_path / JOURNEY
    journey.parent.mkdir(parents=True)
    journey.write_text("YOUNG PERSON  hola\nBOT  Hola.\n  [Hablar con una persona]\n", encoding="utf-8")
    return folder

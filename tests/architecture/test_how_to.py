"""The how-to pages: one page each, and what they tell people to write is what the program reads."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from bot.channels.channel import Channel
from bot.guidance.directory import Directory
from bot.guidance.helpline import Need
from bot.guidance.language_file import Status, read_language
from bot.guidance.release import CORE_RULES, CRISIS, SAFETY_FILES
from bot.guidance.wording import EASES
from tests.architecture.test_documents import DOCUMENTS, ROOT, links
from tests.each import each

FOLDER = "docs/how-to"
LONGEST = 80  # lines
YAML_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = {Path(document).stem: text for document, text in DOCUMENTS.items() if document.startswith(FOLDER)}


def examples(page: str) -> list[Any]:
    return [yaml.safe_load(block) for block in YAML_BLOCK.findall(PAGES[page])]


@each(["new-situation", "new-country", "new-language", "new-channel"])
def test_a_how_to_is_one_page_and_linked_from_the_first(page: str) -> None:
    assert f"{FOLDER}/{page}.md" in links(DOCUMENTS["README.md"])
    assert len(PAGES[page].splitlines()) <= LONGEST


@each(sorted(PAGES))
def test_every_file_that_a_how_to_names_is_there(page: str) -> None:
    new = {"tests/conversations/scripts/NAME.yml", "data/places/fr.yml", "data/copy/fr/wording.yml"}
    named = set(re.findall(r"`((?:data|domain|tests|bot)/[\w/.-]+\.(?:yml|py))`", PAGES[page])) - new
    assert [file for file in sorted(named) if not (ROOT / file).is_file()] == []


def test_the_worked_situation_is_yaml_of_files_that_are_there() -> None:
    blocks = examples("new-situation")
    assert [set(block) for block in blocks] == [{"situation", "said"}, {"copy"}, {"situations"}, {"risk"}]
    files = re.findall(r"`((?:data|domain)/[\w/]+\.yml)`", PAGES["new-situation"])
    assert {str(Path(file).parent) for file in files} == {"data/situations/en", "domain", "data/dialogue"}
    assert all((ROOT / file).is_file() for file in files)
    answers = yaml.safe_load((ROOT / "data/dialogue/situations.yml").read_text(encoding="utf-8"))["situations"]
    assert blocks[2]["situations"]["also"].items() <= answers["also"].items()


def test_the_worked_country_can_be_loaded(tmp_path: Path) -> None:
    (example,) = examples("new-country")
    code = example["country"].lower()
    assert not (ROOT / f"data/helplines/{code}.yml").exists(), "the example is a country that has no file"
    shutil.copy(ROOT / "data/helplines/zz.yml", tmp_path)
    (tmp_path / f"{code}.yml").write_text(yaml.safe_dump(example, allow_unicode=True), encoding="utf-8")
    assert [line.kind for line in Directory.load(tmp_path).of(example["country"])] == [Need.EMERGENCY]


def test_the_worked_language_is_what_the_loader_reads_and_asks_for() -> None:
    (example,) = examples("new-language")
    language = read_language(ROOT / "language.yml", example["language"])
    assert language.status is Status.RELEASED
    assert language.reviewers
    assert language.journeys
    page = PAGES["new-language"]
    assert all(f"({situation})" in page for situation in CRISIS)
    assert all(f"`{file}`" in page for file in SAFETY_FILES)
    assert f"data/{CORE_RULES}/fr/" in page
    assert set(re.findall(r"`(\w+_\w+)`", page.partition("**4.")[2].partition("**5.")[0])) - {"lets_pass"} <= EASES


def test_the_channel_page_names_files_settings_and_methods_that_are_there() -> None:
    page = PAGES["new-channel"]
    for named in re.findall(r"`((?:bot|data|tests|docs)/[\w./<>-]+)`", page):
        assert (ROOT / named.replace("<name>", "telegram").replace("<language>", "en")).exists(), named
    methods = set(re.findall(r"`([a-z_]+)`", page)) - {"settings"}
    assert {"verify", "events", "send", "handled", "show_typing", "who_am_i"} <= methods
    assert all(hasattr(Channel, method) for method in methods)

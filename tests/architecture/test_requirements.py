"""The page of security requirements covers the whole standard, and the tests that it names are there."""

from __future__ import annotations

import re
from collections import Counter

from tests.architecture.sources import ROOT
from tests.architecture.test_documents import DOCUMENTS
from tests.each import each

PAGE = DOCUMENTS["docs/running/asvs.md"]
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (test|reason|operator|not yet|no part) \| ?(.*?) ?\|$", re.MULTILINE)
LINES = [(number, mark, proof) for number, _, mark, proof in ROW.findall(PAGE)]
# How many requirements of levels 1 and 2 each section of version 5.0.0 has.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4, "3.4": 6,
    "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12,
    "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2,
    "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2,
    "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1,
    "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5,
    "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip


def test_the_page_has_a_line_for_every_requirement_and_each_once() -> None:
    numbers = [number for number, _, _ in LINES]
    assert len(numbers) == len(set(numbers))
    assert Counter(number.rpartition(".")[0] for number in numbers) == SECTIONS


def test_the_sums_at_the_top_are_right() -> None:
    told = {mark: int(count) for mark, count in re.findall(r"^\| ([a-z ]+) \| [^|]+ \| (\d+) \|$", PAGE, re.MULTILINE)}
    assert told == Counter(mark for _, mark, _ in LINES)
    assert f"{len(LINES)} requirements" in PAGE


@each(LINES, name=lambda line: line[0])
def test_a_line_has_its_proof(number: str, mark: str, proof: str) -> None:
    if mark != "test":
        assert bool(proof) == (mark != "no part"), number
        return
    named = [part.strip("`") for part in proof.split("; ")]
    assert named
    for one in named:
        file, _, test = one.partition("::")
        assert re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), one


@each([line for line in LINES if line[1] != "test"], name=lambda line: line[0])
def test_a_place_that_a_reason_names_is_there(number: str, mark: str, proof: str) -> None:
    for place in re.findall(r"`((?:bot|docs|data|bench|deploy)/[\w./-]*)`", proof):
        assert (ROOT / place).exists(), f"{number}: {place} ({mark})"

"""The cases that understanding is measured on: many, and none of them is nearly an example that it was taught."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.cases import Case, read_cases
from bot.understanding.examples import load_examples
from tests.unit.data.forbidden import FORBIDDEN, as_heard

ROOT = Path(__file__).parents[3]
CASES, VALIDATION, LANGUAGES, SPANISH = (
    ROOT / "tests/understanding" / name for name in ("cases", "validation", "languages", "validation_es")
)
KNOWN = yaml.safe_load((ROOT / "data/risk/situations.yml").read_text(encoding="utf-8"))["situations"]

MANY = 1500
NEAR = 3  # letters to change, put in or take out
SHORT = 8  # characters; "hey" and "hi" are near to everything, and only need to differ
NAMES_NOBODY = ("a phone or card number", "a link or mail address", "a handle")


def taught() -> list[str]:
    """Every text of data/situations and data/nlu."""
    told = [one.text for folder in sorted((ROOT / "data/situations").glob("*/")) for one in load_examples(folder)]
    asked = [
        line.removeprefix("- ")
        for path in sorted((ROOT / "data/nlu").glob("*/*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in str(block["examples"]).splitlines()
    ]
    return [*told, *asked]


class Texts:
    """Finds what is within NEAR edits of a text, among thousands, without comparing it with each of them.

    NEAR edits leave one of NEAR + 1 equal parts of a text untouched, and move it by at most NEAR places.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._exact: dict[str, str] = {}
        self._parts: defaultdict[tuple[int, int, str], list[str]] = defaultdict(list)
        for text in texts:
            key = as_heard(text)
            if key not in self._exact:
                self._exact[key] = text
                for at, part in _parts(key):
                    self._parts[len(key), at, part].append(key)

    def near(self, text: str) -> str | None:
        """A text that is within NEAR edits; one that is the same where either is short."""
        key = as_heard(text)
        if key in self._exact:
            return self._exact[key]
        if len(key) < SHORT:
            return None
        return next((self._exact[other] for other in self._candidates(key) if within(key, other, NEAR)), None)

    def _candidates(self, key: str) -> Iterator[str]:
        seen: set[str] = set()
        for length in range(max(SHORT, len(key) - NEAR), len(key) + NEAR + 1):
            for at, end in _bounds(length):
                for moved in range(max(0, at - NEAR), min(len(key) - (end - at), at + NEAR) + 1):
                    for other in self._parts.get((length, at, key[moved : moved + end - at]), ()):
                        if other not in seen:
                            seen.add(other)
                            yield other


def _bounds(length: int) -> list[tuple[int, int]]:
    cuts = [length * n // (NEAR + 1) for n in range(NEAR + 2)]
    return list(pairwise(cuts))


def _parts(key: str) -> list[tuple[int, str]]:
    return [(start, key[start:end]) for start, end in _bounds(len(key))]


def within(one: str, other: str, most: int) -> bool:
    """Whether at most `most` letters must be changed, put in or taken out (Levenshtein), looking at a band only."""
    if abs(len(one) - len(other)) > most:
        return False
    far = most + 1
    row = {at: at for at in range(min(most, len(other)) + 1)}
    for n, letter in enumerate(one, 1):
        before, row = row, {}
        for at in range(max(0, n - most), min(len(other), n + most) + 1):
            if at == 0:
                row[at] = n
                continue
            same = before.get(at - 1, far) + (letter != other[at - 1])
            row[at] = min(same, before.get(at, far) + 1, row.get(at - 1, far) + 1)
        if min(row.values()) > most:
            return False
    return row.get(len(other), far) <= most


def cases_of(folder: Path) -> list[Case]:
    return list(read_cases(folder, KNOWN))


def answers_in_a_word(case: Case) -> bool:
    """A "yes" to a question of ours: the question is what is asked, not the word."""
    return bool(case.context) and len(as_heard(case.text)) < SHORT


def test_there_are_many_cases() -> None:
    assert len(cases_of(CASES)) >= MANY


def test_every_situation_of_the_catalogue_is_measured() -> None:
    counts = Counter(id_ for case in cases_of(CASES) for id_ in case.situations)
    assert set(KNOWN) == set(counts)


@pytest.mark.parametrize("folder", [CASES, VALIDATION, LANGUAGES, SPANISH], ids=lambda folder: folder.name)
def test_no_case_is_nearly_an_example_that_was_taught(folder: Path) -> None:
    texts = Texts(taught())
    near = [(case.text, texts.near(case.text)) for case in cases_of(folder) if not answers_in_a_word(case)]
    assert not [(text, example) for text, example in near if example is not None]


def test_no_case_is_nearly_one_of_the_validation_cases() -> None:
    validation = Texts(case.text for case in cases_of(VALIDATION) if len(case.text) >= SHORT)
    near = [(case.text, validation.near(case.text)) for case in cases_of(CASES) if not case.context]
    assert not [(text, other) for text, other in near if other is not None]


@pytest.mark.parametrize("folder", [CASES, VALIDATION, LANGUAGES], ids=lambda folder: folder.name)
def test_nothing_is_asked_twice(folder: Path) -> None:
    counts = Counter((as_heard(case.text), tuple(map(as_heard, case.context))) for case in cases_of(folder))
    assert not [key for key, times in counts.items() if times > 1]


@pytest.mark.parametrize("folder", [CASES, VALIDATION, LANGUAGES], ids=lambda folder: folder.name)
@pytest.mark.parametrize("what", NAMES_NOBODY)
def test_no_case_holds(folder: Path, what: str) -> None:
    assert not [case.text for case in cases_of(folder) if FORBIDDEN[what].search(" ".join([*case.context, case.text]))]


# The search itself.

WORDS = ["he has my pics and wants money", "what do i do now he wont stop", "i dont want to be here", "hey", "ok thanks"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he has my pics and wants money", True),
        ("He has my pics, and wants money!", True),
        ("he has me pics and want money", True),
        ("xhe has my pics and wants moneyx", True),
        ("he has my pics and wants money now", False),
        ("she had her pics and wants money", False),
        ("hey!", True),
        ("heyy", False),
        ("ok thankss", True),
    ],
)
def test_what_is_near_is_found(text: str, found: bool) -> None:
    assert (Texts(WORDS).near(text) is not None) is found


letters = st.text("abc ", min_size=SHORT, max_size=24).map(as_heard).filter(lambda text: len(text) >= SHORT)


@given(letters, st.integers(0, 2**32), st.integers(0, NEAR))
def test_any_text_with_few_slips_is_found_again(text: str, seed: int, slips: int) -> None:
    chosen, typed = random.Random(seed), list(text)
    for _ in range(slips):
        at = chosen.randrange(len(typed))
        typed[at : at + chosen.randint(0, 1)] = chosen.choice(["", "z", text[0]])
    key = as_heard("".join(typed))
    if len(key) >= SHORT and within(key, text, NEAR):
        assert Texts([text]).near(key) == text


def distance(one: str, other: str) -> int:
    """The plain table, to check the narrow one with."""
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        before, row = row, [n]
        for at, sign in enumerate(other, 1):
            row.append(min(before[at - 1] + (letter != sign), before[at] + 1, row[at - 1] + 1))
    return row[-1]


@given(st.text("ab", max_size=9), st.text("ab", max_size=9))
def test_the_distance_is_the_edit_distance(one: str, other: str) -> None:
    assert within(one, other, NEAR) is (distance(one, other) <= NEAR)

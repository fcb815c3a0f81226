"""What codes are made of: enough of it, plain, and no number that anybody has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.conversation.come_back import CHOICES, canonical
from bot.guidance.code_forms import FEWEST_BITS, CodeForms, bits_of
from bot.guidance.directory import Directory
from bot.guidance.faults import GuidanceDataError

DATA = Path(__file__).parents[3] / "data"
FORMS = CodeForms.load(DATA, "GB")
# First digits after the country code that are never given out, as the plans of these countries have it.
NEVER = {"GB": r"\+44 4", "US": r"\+1 \(N##\) 1", "CA": r"\+1 \(N##\) 1", "ES": r"\+34 2", "default": r"\+89"}


def test_four_words_are_at_least_forty_bits_in_every_language() -> None:
    assert {"en", "es"} <= FORMS.words.keys()
    assert all(len(words) ** 4 >= 2**40 for words in FORMS.words.values())


def test_the_words_are_plain_and_short() -> None:
    for words in FORMS.words.values():
        assert all(re.fullmatch(r"[a-z]{3,9}", word) for word in words)


def test_without_spaces_a_code_is_still_read_in_one_way() -> None:
    for words in FORMS.words.values():
        known = set(words)
        assert not [word for word in words for end in range(1, len(word)) if word[:end] in known]


def test_every_number_leaves_enough_open_and_is_no_longer_than_a_number_may_be() -> None:
    for form in FORMS.numbers.values():
        assert bits_of(form) >= FEWEST_BITS
        assert len(re.sub(r"[^\d#N]", "", form)) == 15


def test_every_number_begins_as_none_that_is_given_out() -> None:
    assert FORMS.numbers.keys() == NEVER.keys()
    for country, form in FORMS.numbers.items():
        assert re.match(NEVER[country], form), country


def test_no_helpline_could_be_drawn() -> None:
    forms = [re.compile("".join(f"[{CHOICES[s]}]" if s in CHOICES else s for s in re.sub(r"[^\d#N]", "", form)))
             for form in FORMS.numbers.values()]  # fmt: skip
    numbers = {canonical(line.phone) for line in Directory.load(DATA / "helplines") if line.phone}
    assert len(numbers) > 100
    assert not [number for number in numbers for form in forms if form.fullmatch(number)]


def test_a_language_or_country_that_is_not_there_gets_another() -> None:
    assert FORMS.words_in("tlh") == FORMS.words["en"]
    assert FORMS.number_in("FR") == FORMS.numbers["default"]
    assert FORMS.number_in(None) == FORMS.numbers["GB"]
    assert FORMS.number_in("ES") == FORMS.numbers["ES"]


def _shelf(folder: Path, words: str, numbers: str) -> Path:
    (folder / "copy/en").mkdir(parents=True)
    (folder / "copy/en/code_words.yml").write_text(words, encoding="utf-8")
    (folder / "code_numbers.yml").write_text(numbers, encoding="utf-8")
    return folder


GOOD_WORDS = "code_words: " + " ".join(f"w{number:04}" for number in range(1100))
GOOD_NUMBERS = 'code_numbers: {default: {form: "+89 #############", why: w, source: s}}'


@pytest.mark.parametrize(
    ("words", "numbers", "problem"),
    [
        ("code_words: one two", GOOD_NUMBERS, "only 2 words"),
        (GOOD_WORDS + " w0001x", GOOD_NUMBERS, "`w0001x` begins like `w0001`"),
        (GOOD_WORDS + " w0001", GOOD_NUMBERS, "`w0001` begins like `w0001`"),
        (GOOD_WORDS + " -", GOOD_NUMBERS, "begins like"),
        (GOOD_WORDS, 'code_numbers: {default: {form: "+89 ########", why: w, source: s}}', "Only 26.6 bits"),
        (GOOD_WORDS, 'code_numbers: {GB: {form: "+44 4############", why: w, source: s}}', "default: It is missing"),
        (GOOD_WORDS, 'code_numbers: {default: {form: "+89 #############"}}', "not a number's form"),
    ],
)
def test_a_mistake_is_named_while_loading(tmp_path: Path, words: str, numbers: str, problem: str) -> None:
    with pytest.raises(GuidanceDataError) as caught:
        CodeForms.load(_shelf(tmp_path, words, numbers), "GB")
    assert problem in str(caught.value)


def test_english_words_cannot_be_missing(tmp_path: Path) -> None:
    CodeForms.load(_shelf(tmp_path, GOOD_WORDS, GOOD_NUMBERS), "GB")
    (tmp_path / "copy/en/code_words.yml").unlink()
    with pytest.raises(GuidanceDataError, match="others fall back to it"):
        CodeForms.load(tmp_path, "GB")

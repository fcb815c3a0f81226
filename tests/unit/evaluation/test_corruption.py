"""Corruptions are pure, total, as strong as they say, and leave enough to read."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.corruption import _NEIGHBOURS, CORRUPTIONS, disguise, txtspeak, typos
from tests.each import each

UNSEEN = re.compile("[\u200b\u200c\u200d\u2060]")
SENTENCE = "he said that he would send all of my pictures to every person at school unless i pay him today"
seeds = st.integers(0, 10_000)
words = st.lists(st.from_regex(r"[a-zA-Z]{1,9}", fullmatch=True), min_size=1, max_size=30)


@each(CORRUPTIONS)
def test_the_same_chance_gives_the_same_text(name: str) -> None:
    assert len({CORRUPTIONS[name](SENTENCE, Random(3)) for _ in range(5)}) == 1


@given(st.sampled_from(sorted(CORRUPTIONS)), st.text(), seeds)
def test_any_text_can_be_corrupted_and_none_is_lost(name: str, text: str, seed: int) -> None:
    corrupted = CORRUPTIONS[name](text, Random(seed))
    assert isinstance(corrupted, str)
    assert bool(corrupted) or not text


@given(words, seeds)
def test_typos_touch_one_word_of_four_and_at_least_one(said: list[str], seed: int) -> None:
    typed = typos(" ".join(said), Random(seed)).split(" ")
    assert len(typed) == len(said)
    long = [word for word in said if len(word) > 1]
    changed = sum(before != after for before, after in zip(said, typed, strict=True))
    assert changed <= max(1, round(len(long) / 4))
    assert all(abs(len(before) - len(after)) <= 1 for before, after in zip(said, typed, strict=True))


@given(words, seeds)
def test_a_short_word_keeps_its_first_letter(said: list[str], seed: int) -> None:
    typed = typos(" ".join(said), Random(seed)).split(" ")
    assert all(after[0] == before[0] for before, after in zip(said, typed, strict=True) if len(before) < 3)


def test_a_slip_is_one_of_the_four_kinds() -> None:
    slips = {typos("pay", Random(seed)) for seed in range(400)}
    beside = {"pay"[:at] + key + "pay"[at + 1 :] for at in range(3) for key in _NEIGHBOURS["pay"[at]]}
    assert slips == beside | {"ay", "py", "pa"} | {"ppay", "paay", "payy"} | {"apy", "pya"}


def test_the_keys_beside_a_key_are_those_of_a_keyboard() -> None:
    assert {key: set(_NEIGHBOURS[key]) for key in "qaspzm"} == {
        "q": set("wa"),
        "a": set("qwsz"),
        "s": set("weadzx"),
        "p": set("ol"),
        "z": set("asx"),
        "m": set("jkn"),
    }
    assert all(key in _NEIGHBOURS[near] for key in _NEIGHBOURS for near in _NEIGHBOURS[key])


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Are you going to tell people what you're doing tonight?", "r u gonna tell ppl wat ur (doin|dong) 2nite"),
        ("I don't want to, because I'm scared!", "i dont wanna cos im scared"),
        ("Please help me, and talk with me... for your sake", "pls help me n talk w me 4 ur sake"),
        ("I'm going to school", "im going 2 school|im goin 2 school|im gong 2 school"),
        ("Send £10.50 to self-harm group", "send £10.50 2 self harm group"),
        ("bring the thing, king", "bring the thing king"),
        ("First line.\nSecond line.", "first line ?\nsecond line"),
        ("?!", r"\?!"),
    ],
)
def test_text_speak_is_how_young_people_type(text: str, typed: str) -> None:
    assert re.fullmatch(typed, txtspeak(text, Random(1)))


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])).filter(lambda text: any(map(str.isalpha, text))), seeds)
def test_text_speak_has_no_capitals_and_no_apostrophes(text: str, seed: int) -> None:
    typed = txtspeak(text, Random(seed))
    assert typed == typed.lower()
    assert not set(typed) & set("'\"?!;()")


def test_a_disguise_holds_what_it_promises() -> None:
    text = f"""{SENTENCE} and "that's it" """
    disguised = [disguise(text, Random(seed)) for seed in range(50)]
    assert all(UNSEEN.search(each) for each in disguised)
    assert all(re.search(r"([aeiou])\1\1", each) for each in disguised)
    assert all("“" in each and "’" in each and "'" not in each for each in disguised)
    assert all(re.search(r"[0134578@$!\u0400-\u04ff]", each) for each in disguised)
    assert all(each[-1] > "\U0001f000" for each in disguised)
    spaced = [len(re.findall(r"\b(?:\w ){2,4}\w\b", UNSEEN.sub("", each.replace(" i ", " I am ")))) for each in disguised]
    assert set(spaced) == {0, 1}


@given(words, seeds)
def test_a_disguise_leaves_half_of_a_long_text_alone(said: list[str], seed: int) -> None:
    shown = disguise(" ".join(said), Random(seed)).split(" ")
    long = [word for word in said if len(word) > 1]
    changed = sum(word not in shown for word in long)
    fifth, eighth = max(1, round(len(long) / 5)), max(1, round(len(long) / 8))
    assert changed <= 2 * fifth + eighth + 1

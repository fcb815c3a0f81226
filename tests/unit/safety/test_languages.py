"""Another language than the chat's is told where it is clear, and English is never taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.safety.languages import Languages
from bot.safety.riskfile import RiskFileError
from bot.safety.screen import Screen
from bot.safety.tiers import Tier
from tests.unit.safety.conftest import DATA

LANGUAGES = Languages.load(DATA / "languages.yml")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hola necesito ayuda por favor", "es"),
        ("tengo miedo, dice que va a mandar mis fotos", "es"),
        ("je sais pas quoi faire il a mes photos", "fr"),
        ("ich habe angst und er will meine fotos", "de"),
        ("boję się, on ma moje zdjęcia", "pl"),
        ("BOJĘ SIĘ, ON MA MOJE ZDJĘCIA", "pl"),
        ("ele tem minhas fotos e quer dinheiro", "pt"),
        ("мне страшно", "ru"),
        ("ساعدني", "ar"),
        ("我很害怕", "zh"),
        ("help!! 我很害怕怎么办", "zh"),
    ],
)
def test_a_clear_language_is_named(text: str, language: str) -> None:
    assert LANGUAGES.other_than("en", text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "?!",
        "😭😭",
        "la la la",
        "hey can you help me",
        "he said mi amor lol",
        "help he has my pics ayuda",
        "i dont know what to do he has my pics",
        "café",
        "zzz",
    ],
)
def test_where_it_is_not_clear_none_is_named(text: str) -> None:
    assert LANGUAGES.other_than("en", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "hi",
        "hiya",
        "yo",
        "ha",
        "haha",
        "ya",
        "plz",
        "ty",
        "y",
        "jalapeño",
        "piña",
        "my TA",
        "parents!!",
        "no",
        "me",
        "omg",
        "lol",
    ],
)
def test_a_short_english_word_is_no_other_language(text: str) -> None:
    assert LANGUAGES.other_than("en", text) is None


@pytest.mark.parametrize(("own", "text"), [("es", "hola tengo miedo y no quiero"), ("fr", "je sais pas quoi faire")])
def test_a_chats_own_language_is_no_other_one(own: str, text: str) -> None:
    assert LANGUAGES.other_than(own, text) is None


def test_writing_in_another_language_is_asking_for_it_and_every_rule_still_runs(screen: Screen) -> None:
    verdict = screen.assess("hola, no quiero estar aqui. i wanna kms. tengo mucho miedo y no puedo mas")
    assert verdict.language == "es"
    assert verdict.tier is Tier.T1
    assert {"H02", "L06"} <= {found.id for found in verdict.situations}
    assert "writes_in_es" in {reason.name for reason in verdict.reasons}


def test_a_chat_in_english_names_no_language(screen: Screen) -> None:
    assert screen.assess("he has my pics and i dont know what to do").language is None


def test_without_a_list_no_language_is_told() -> None:
    assert Languages({}, {}).other_than("en", "hola, tengo mucho miedo") is None


@given(own=st.sampled_from(sorted(LANGUAGES.words)), text=st.text())
def test_any_text_gives_a_known_language_or_none(own: str, text: str) -> None:
    told = LANGUAGES.other_than(own, text)
    assert told is None or told in LANGUAGES.words or any(told in codes for codes in LANGUAGES.scripts.values())


@given(st.lists(st.sampled_from(sorted(LANGUAGES.words["es"] - LANGUAGES.words["en"])), min_size=2, max_size=9, unique=True))
def test_words_of_one_language_alone_are_never_taken_for_english(words: list[str]) -> None:
    assume(any(len(word) > 2 for word in words) and sum(map(len, words)) >= 4)  # "q el" is too little to tell by
    assert LANGUAGES.other_than("en", " ".join(words)) is not None


def test_a_word_that_is_sure_is_enough_where_little_else_is_said() -> None:
    languages = Languages({"en": frozenset({"he", "said"})}, {}, {"es": frozenset({"miedo"})}, {"es": frozenset({"chantaje"})})
    assert languages.other_than("en", "miedo") == "es"
    assert languages.other_than("en", "me chantajearon ayer") == "es"
    assert languages.other_than("en", "he said miedo he said") is None


def test_no_sure_word_is_an_english_one_and_no_stem_is_shorter_than_it_is_looked_up() -> None:
    english = LANGUAGES.words["en"]
    for code, sure in LANGUAGES.sure.items():
        assert not sure & english, code
    for code, stems in LANGUAGES.stems.items():
        assert all(len(stem) >= 4 for stem in stems), code
        assert not {word for word in english if word.startswith(tuple(stems))}, code


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("languages:\n  es: {words: [hola]}\n", "name"),
        ("languages:\n  es: {name: Español, words: hola}\n", "words"),
        ("languages:\n  es: {name: Español, sure: miedo}\n", "sure"),
        ("languages:\n  es: {name: Español, sure: [paz~]}\n", "paz~"),
        ("languages:\n  es: {name: Español, wrods: [hola]}\n", "wrods"),
        ("tongues: {}\n", "`languages:`"),
    ],
)
def test_a_broken_list_is_explained(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "languages.yml").write_text(content)
    with pytest.raises(RiskFileError, match=told):
        Languages.load(tmp_path / "languages.yml")

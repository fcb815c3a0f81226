"""Languages that share an alphabet are told apart by its letters and by everyday words."""

from __future__ import annotations

import pytest

from bot.safety.languages import Languages
from tests.unit.safety.conftest import DATA

LANGUAGES = Languages.load(DATA / "languages.yml")


@pytest.mark.parametrize(
    "text",
    [
        "он меня шантажирует",
        "я не хочу жить",
        "хочу умереть",
        "он скинет всем мои фотки",
        "я боюсь рассказать маме",
        "скинула фото незнакомцу",
        "мама меня убьет",
        "мама меня убьёт",
        "а если он выложит",
        "можно по русски",
    ],
)
def test_russian_is_not_taken_for_ukrainian(text: str) -> None:
    assert LANGUAGES.other_than("en", text) == "ru"
    assert LANGUAGES.other_than("uk", text) == "ru"
    assert LANGUAGES.other_than("ru", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "мені страшно",
        "він мене шантажує",
        "хочу померти",
        "я не хочу бути тут",
        "що робити",
        "хто тут",
        "мама мене уб'є",
        "ВІН ВИМАГАЄ ГРОШІ",
        "мене шантажують",
        "врятуйте мене",
    ],
)
def test_ukrainian_is_not_taken_for_russian(text: str) -> None:
    assert LANGUAGES.other_than("en", text) == "uk"
    assert LANGUAGES.other_than("ru", text) == "uk"
    assert LANGUAGES.other_than("uk", text) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bg", "искам да умра"),
        ("bg", "не знам какво да правя"),
        ("sr", "хоћу да умрем"),
        ("sr", "уцењује ме"),
        ("be", "я не хачу жыць"),
        ("ur", "مجھے ڈر لگ رہا ہے"),
        ("fa", "میترسم چیکار کنم"),
        ("ar", "ما بدي اكون موجود"),
        ("ar", "يا ريت ما اصحى بكرا"),
    ],
)
def test_smaller_neighbours_are_named_too(language: str, text: str) -> None:
    assert LANGUAGES.other_than("en", text) == language


@pytest.mark.parametrize(("own", "named"), [("en", "ru"), ("ru", None), ("uk", None)])
def test_where_nothing_tells_them_apart_it_is_the_chats_own_or_the_first(own: str, named: str | None) -> None:
    assert LANGUAGES.other_than(own, "ку-ку") == named


def test_a_few_english_words_beside_it_change_nothing() -> None:
    assert LANGUAGES.other_than("en", "help він вимагає гроші") == "uk"
    assert LANGUAGES.other_than("en", "pls помогите мне, он угрожает") == "ru"

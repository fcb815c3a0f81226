"""What is said in passing about age and place: about the writer only, and rather nothing than something wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.mentions import OLDEST, YOUNGEST, Mentions, age_in


@pytest.fixture(scope="module")
def mentions(root) -> Mentions:
    return Mentions.load(root / "data/places/en.yml")


AGES = [
    ("im 14", 14),
    ("i'm 14", 14),
    ("I’m 12", 12),
    ("i am only 11", 11),
    ("Im like 15", 15),
    ("im just a 13 year old", 13),
    ("hey im 16 and scared", 16),
    ("14yo", 14),
    ("hi, 15 y/o here", 15),
    ("14-year-old boy here", 14),
    ("im a 14 yr old girl", 14),
    ("im 14 - pls help", 14),
    ("im 14/f", 14),
    ('i said "im 14"', 14),
    ("im nine", 9),
    ("i am thirteen", 13),
    ("aged 22", 22),
    ("im a girl aged 14", 14),
    ("my age is 17", 17),
    ("i turned 18 last week", 18),
    ("i just turned 13", 13),
    ("in yr 9", 14),
    ("im in year 11", 16),
    ("im a yr 7", 12),
    ("7th grade", 13),
    ("im in the 8th grade", 14),
    ("in grade 10", 16),
    ("im a boy in yr 9", 14),
    ("im 17, he is 30 years old", 17),
    ("he thinks im 18", 18),
    ("he is 30. im 15", 15),
]
NO_AGES = [
    "i'm 10 mins away",
    "im 100% sure",
    "im 50% sure",
    "im 10 out of 10 scared",
    "im 10/10 scared",
    "im 14-15",
    "im 5'2",
    "im 5 foot 2",
    "im 10 feet away",
    "im 7 stone",
    "im 2 hrs away",
    "im 5 years clean",
    "im 50 quid down",
    "im 12 followers down",
    "im 4 real",
    "im ten steps ahead",
    "im 3",
    "in 2020",
    "in year 2020",
    "i sent 12 pics",
    "he gave me 24 hours",
    "",
]
OTHERS_AGES = [
    "he is 45 years old",
    "hes 45 yo",
    "he said he was 16 years old",
    "the guy is 25 yo",
    "my brother is 8 years old",
    "he just turned 18",
    "his age is 40",
    "my boyfriend, 17 years old",
    "im talking to a 40 year old man",
    "hes in yr 9",
    "my sister is in 7th grade",
    "she is aged 30",
]


@pytest.mark.parametrize(("text", "age"), AGES)
def test_an_age_somebody_states_is_heard(text: str, age: int) -> None:
    assert age_in(text) == age
    assert age_in(text.upper()) == age


@pytest.mark.parametrize("text", NO_AGES)
def test_another_number_is_no_age(text: str) -> None:
    assert age_in(text) is None


@pytest.mark.parametrize("text", OTHERS_AGES)
def test_the_age_of_somebody_else_is_not_taken_for_theirs(text: str) -> None:
    assert age_in(text) is None


@given(st.text())
def test_any_text_gives_an_age_that_is_one_or_none(text: str) -> None:
    age = age_in(text)
    assert age is None or YOUNGEST <= age <= OLDEST


@given(
    st.integers(YOUNGEST, OLDEST), st.sampled_from(["im {}", "I am {} years old", "i'm {}.", "ok so im {} and he has my pics"])
)
def test_every_age_is_heard(age: int, sentence: str) -> None:
    assert age_in(sentence.format(age)) == age


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("uk", "GB"),
        ("UK!", "GB"),
        ("the uk", "GB"),
        ("im from the UK", "GB"),
        ("i'm english", "GB"),
        ("my school in leeds", "GB"),
        ("from england lol", "GB"),
        ("i live in northern ireland", "GB"),
        ("in ireland", "IE"),
        ("my name doesnt matter im from dublin", "IE"),
        ("we live in ohio", "US"),
        ("he knows i live in new york", "US"),
        ("im a girl from texas", "US"),
        ("he is in london. im in chicago", "US"),
        ("im in the us", None),
        ("corkscrew", None),
        ("england lost yesterday", None),
        ("hes from america", None),
        ("he says hes in america", None),
        ("the guy is from texas", None),
        ("they are in the usa", None),
        ("my friend in london", None),
        ("im talking to a guy in london", None),
        ("", None),
    ],
)
def test_a_country_is_heard_where_the_writer_says_it_is_theirs(mentions: Mentions, text: str, country: str | None) -> None:
    assert mentions.find(text).country == country


def test_every_place_of_the_list_is_heard_alone_and_in_a_sentence(mentions: Mentions) -> None:
    for place, country in mentions.places.items():
        assert mentions.find(place.title()).country == country
        assert mentions.find(f"i live in {place} with my mum").country == country


def test_age_and_place_are_heard_in_one_message(mentions: Mentions) -> None:
    heard = mentions.find("im 14 and i live in dublin")
    assert (heard.age, heard.country) == (14, "IE")

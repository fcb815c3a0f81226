"""The age somebody states for themselves, outright or by their school year; rather none than a wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.ages import OLDEST, YOUNGEST, age_in, find_age

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
    ("im 17, he is 30 years old", 17),
    ("he knows im 14", 14),
    ("not allowed a phone until im 12", 12),
    ("dad's not back until late and im 12", 12),
    ("he is 30. im 15", 15),
    ("im 13 in may", 12),
    ("im 12 next week", 11),
    ("im 13 in 2 weeks and scared", 12),
    ("im 13 in year 8", 13),
    ("im 13 and may tell my mum", 13),
    ("14f here", 14),
    ("f14", 14),
    ("m15, pls help", 15),
    ("13 m uk", 13),
    ("im 14f from sydney", 14),
    ("just turned fifteen", 15),
    ("thirteen", 13),
    ("i am thirteen years old", 13),
]
# A school year of long ago, or of anybody, is nobody's age today …
LONG_AGO = [
    "we did the egyptians in year 4",
    "i read that in year 5, its so good",
    "back in primary i did judo",
    "At primary I played football",
    "when i was in y6 we raised money",
    "i started clarinet in 3rd grade",
    "fell off the monkey bars in yr 2",
    "in year 7 you get a buddy",
    "in primary you had one teacher",
    "ages ago, started in reception",
    "I've played the cornet from age 9",
    "in year 3 we sang to the cows",
    "i swapped my sticker for a rubber in yr 5",
    "in year 2 we drew on the gym floor",
    "in reception i ate a crayon",
    "i liked a girl for a week in yr 7",
    "we made volcanoes in prep",
    "in year 3 i told everyone my dad was an astronaut",
]
# … but who is in it says so, whatever they tell before it.
STILL = [
    ("i was on a game and a man wanted pics, im in year 6", 11),
    ("he started being weird and im in year 5", 10),
    ("it happened on snap. im still in primary", 10),
    ("i played with him now im in yr 6 and scared", 11),
    ("in year 6 and he wants more", 11),
    ("everyone in year 6 has seen it", 11),
    ("a man wanted pics off me in year 6", 11),
    ("in year 5 he made me promise", 10),
    ("a man saw me at primary", 10),
    ("in year 6 i told a boy online where i live", 11),
    ("in year 6 i pretended to be 15 and now im scared", 11),
    ("in year 6 i hid my phone. he wants more", 11),
    ("in year 5 my uncle told everyone", 10),
    ("made us do it on camera in year 5", 10),
    ("i made a mistake in year 6 please help", 11),
    ("an adult got my number in year 5", 10),
    ("should i tell miss in year 6", 11),
    ("in year 5 i told everyone what my uncle does", 10),
    ("i gave away my address in year 5", 10),
    ("we went on a game in year 6 and someone has a video of me", 11),
]
# The age that a child of that year turns in it.
SCHOOL_YEARS = [
    # England, Wales and Australia
    ("in yr 9", 14),
    ("im in year 11", 16),
    ("im a yr 7", 12),
    ("im in y8", 13),
    ("in year 6", 11),
    ("im a boy in yr 9", 14),
    ("im in sixth form", 17),
    ("i'm in 6th form", 17),
    ("im in lower sixth", 17),
    ("im doing my gcses", 16),
    ("doing my a levels", 17),
    # Scotland
    ("in P7", 12),
    ("im in primary 7", 12),
    ("im in p5", 10),
    ("im in S2", 14),
    ("in s5", 17),
    ("doing my highers", 17),
    # Ireland
    ("im in 6th class", 12),
    ("in sixth class", 12),
    ("im in 5th class", 11),
    ("im in second year", 14),
    ("im in 3rd year", 15),
    ("im in transition year", 16),
    ("im in ty", 16),
    ("doing my junior cert", 15),
    ("sitting the leaving cert", 17),
    # United States and Canada
    ("7th grade", 13),
    ("im in the 8th grade", 14),
    ("im a seventh grader", 13),
    ("in grade 10", 16),
    ("im a freshman", 15),
    ("im a sophomore", 16),
    ("im in elementary school", 10),
    ("im in kindergarten", 5),
    ("im in year seven", 12),
    ("im in year eleven", 16),
]
STILL_AT_SCHOOL = ["im in year 13", "im in the 12th grade", "im in 6th year", "im in s6", "im in upper sixth"]
NO_AGES = [
    "he thinks im 18",
    "she thought that i'm nineteen",
    "i pretended i'm 19",
    "grounded til im 40",
    "ill be grounded till im thirty lol",
    "not allowed a phone until i'm 16",
    "i want to be a vet when im 25",
    "gone by the time i’m 18",
    "i'm 10 mins away",
    "im 100% sure",
    "explain it like im 5",
    "im 11 wins up",
    "in year 5 we did the romans",
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
    "in year 15",
    "2nd year of uni",
    "im a sophomore in college",
    "im a freshman at uni",
    "im in p2 m",
    "i sent 12 pics",
    "he gave me 24 hours",
    "",
    "14m sprint time",
    "m25 traffic is bad",
    "f1 is on",
    "he is 14f",
    "my sister is in year seven",
    "back in year four i had a dog",
    "12m views",
    "im 14m away",
    "six",
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
    "my brother is in 6th class",
    "hes in p7",
    "my cousin is in s2",
    "she is a sophomore",
    "he is in sixth form",
    "she is doing her gcses",
]


@pytest.mark.parametrize(("text", "age"), AGES)
def test_an_age_somebody_states_is_heard(text: str, age: int) -> None:
    assert age_in(text) == age
    assert age_in(text.upper()) == age


@pytest.mark.parametrize(("text", "age"), SCHOOL_YEARS)
def test_a_school_year_says_an_age_in_each_country(text: str, age: int) -> None:
    assert age_in(text) == age
    assert age_in(text.upper()) == age


@pytest.mark.parametrize("text", STILL_AT_SCHOOL)
def test_a_pupil_of_the_last_year_is_not_taken_for_an_adult(text: str) -> None:
    assert age_in(text) == 17


@pytest.mark.parametrize(
    ("text", "age"),
    [("im 15 and in year 9", 15), ("in year 9, im 15", 15), ("hes 16 and im in s2", 14), ("im 13. he is in yr 11", 13)],
)
def test_an_age_said_outright_is_believed_before_a_school_year(text: str, age: int) -> None:
    assert age_in(text) == age


@pytest.mark.parametrize("text", NO_AGES)
def test_another_number_is_no_age(text: str) -> None:
    assert age_in(text) is None


@pytest.mark.parametrize("text", OTHERS_AGES)
def test_the_age_of_somebody_else_is_not_taken_for_theirs(text: str) -> None:
    assert age_in(text) is None


@given(st.text())
def test_any_text_gives_an_age_inside_it_or_none(text: str) -> None:
    age = find_age(text)
    assert age is None or (YOUNGEST <= age.years <= OLDEST and 0 <= age.start < age.end <= len(text))


@given(st.lists(st.sampled_from([text for text, _ in SCHOOL_YEARS] + NO_AGES + OTHERS_AGES), max_size=4).map(" \n".join))
def test_an_age_stands_where_it_was_said(text: str) -> None:
    age = find_age(text)
    assert age is None or age_in(text[age.start : age.end]) == age.years


@given(
    st.integers(YOUNGEST, OLDEST), st.sampled_from(["im {}", "I am {} years old", "i'm {}.", "ok so im {} and he has my pics"])
)
def test_every_age_is_heard(age: int, sentence: str) -> None:
    assert age_in(sentence.format(age)) == age


IN_SPANISH = [
    ("tengo 13", 13),
    ("tengo trece años y me amenazan", 13),
    ("solo tengo 11 añitos", 11),
    ("tengo 14 xfa ayuda", 14),
    ("tengo casi 13", 12),
    ("ya casi tengo 13", 12),
    ("tengo 14 casi 15", 14),
    ("cumplí 12 la semana pasada", 12),
    ("soy un chico de 15 años", 15),
    ("14 años", 14),
    ("toy en 2º de la ESO", 14),
    ("voy en primero de prepa", 16),
    ("estoy en segundo de secundaria", 14),
    ("voy a sexto de primaria", 12),
    ("estoy en 5to de primaria", 11),
    ("estoy en primero medio", 15),
    ("tengo 19 años", 19),
]
NO_AGE_IN_SPANISH = [
    "tengo 15 minutos",
    "tengo 12 mensajes de él",
    "tengo 10 de 10",
    "mi hermana tiene 11 años",
    "tengo 12 años menos que mi hermano",
    "desde que tengo 9 años",
    "él tiene 40 años",
    "voy a 3 de mayo",
    "está en sexto de primaria",
]


@pytest.mark.parametrize(("text", "age"), IN_SPANISH)
def test_an_age_is_heard_in_spanish(text: str, age: int) -> None:
    assert age_in(text) == age
    assert age_in(text.upper()) == age


@pytest.mark.parametrize("text", NO_AGE_IN_SPANISH)
def test_a_number_of_something_else_is_no_age_in_spanish(text: str) -> None:
    assert age_in(text) is None


@pytest.mark.parametrize("text", LONG_AGO)
def test_a_school_year_of_long_ago_is_no_age(text: str) -> None:
    assert age_in(text) is None


@pytest.mark.parametrize(("text", "years"), STILL)
def test_who_is_in_a_school_year_now_is_told_apart_from_who_was(text: str, years: int) -> None:
    assert age_in(text) == years

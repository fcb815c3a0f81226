"""Ages as young people shorten them, spell them out, or tell them by a school year; never the age of somebody else."""

from __future__ import annotations

import pytest

from bot.safety.ages import age_in, find_age

SHORT = [
    ("14f here", 14),
    ("14f", 14),
    ("hi 14f uk", 14),
    ("15/f", 15),
    ("13 m uk", 13),
    ("13m here", 13),
    ("14m, uk", 14),
    ("15m need help", 15),
    ("f14", 14),
    ("m15", 15),
    ("hey m15", 15),
    ("f12 here", 12),
    ("im 14f from sydney", 14),
    ("im 14m from sydney", 14),
    ("i am 14yrs", 14),
    ("i am 14 yrs from kenya", 14),
    ("i am 14 years of age", 14),
    ("I am of 15 age", 15),
    ("my age: 13", 13),
    ("age: 13", 13),
    ("13m being blackmailed", 13),
    ("m15, pls help", 15),
    ("14 y.o.", 14),
    ("im turning 14 tomorrow", 13),
    ("i turn 14 next week", 13),
]
SPELLED = [
    ("just turned fifteen", 15),
    ("i turned thirteen last week", 13),
    ("i've just turned twelve", 12),
    ("i am thirteen years old", 13),
    ("thirteen years old", 13),
    ("hi, fifteen year old here", 15),
    ("my age is thirteen", 13),
    ("thirteen", 13),
    ("Thirteen.", 13),
    ("eleven", 11),
    ("im almost fourteen", 13),
    ("im nearly 13", 12),
    ("im almost 18", 17),
]
SCHOOL_YEARS = [
    ("year seven", 12),
    ("y9", 14),
    ("just started secondary", 11),
    ("im in middle school", 12),
    ("im in year seven", 12),
    ("im in year eleven", 16),
    ("in yr nine", 14),
    ("im in grade six", 12),
    ("im in primary seven", 12),
    ("yr8 here", 13),
    ("hi year 10 student here", 15),
    ("im doing my nat 5s", 16),
    ("sitting my national 5s", 16),
    ("im in my junior cert year", 15),
    ("its my junior cert year", 15),
    ("doing my leaving", 17),
    ("im in my leaving cert year", 17),
    ("hsc year", 17),
    ("its my hsc year", 17),
    ("im doing my hsc", 17),
    ("im a junior", 17),
    ("im a junior in high school", 17),
    ("im a senior and hes blackmailing me", 17),
    ("im in my sophomore year", 16),
    ("freshman in high school", 15),
    ("im a freshman in high school", 15),
]
NO_AGES = [
    "level 14",
    "im level 14",
    "14 followers",
    "m15 motorway",
    "the m15 is shut",
    "m11",
    "press f12",
    "f12",
    "i have f14 in my game",
    "f14 is the best jet",
    "10 m swim badge",
    "10m from the road",
    "15m",
    "im 14m away",
    "im 10m from the pool",
    "im 20m underwater",
    "im 5yrs clean",
    "im 2 yrs in",
    "im ten years clean",
    "im nearly 10 minutes late",
    "it just turned ten",
    "age: 18+",
    "ten",
    "thirteen pics",
    "in year seven we did the romans",
    "im a junior in college",
    "im a junior dev",
    "im a senior citizen",
    "im in my senior year of college",
    "doing my leaving speech",
    "a year ten people will remember",
    "14f sent me pics",
]
OF_SOMEBODY_ELSE = [
    "he is 14f",
    "she said 14f",
    "my sister is in year seven",
    "hes in year eleven",
    "she just turned fifteen",
    "my brother is almost fourteen",
    "his age: 40",
    "her account said age: 19",
    "my friend is doing her nat 5s",
    "my brother is in his leaving cert year",
    "my cousin is a junior",
]


@pytest.mark.parametrize(("text", "age"), SHORT + SPELLED)
def test_an_age_is_heard_shortened_and_spelled_out(text: str, age: int) -> None:
    assert age_in(text) == age
    assert age_in(text.upper()) == age


@pytest.mark.parametrize(("text", "age"), SCHOOL_YEARS)
def test_a_school_year_is_heard_as_each_country_names_it(text: str, age: int) -> None:
    assert age_in(text) == age
    assert age_in(text.upper()) == age


@pytest.mark.parametrize("text", NO_AGES)
def test_what_only_looks_like_an_age_is_none(text: str) -> None:
    assert age_in(text) is None


@pytest.mark.parametrize("text", OF_SOMEBODY_ELSE)
def test_what_is_said_of_somebody_else_is_not_the_writers(text: str) -> None:
    assert age_in(text) is None


@pytest.mark.parametrize("text", ["ok im in year seven and scared", "im fifteen", "im in year 7"])
def test_an_age_stands_where_its_words_stand(text: str) -> None:
    age = find_age(text)
    assert age is not None
    assert age_in(text[age.start : age.end]) == age.years

"""The time a blackmailer has set, in the words it was said in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.deadlines import find_deadlines


def times_in(text: str) -> list[str]:
    return [deadline.words for deadline in find_deadlines(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pay by 8 or else", "by 8"),
        ("money by 8pm", "by 8pm"),
        ("send it b4 9.30 pm", "b4 9.30 pm"),
        ("till midnight", "till midnight"),
        ("i have until tomorrow morning", "until tomorrow morning"),
        ("by tonight he says", "by tonight"),
        ("he said by friday", "by friday"),
        ("by the end of the day", "by the end of the day"),
        ("by end of day", "by end of day"),
        ("before school", "before school"),
        ("28 mins left", "28 mins left"),
        ("half an hour left", "half an hour left"),
        ("24hrs to pay", "24hrs to pay"),
        ("an hour or he posts it", "an hour or"),
        ("he gave me 24h", "gave me 24h"),
        ("they gave us 2 days", "gave us 2 days"),
        ("ive got an hour", "ive got an hour"),
        ("only 5 minutes", "only 5 minutes"),
        ("within an hour", "within an hour"),
        ("hes posting it in a few hours", "in a few hours"),
        ("it goes up at 9pm", "at 9pm"),
        ("tick tock", "tick tock"),
        ("ticktock bro", "ticktock"),
        ("times up", "times up"),
        ("he says last chance", "last chance"),
        ("he sent a countdown", "countdown"),
    ],
)
def test_a_set_time_is_heard_in_its_words(text: str, words: str) -> None:
    assert times_in(text) == [words]
    assert times_in(text.upper()) == [words.upper()]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "by the way",
        "by him",
        "hes at school",
        "at home",
        "2 days ago",
        "i waited for hours",
        "by 50 quid",
        "before i knew it",
    ],
)
def test_another_word_of_time_sets_none(text: str) -> None:
    assert times_in(text) == []


def test_every_set_time_is_heard_in_its_order() -> None:
    assert times_in("he gave me 24h. now its 28 mins left. tick tock") == ["gave me 24h", "28 mins left", "tick tock"]


pieces = st.sampled_from(
    ["by ", "till ", "8", " pm", "24h", "gave me ", "at ", "@", "in ", "half ", "an ", "hour", " left", "\n", "tick "]
)


@given(st.text() | st.lists(pieces, max_size=12).map("".join))
def test_any_text_gives_words_inside_it_that_do_not_overlap(text: str) -> None:
    end = 0
    for deadline in find_deadlines(text):
        assert end <= deadline.start < deadline.end <= len(text)
        assert deadline.words == text[deadline.start : deadline.end].strip()
        end = deadline.end


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("me dio hasta las 8", ["me dio hasta las 8"]),
        ("tengo una hora para pagar", ["tengo una hora"]),
        ("lo sube en 2 horas", ["en 2 horas"]),
        ("antes de mañana", ["antes de mañana"]),
        ("para esta noche", ["para esta noche"]),
        ("última oportunidad", ["última oportunidad"]),
        ("mañana voy al cine", []),
        ("esta noche hay partido", []),
    ],
)
def test_a_deadline_is_found_in_spanish(text: str, words: list[str]) -> None:
    assert [deadline.words for deadline in find_deadlines(text)] == words

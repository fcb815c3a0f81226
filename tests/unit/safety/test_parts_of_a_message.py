"""What only a part of a message tells: it sets the tier as ever, and is shown as a guess where the whole hardly speaks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from bot.safety.assessment import Read, Reading
from bot.safety.tiers import Tier
from tests.unit.safety.conftest import screen_with

PART, OTHER = "the lanterns go out", "then the kettle sings all evening"
WHOLE = f"{PART}. {OTHER}."


def _told(
    text: str, id_: str, *, part: float, whole: float, urgency: float = 0.4, urgency_of_part: float = 0.4
) -> tuple[Tier, float]:
    """The tier and the score of a situation, for a model that reads it so surely in a part, and so surely in all that is longer."""

    def read(texts: Sequence[str]) -> Reading:
        scores: Sequence[Mapping[str, float]] = [
            {id_: whole if PART in one and OTHER in one else part if PART in one else 0.0} for one in texts
        ]
        found = tuple(tuple(Read(name, score) for name, score in one.items() if score) for one in scores)
        return Reading("an_intent", 0.9, found, tuple(urgency_of_part if OTHER not in one else urgency for one in texts))

    verdict = screen_with(read).assess(text)
    return verdict.tier, max((one.score for one in verdict.situations if one.id == id_), default=0.0)


@pytest.mark.parametrize(("whole", "score"), [(0.1, 0.4), (0.39, 0.4), (0.4, 0.9), (0.6, 0.9)])
def test_a_part_is_believed_where_the_whole_speaks_for_it_too(whole: float, score: float) -> None:
    assert _told(WHOLE, "A01", part=0.9, whole=whole) == (Tier.T2, score)


@pytest.mark.parametrize("id_", ["L01", "L05", "L09", "H09"])
def test_small_talk_in_a_part_says_nothing_about_the_message(id_: str) -> None:
    assert _told(WHOLE, id_, part=0.9, whole=0.45)[1] < 0.5
    assert _told(WHOLE, id_, part=0.9, whole=0.55)[1] == 0.9


@pytest.mark.parametrize("whole", [0.0, 0.1])
def test_what_calls_a_person_is_left_as_it_was_found(whole: float) -> None:
    assert _told(WHOLE, "H02", part=0.9, whole=whole) == (Tier.T1, 0.9)


def test_few_words_that_sound_grave_call_nobody_where_the_whole_is_at_ease() -> None:
    assert _told(WHOLE, "H02", part=0.4, whole=0.1, urgency=0.41, urgency_of_part=0.7)[0] is Tier.T1
    assert _told(WHOLE, "H02", part=0.4, whole=0.1, urgency=0.39, urgency_of_part=0.7)[0] is Tier.T4


def test_where_they_surely_tell_of_danger_to_oneself_it_is_asked_about() -> None:
    assert _told(WHOLE, "H02", part=0.9, whole=0.1, urgency=0.1, urgency_of_part=0.7)[0] is Tier.T2


def test_what_is_urgent_enough_by_itself_may_be_said_among_everyday_talk() -> None:
    assert _told(WHOLE, "H02", part=0.9, whole=0.1, urgency=0.05, urgency_of_part=0.9)[0] is Tier.T1


def test_in_a_long_message_the_decisive_part_drowns_in_the_whole_and_counts_by_itself() -> None:
    long = f"{WHOLE} {'It went on and on like that for a while. ' * 8}"
    assert _told(long, "A01", part=0.9, whole=0.1) == (Tier.T2, 0.9)
    assert _told(long, "H02", part=0.9, whole=0.1, urgency=0.0, urgency_of_part=0.6)[0] is Tier.T1


def test_a_pasted_chat_is_read_line_by_line() -> None:
    chat = f"him: {PART}\nme: {OTHER}\nhim: and again"
    assert _told(chat, "A01", part=0.9, whole=0.1) == (Tier.T2, 0.9)


def test_words_that_are_quoted_are_read_in_their_sentence() -> None:
    quoting = f'he wrote "{PART}" and {OTHER}'
    assert _told(quoting, "A01", part=0.1, whole=0.9) == (Tier.T2, 0.9)
    assert _told(quoting, "F05", part=0.1, whole=0.9) == (Tier.T2, 0.9)

"""Whatever a platform sends is read without a fault."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.http import seconds
from bot.channels.reading import identifier, identifiers, json_of, mapping, moment, number, objects, text

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5) | st.just("key"), inner, max_size=4),
)


@given(st.binary(max_size=60))
def test_any_bytes_are_json_or_none(body: bytes) -> None:
    assert json_of(body) is None or body


def test_json_nested_without_end_is_none() -> None:
    assert json_of(b"[" * 100_000) is None


@given(ANYTHING)
def test_any_value_is_looked_into(value: object) -> None:
    assert mapping(value, "key", "key") == mapping(mapping(value, "key"), "key")
    assert all(isinstance(one, dict) for one in objects(value, "key"))
    found = mapping(value)
    assert isinstance(text(found, "key"), str)
    assert number(found, "key").lstrip("-").isdecimal() or number(found, "key") == ""
    assert moment(found, "key") is None or isinstance(moment(found, "key"), datetime)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("wamid.HBg+/=", "wamid.HBg+/="),
        ("", ""),
        ("two words", ""),
        ("ü", ""),
        ("\ud83d", ""),
        ("x" * 513, ""),
        (5, ""),
        (None, ""),
    ],
)
def test_an_id_is_what_a_platform_would_call_something(value: object, told: str) -> None:
    assert identifier({"key": value}, "key") == told
    assert identifiers({"key": [value, "m_1"]}, "key") == [*([told] if told else []), "m_1"]
    assert identifiers({"key": value}, "key") == []


@pytest.mark.parametrize(
    ("value", "told"), [(5, "5"), ("5", "5"), (-5, "-5"), (True, ""), (5.5, ""), ("", ""), ("५", ""), (None, "")]
)
def test_a_whole_number_is_told_as_text(value: object, told: str) -> None:
    assert number({"key": value}, "key") == told


def test_a_moment_may_be_given_in_milliseconds() -> None:
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert moment({"at": int(at.timestamp())}, "at") == at
    assert moment({"at": str(int(at.timestamp() * 1000))}, "at", per_second=1000) == at
    assert moment({"at": 10**30}, "at") is None


@pytest.mark.parametrize(
    ("told", "span"), [("3", 3), (2.5, 2.5), ("-4", 0), ("999999999", 3600), ("soon", None), (None, None), ("nan", None)]
)
def test_how_long_to_wait_is_never_negative_and_never_for_ever(told: object, span: float | None) -> None:
    found = seconds(told)
    assert (found.total_seconds() if found is not None else None) == span

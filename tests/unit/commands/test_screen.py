"""One answer a line, in order, whatever a line holds."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st

from bot.app import DATA
from bot.commands.screen import answer, screen
from bot.safety.assessment import Read, Reading
from bot.safety.screen import Screen, load_screen
from bot.settings import Settings
from tests.examples import examples

KEYS = {"text", "tier", "situations", "intent", "ask", "reasons", "mentions", "language"}


@pytest.fixture(scope="module")
def assess(app) -> Screen:
    return app.deps.screen


def test_bad_lines_keep_their_place_and_empty_ones_are_no_questions(settings: Settings) -> None:
    """As a terminal of another language gives it: one line is no UTF-8."""
    lines = [
        b'{"text": "hello"}',
        b"not json",
        b'{"text": 5}',
        b"",
        b"[]",
        b'{"text": "a", "context": "b"}',
        b'{"text": "caf\xe9"}',
    ]
    answers = io.BytesIO()
    output = io.TextIOWrapper(answers, encoding="ascii")
    screen(settings, io.TextIOWrapper(io.BytesIO(b"\n".join(lines)), encoding="ascii"), output)
    found = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert [line.get("text") for line in found] == ["hello", None, None, None, None, "caf\ufffd"]
    assert all("error" in line for line in found[1:5])


@pytest.mark.parametrize("text", ["ça va 😭 日本", "\u202eevil", "a\u0000b", "{}", ""])
def test_any_text_comes_back_as_it_was(assess: Screen, text: str) -> None:
    found = answer(assess, json.dumps({"text": text}))
    assert found["text"] == text
    assert found.keys() == KEYS


def test_what_was_mentioned_the_language_and_the_nearest_example_are_told() -> None:
    def read(texts: Sequence[str]) -> Reading:
        return Reading("report_threat", 0.9, ((Read("A01", 0.8, "he will show everyone"),),) * len(texts), (0.0,) * len(texts))

    screen = load_screen(DATA, read)
    found = answer(screen, json.dumps({"text": "im 14 and he will show them"}))
    assert found["mentions"] == [{"kind": "age", "value": "14"}]
    assert {
        "source": "model",
        "name": "A01",
        "tier": "T2",
        "words": "im 14 and he will show them",
        "like": "he will show everyone",
    } in found["reasons"]
    assert answer(screen, json.dumps({"text": "tengo mucho miedo y no puedo mas"}))["language"] == "es"


def test_a_reason_without_a_nearest_example_names_none() -> None:
    screen = load_screen(DATA, lambda _texts: Reading())
    (reason, *_) = answer(screen, json.dumps({"text": "i wanna kms"}))["reasons"]
    assert reason.keys() == {"source", "name", "tier", "words"}


@pytest.mark.parametrize("line", ['{"text": "half \\ud83d pair"}', "[" * 100_000, '{"text": null}', "nan", '"text"', '{"text":'])
def test_what_json_can_hold_and_a_terminal_cannot_is_answered_too(assess: Screen, line: str) -> None:
    found = answer(assess, line)
    assert "error" in found or found["text"] == "half \ufffd pair"
    assert json.dumps(found, ensure_ascii=False).encode()


@given(st.text())
@runs(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(50), deadline=None)
def test_any_line_has_one_answer(assess: Screen, line: str) -> None:
    found = answer(assess, line)
    assert set(found) in ({"error"}, KEYS)


def test_the_context_is_heard(assess: Screen) -> None:
    asked = "Are you thinking about ending your life?"
    alone = answer(assess, json.dumps({"text": "yes"}))
    after = answer(assess, json.dumps({"text": "yes", "context": [asked]}))
    assert alone["tier"] == "T4"
    assert after["tier"] in {"T0", "T1"}


def test_a_reason_says_where_it_comes_from_and_which_words(assess: Screen) -> None:
    found = answer(assess, json.dumps({"text": "he will leak my pics if i dont pay"}))
    assert found["tier"] == "T2"
    assert found["reasons"]
    assert all(reason.keys() - {"like"} == {"source", "name", "tier", "words"} for reason in found["reasons"])
    assert all(reason["words"] in found["text"] for reason in found["reasons"])

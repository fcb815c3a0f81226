"""The forms of staff are data; a broken one says where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.chat_record import Known, prefilled
from bot.conversation.forms import FormFileError, advice_words, emergency_form, read_form, record_form
from bot.conversation.message import Draft, Message, Sender
from bot.conversation.said import steps
from bot.safety.tiers import Tier
from tests.unit.conversation.test_brief import log

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("form", [record_form(), emergency_form()])
def test_every_field_has_a_label_and_a_known_kind(form: dict[str, object]) -> None:
    assert form


@given(JSON)
def test_any_value_is_either_taken_or_refused(value: object) -> None:
    for field in (*record_form().values(), *emergency_form().values()):
        assert field.takes(value) in {True, False}


def test_a_field_takes_its_own_kind_only() -> None:
    form = record_form()
    taken = {
        "follow_up": ["x", None],
        "asked_directly": [True, False, None],
        "direct_answer": ["no", None],
        "referrals": [[], ["x"], None],
        "final_tier": ["T0", None],
        "deleted_on": ["2026-03-01", None],
    }
    every = ["x", True, "no", [], ["x"], "T0", "2026-03-01", None, 3, ["x", 3], "x" * 2001, ["x"] * 31]
    for name, values in taken.items():
        also_texts = [one for one in every if isinstance(one, str) and len(one) <= 2000] if form[name].kind == "text" else []
        assert [one for one in every if form[name].takes(one)] == [one for one in every if one in values or one in also_texts], (
            name
        )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("other: {}", "`record:`"),
        ("record: [", "`record:`"),
        ("record: {fields: {a: {kind: wish, label: x}}}", "a: give it a kind"),
        ("record: {fields: {a: {kind: text}}}", "a: give it a kind"),
        ("record: {fields: {a: {kind: text, label: x, colour: red}}}", "a: give it a kind"),
        ("record: {fields: {a: {kind: choice, label: x}}}", "a: a choice"),
        ("record: {fields: {a: {kind: text, label: x, choices: {b: c}}}}", "a: a choice"),
        ("record: {fields: {a: {kind: choice, label: x, choices: {no: c}}}}", "a: a choice"),
    ],
)
def test_a_broken_form_says_where_and_what_to_do(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "record.yml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(FormFileError, match=r"record\.yml") as fault:
        read_form(file, "record")
    assert said in str(fault.value)


def test_a_form_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(FormFileError):
        read_form(tmp_path / "record.yml", "record")


def test_what_the_record_calls_advice_are_steps_that_the_bot_gives_and_fields_that_it_has() -> None:
    assert advice_words().keys() <= record_form().keys()
    assert {step for words in advice_words().values() for step in words} <= set(steps().values())


def test_the_record_fills_in_only_fields_that_it_has_with_values_they_take() -> None:
    messages: list[Message] = log(
        Draft(Sender.BOT, "?", "utter_ask_suicide_today"),
        Draft(Sender.YOUNG_PERSON, "a word of theirs"),
        Draft(Sender.COUNSELLOR, "a word of ours"),
        Draft(Sender.BOT, ".", "utter_step_keep_and_block", helplines=({"name": "A helpline"},)),
    )
    found = prefilled(messages, Known(Tier.T1, "Sam", "today", passed_on=True, passed_on_why="In danger."))
    form = record_form()
    assert set(found) <= set(form)
    assert all(form[name].takes(value) for name, value in found.items())
    assert "a word of" not in str(found)
    assert (found["final_tier"], found["tier_decided_by"], found["direct_answer"]) == ("T1", "Sam", "today")

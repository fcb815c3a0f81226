"""Language tags as folders are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.language_tag import is_tag, nearest_tag


@pytest.mark.parametrize("tag", ["es", "fil", "pt-BR", "zh-Hant", "sr-Latn-RS", "es-419"])
def test_the_usual_spelling_is_a_tag(tag: str) -> None:
    assert is_tag(tag)
    assert nearest_tag(tag) == tag


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ES", "es"),
        ("pt_br", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("SR_latn_rs", "sr-Latn-RS"),
        ("français", None),
        ("../en", None),
        ("", None),
        ("e", None),
    ],
)
def test_another_spelling_is_none_and_the_tag_that_is_meant_is_told(text: str, meant: str | None) -> None:
    assert not is_tag(text)
    assert nearest_tag(text) == meant


@given(st.text(max_size=12))
def test_what_is_a_tag_is_a_plain_folder_name(text: str) -> None:
    if is_tag(text):
        assert all(sign.isascii() and (sign.isalnum() or sign == "-") for sign in text)
    meant = nearest_tag(text)
    assert meant is None or is_tag(meant)

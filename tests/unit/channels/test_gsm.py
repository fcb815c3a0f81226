"""The alphabet of text messages: the same words, as cheap as they can be."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.gsm import cheapest, fits

ENGLISH = Path(__file__).parents[3] / "data" / "copy" / "en"


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("It\u2019s not your fault \u2013 stop\u2026", "It's not your fault - stop..."),
        ("\u201chello\u201d\u00a0you", '"hello" you'),
        ("¿Qué pasa? [€]", "¿Qué pasa? [€]"),
        ("It\u2019s mañana, aquí", "It\u2019s mañana, aquí"),  # one letter is outside: then nothing is gained by changing others
        ("ok \U0001f44d", "ok \U0001f44d"),
        ("", ""),
    ],
)
def test_marks_are_plain_where_that_makes_it_fit(text: str, sent: str) -> None:
    assert cheapest(text) == sent


@given(st.text())
def test_it_never_raises_and_changes_nothing_twice(text: str) -> None:
    assert cheapest(cheapest(text)) == cheapest(text)


def test_every_english_sentence_fits() -> None:
    texts = [
        text
        for file in sorted(ENGLISH.glob("*.yml"))
        for reply in (yaml.safe_load(file.read_text(encoding="utf-8")).get("copy") or {}).values()
        if isinstance(reply, dict)
        for text in reply.get("text", ())
    ]
    assert len(texts) > 100
    assert [text for text in texts if not fits(cheapest(text))] == []

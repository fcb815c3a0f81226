"""The pattern language of the rules."""

from __future__ import annotations

import pytest

from bot.safety.phrases import Language, PhraseError

LANGUAGE = Language({"they": ["he", "she", "that guy"]}, {"gonna": ["going to"], "dont": ["do not"]}, ["i", "to"])


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("end it", "i end it now", True),
        ("end it", "i bend it", False),
        ("end it", "i end items", False),
        ("end|stop it", "stop it", True),
        ("(end it|log off)", "log off", True),
        ("really? end", "end", True),
        ("end * life", "end my whole sad life", True),
        ("end * life", "end my whole very sad life", False),
        ("end * life", "end . life", False),
        ("(so|very)+ sad", "so so very sad", True),
        ("blackmail~", "blackmailing", True),
        ("# more", "20 more", True),
        ("<they> left", "that guy left", True),
        ("^ yes", "yes ok", True),
        ("^ yes", "oh yes", False),
        ("done $", "im done", True),
        ("done $", "done it", False),
        ("gonna go", "going to go", True),
        ("don't go", "do not go", True),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, found: bool) -> None:
    assert (LANGUAGE.compile(pattern).regex.search(f" . {text} . ") is not None) is found


def test_a_pattern_is_looked_up_by_its_rarest_certain_word() -> None:
    assert LANGUAGE.compile("i to? vanish").anchors == {"vanish"}


@pytest.mark.parametrize("pattern", ["", "(a", "a)", "a|", "<them>", "*", "a?", "a & b", "(a|)", "hits? me", "go(ing)? home"])
def test_a_broken_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(PhraseError):
        LANGUAGE.compile(pattern)

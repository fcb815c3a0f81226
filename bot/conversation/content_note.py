"""What a conversation is about, for whoever is going to read it: a word before the words (guidance g, staff care). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.conversation.brief import SURE
from bot.safety.assessment import ScoredSituation

# Topic -> situations of the catalogue. The console has a word for each topic.
TOPICS: Final[Mapping[str, tuple[str, ...]]] = {
    "suicide": ("H01", "H02", "H03", "H04", "H05", "H08", "F06", "J02"),
    "self_harm": ("H06", "B06"),
    "abuse": ("B03", "C08", "D04", "D05", "I05"),
    "violence": ("A07", "I01", "I02", "I04", "K02"),
    "young_child": ("E01",),
}


def content_note(situations: Iterable[ScoredSituation]) -> tuple[str, ...]:
    """The topics of what was surely read, in the order above."""
    sure = {one.id for one in situations if one.score >= SURE}
    return tuple(topic for topic, about in TOPICS.items() if not sure.isdisjoint(about))

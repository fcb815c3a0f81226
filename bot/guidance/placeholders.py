"""The gaps in approved sentences, such as {emergency}: which there are, and how they are filled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# What a reply may leave open. The first six depend on where somebody is and how old; queue_place and name on the conversation;
# safe_word on the language; opens_day and opens_time on when the service opens, and only while it is closed; count is a number of
# hours or days; link leads from an app into our own chat.
PLACEHOLDERS = frozenset(
    {
        "emergency",
        "emergency_elsewhere",
        "child_helpline",
        "child_helpline_phone",
        "suicide_line",
        "suicide_line_phone",
        "queue_place",
        "name",
        "safe_word",
        "count",
        "opens_day",
        "opens_time",
        "link",
    }
)
_GAP = re.compile(r"\{([^{}]*)\}")
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")


def gaps(text: str) -> frozenset[str]:
    """The names between braces."""
    return frozenset(_GAP.findall(text))


def unknown_gaps(text: str) -> frozenset[str]:
    """What stands between braces and is no placeholder, and a brace that has no partner."""
    single = {"a single brace"} if set("{}") & set(_GAP.sub("", text)) else set()
    return (gaps(text) - PLACEHOLDERS) | single


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put in every value there is; other gaps stay as they are. One pass: a value is never read for gaps itself."""
    return _GAP.sub(lambda gap: values.get(gap[1], gap[0]), text)


def fill_one(texts: Sequence[str], values: Mapping[str, str]) -> str:
    """The first text that can be filled completely. When none can, the first one without the sentences that have a gap.

    Somebody is waiting for an answer: a queue place that nobody knows costs that sentence, not the reply.
    """
    whole = next((text for text in texts if gaps(text) <= values.keys()), None)
    if whole is not None:
        return fill(whole, values)
    kept = (sentence for sentence in _SENTENCE_END.split(texts[0]) if gaps(sentence) <= values.keys())
    return fill(" ".join(kept), values) or _GAP.sub("", fill(texts[0], values)).strip()

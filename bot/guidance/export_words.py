"""What staff read over each part of an export, from data/staff/export.yml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.guidance.faults import GuidanceDataError, read_mapping

FILE: Final = Path("staff/export.yml")
MARKS: Final = frozenset({"theirs", "others", "staff"})


@dataclass(frozen=True, slots=True)
class PartWords:
    """The title of a part, and whether a person must decide about it: `theirs`, `others` or `staff`."""

    title: str
    mark: str


@dataclass(frozen=True, slots=True)
class ExportWords:
    """All words of an export."""

    title: str
    before: str
    besides: str
    marks: Mapping[str, str]
    parts: Mapping[str, PartWords]


def load_export_words(data_dir: Path, parts: Collection[str]) -> ExportWords:
    """Read them. Raises GuidanceDataError where one of `parts` has none, or a mark is none."""
    file = data_dir / FILE
    told: Any = read_mapping(file).get("export")
    try:
        words = ExportWords(
            title=str(told["title"]),
            before=str(told["before"]),
            besides=str(told["besides"]),
            marks={mark: str(told["marks"][mark]) for mark in sorted(MARKS)},
            parts={name: PartWords(str(one["title"]), str(one["mark"])) for name, one in told["parts"].items()},
        )
    except (KeyError, TypeError, AttributeError) as missing:
        raise GuidanceDataError(
            file, str(missing), "It is missing.", "Add it, as it is in the version that came with Unhook."
        ) from None
    for name in sorted({*parts} - words.parts.keys()):
        raise GuidanceDataError(file, name, "This part has no words.", "Add a line with `title` and `mark` below `parts`.")
    for name, one in words.parts.items():
        if one.mark not in MARKS:
            raise GuidanceDataError(file, name, f"`{one.mark}` is no mark.", f"One of {', '.join(sorted(MARKS))}.")
    return words

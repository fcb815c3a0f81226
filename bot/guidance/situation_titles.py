"""What staff read where a situation is meant, from data/staff/situations.yml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from bot.guidance.faults import GuidanceDataError, read_mapping

FILE: Final = Path("staff/situations.yml")


def load_situation_titles(data_dir: Path, ids: Collection[str]) -> Mapping[str, str]:
    """By id. Raises GuidanceDataError where one of `ids` has no title, or a title belongs to none."""
    file = data_dir / FILE
    titles = read_mapping(file).get("situations")
    if not isinstance(titles, dict):
        raise GuidanceDataError(
            file, "situations", "There is no such mapping.", "Write `situations:`, and below it a line for each id."
        )
    for id_ in sorted({*ids} - titles.keys()):
        raise GuidanceDataError(file, id_, "It has no title.", "Add a line with a few words that staff understand.")
    for id_ in sorted(titles.keys() - {*ids}):
        raise GuidanceDataError(file, str(id_), "There is no such situation.", "Use an id of data/risk/situations.yml.")
    return {id_: str(title) for id_, title in titles.items()}

"""Where the operator's days begin: the time zone of the service itself."""

from __future__ import annotations

from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.guidance.service_hours import read_zone
from bot.safety.fast_yaml import read_yaml


def service_zone(name: str, helplines: Path, country: str) -> tzinfo:
    """The zone with this name; without one, that of the country in `helplines`; UTC where that has none.

    Raises OpeningHoursError for a name that does not exist.
    """
    if name.strip():
        return read_zone(name.strip())
    file = helplines / f"{country.lower()}.yml"
    if not file.is_file():
        return UTC
    return ZoneInfo(read_yaml(file)["timezone"])

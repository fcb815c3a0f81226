"""Reads the opening hours of the service itself from the two settings of the operator."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from bot.guidance.hours import Hours
from bot.guidance.hours_reader import HoursShapeError, read_hours


class OpeningHoursError(ValueError):
    """A setting that nobody can read. The text names it and says the cure."""


def read_service_hours(hours: str, zone: str) -> Hours | None:
    """The hours in the shape of data/helplines, in a time zone such as Europe/London; None where none are said.

    Raises OpeningHoursError.
    """
    if not hours.strip():
        return None
    try:
        return read_hours(yaml.safe_load(hours), read_zone(zone.strip()))
    except (yaml.YAMLError, HoursShapeError) as fault:
        shape = str(fault) if isinstance(fault, HoursShapeError) else "It is not YAML."
        raise OpeningHoursError(f"UNHOOK_OPENING_HOURS: {shape}") from None


def read_zone(name: str) -> ZoneInfo:
    """The zone with this name. Raises OpeningHoursError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        cure = "Cure: write where the desk is, such as Europe/London."
        raise OpeningHoursError(f"UNHOOK_TIME_ZONE: opening hours and reports need a time zone that exists. {cure}") from None

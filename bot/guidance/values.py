"""What goes into the gaps of a reply for one young person: the numbers of their country, for their age."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.guidance.directory import WORLDWIDE
from bot.guidance.helplines import Directory, Need, choose


def values_for(
    directory: Directory, *, country: str | None, age_band: str | None, now: datetime, default_country: str
) -> dict[str, str]:
    """A value for each placeholder that depends on the person. The emergency text is shown whole, never taken apart."""
    place = country or default_country
    emergency = next((line.phone for line in directory.of(place) if line.kind == Need.EMERGENCY and line.phone), None)
    values = {
        "emergency": emergency or directory.emergency_elsewhere,
        "emergency_elsewhere": directory.emergency_elsewhere,
    }
    for name, need in (("child_helpline", Need.CHILD_HELPLINE), ("suicide_line", Need.SUICIDE)):
        choices = choose(directory, country=place, age_band=age_band, needs=[need], now=now, default_country=default_country)
        lines = [choice.helpline for choice in choices]
        line = next((line for line in lines if line.phone), lines[0])
        values[name] = line.name
        values[f"{name}_phone"] = line.phone or _address(line.url or line.name)
    return values


def worldwide_values(directory: Directory) -> dict[str, str]:
    """Values that are true anywhere. Nothing worldwide has opening times, so any moment does."""
    return values_for(directory, country=WORLDWIDE, age_band=None, now=datetime.fromtimestamp(0, UTC), default_country=WORLDWIDE)


def _address(url: str) -> str:
    """A web address as people say it."""
    return url.removeprefix("https://").removeprefix("www.").rstrip("/")

"""The operator's days begin where the operator is."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.guidance.service_hours import OpeningHoursError
from bot.guidance.service_zone import service_zone

HELPLINES = Path(__file__).parents[3] / "data/helplines"


def test_the_zone_that_is_set_counts() -> None:
    assert service_zone(" Pacific/Auckland ", HELPLINES, "GB") == ZoneInfo("Pacific/Auckland")


def test_without_one_it_is_that_of_the_country() -> None:
    assert service_zone("", HELPLINES, "ES") == ZoneInfo("Europe/Madrid")


def test_a_country_that_nobody_knows_keeps_universal_time() -> None:
    assert service_zone("", HELPLINES, "XX") is UTC


def test_a_zone_that_does_not_exist_is_refused_with_the_cure() -> None:
    with pytest.raises(OpeningHoursError, match="UNHOOK_TIME_ZONE: .* such as Europe/London"):
        service_zone("Europe/Nowhere", HELPLINES, "GB")

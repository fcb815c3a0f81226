from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.stage import Stage
from tests.fakes.every import FAKES
from tests.fakes.platform import FakePlatform


@pytest.fixture(params=FAKES, ids=lambda fake: fake.name)
def fake(request: pytest.FixtureRequest) -> Iterator[FakePlatform]:
    """Every platform in turn: a new one is tested without writing a test."""
    platform: FakePlatform = request.param()
    yield platform
    platform.close()


@pytest.fixture
def stage(fake: FakePlatform, tmp_path: Path) -> Iterator[Stage]:
    """Everything between the platform and the database."""
    stage = Stage(tmp_path, fake)
    yield stage
    stage.close()

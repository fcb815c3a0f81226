"""A conversation of three hundred messages stays light enough for an old telephone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.long_chat import long_stage, weigh
from tests.journeys.stage import StageServer

MOST = 30  # MB more than an empty page; 20 when this was written, and 40 is the promise


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="What a process holds can be read on Linux only.")
def test_three_hundred_messages_stay_far_below_forty_megabytes_even_while_they_arrive(
    browser: Browser, stage_server: StageServer
) -> None:
    stage_server.stage = long_stage(300)
    weights = weigh(browser, stage_server.address, 300)
    stage_server.stage.close_streams()
    assert weights["a long chat, at most"] - weights["an empty page"] < MOST

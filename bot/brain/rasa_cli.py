"""Rasa's own command line, as its documentation describes it: `bot rasa train`, `shell`, `test` and so on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import rasa.core.utils
from rasa.__main__ import main as rasa_main

from bot.brain.action_runner import InProcessActions


def run(arguments: Sequence[str]) -> None:
    """Run one Rasa command and leave with its exit code. Custom actions run in this process, so no action server is needed."""
    read = rasa.core.utils.AvailableEndpoints.read_endpoints

    def read_with_actions(endpoint_file: str) -> Any:
        endpoints = read(endpoint_file)
        endpoints.action = InProcessActions()
        return endpoints

    rasa.core.utils.AvailableEndpoints.read_endpoints = staticmethod(read_with_actions)
    sys.argv = ["rasa", *arguments]
    rasa_main()

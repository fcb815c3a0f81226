"""Rasa's own command line, as its documentation describes it: `bot rasa train`, `shell`, `test` and so on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import rasa.core.utils
from rasa.__main__ import main as rasa_main

from bot.brain.action_runner import InProcessActions

# Rasa looks for one file, domain.yml; ours is a folder with a file for each topic, which its documentation allows.
DOMAIN = "domain"
TAKE_A_DOMAIN = (("train",), ("data", "validate"), ("interactive",), ("visualize",))


def with_domain(arguments: Sequence[str]) -> list[str]:
    """The arguments, with our domain folder where a command takes one and none is given."""
    given = list(arguments)
    takes = any(tuple(given[: len(command)]) == command for command in TAKE_A_DOMAIN)
    if takes and not {"-d", "--domain", "-h", "--help"} & set(given):
        given += ["--domain", DOMAIN]
    return given


def run(arguments: Sequence[str]) -> None:
    """Run one Rasa command and leave with its exit code. Custom actions run in this process, so no action server is needed."""
    read = rasa.core.utils.AvailableEndpoints.read_endpoints

    def read_with_actions(endpoint_file: str) -> Any:
        endpoints = read(endpoint_file)
        endpoints.action = InProcessActions()
        return endpoints

    rasa.core.utils.AvailableEndpoints.read_endpoints = staticmethod(read_with_actions)
    sys.argv = ["rasa", *with_domain(arguments)]
    rasa_main()

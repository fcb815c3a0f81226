"""Our domain is a folder: Rasa's commands find it without being told."""

from __future__ import annotations

import pytest

from bot.brain.rasa_cli import with_domain


@pytest.mark.parametrize("command", [["train"], ["train", "nlu"], ["data", "validate", "--fail-on-warnings"]])
def test_a_command_that_takes_a_domain_gets_ours(command: list[str]) -> None:
    assert with_domain(command) == [*command, "--domain", "domain"]


@pytest.mark.parametrize("command", [["train", "--domain", "other"], ["shell"], ["test", "core"], ["data", "split", "nlu"], []])
def test_any_other_command_is_left_as_it_is(command: list[str]) -> None:
    assert with_domain(command) == command

"""A port that is taken is told before anything is loaded."""

from __future__ import annotations

import socket

import pytest
from rich.console import Console

from bot.commands.ports import PortInUseError, is_free
from bot.commands.run import run
from bot.settings import Settings


def test_a_port_that_somebody_listens_on_is_not_free_and_the_cure_names_the_setting(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNHOOK_MASTER_KEY", settings.master_key.get_secret_value())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert not is_free("127.0.0.1", port)
        with pytest.raises(PortInUseError, match="UNHOOK_WEB_PORT"):
            run(settings.model_copy(update={"web_port": port}), "web", Console())
    assert is_free("127.0.0.1", port)

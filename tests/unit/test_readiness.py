"""Whoever started the process is told when it can work."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.readiness import READY, tell_ready


@pytest.fixture(params=["file", "name"])
def heard(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    address = str(tmp_path / "notify") if request.param == "file" else f"@unhook-test-{os.getpid()}"
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as ear:
        ear.bind(address.replace("@", "\0") if request.param == "name" else address)
        ear.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        yield ear


def test_it_is_told_by_a_file_and_by_a_name(heard: socket.socket) -> None:
    tell_ready()
    assert heard.recv(64) == READY


@pytest.mark.parametrize("address", ["", "relative", "/nowhere/at/all", "@nobody-listens-here"])
def test_nobody_who_listens_is_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    assert tell_ready() is None

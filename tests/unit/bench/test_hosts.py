"""A host of its own is reached by its address, and is silent while its cable is out."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bench.faults.hosts import Host, hosts

ASKS = """
import socket, sys
with socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=float(sys.argv[3])) as line:
    line.settimeout(float(sys.argv[3]))
    print(line.recv(5).decode(), line.getsockname()[0])
"""


@pytest.fixture
def two() -> Iterator[list[Host]]:
    with hosts(["a", "b"]) as built:
        if not all(host.cable for host in built.values()):
            pytest.skip("network namespaces take root, iproute2 and a system that allows them")
        yield list(built.values())


def greeted(host: Host, seconds: float = 5) -> str:
    """What a program on that host hears from our side, and under which address it asked; empty: nothing in time."""
    with socket.create_server((host.outside, 0)) as listening:
        ask = [*host.command, sys.executable, "-c", ASKS, host.outside, str(listening.getsockname()[1]), str(seconds)]
        with subprocess.Popen(ask, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
            listening.settimeout(seconds)
            try:
                line, _ = listening.accept()
            except TimeoutError:
                return program.communicate()[0]
            with line:
                line.sendall(b"hello")
                return program.communicate()[0].strip()


def test_each_reaches_us_under_an_address_of_its_own(two: list[Host]) -> None:
    heard = [greeted(host) for host in two]
    assert all(one.startswith("hello ") for one in heard)
    assert len(set(heard)) == len(two)


def test_neither_sees_the_loopback_of_the_machine(two: list[Host]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ask = [*two[0].command, sys.executable, "-c", ASKS, "127.0.0.1", str(listening.getsockname()[1]), "1"]
        assert subprocess.run(ask, capture_output=True, check=False).returncode != 0


def test_without_its_cable_one_is_silent_the_other_is_not_and_with_it_all_is_well(two: list[Host]) -> None:
    two[0].pull()
    assert greeted(two[0], seconds=1) == ""
    assert greeted(two[1]).startswith("hello ")
    two[0].plug()
    assert greeted(two[0]).startswith("hello ")


def test_nothing_of_them_is_left(two: list[Host]) -> None:
    ip = two[0].command[0]
    with hosts(["c"]) as more:
        space, cable = more["c"].command[-1], more["c"].cable
    left = subprocess.run([ip, "netns", "list"], capture_output=True, text=True, check=True).stdout
    assert two[0].command[-1] in left
    assert space not in left
    assert subprocess.run([ip, "link", "show", cable], capture_output=True, check=False).returncode != 0


def test_who_may_not_make_them_has_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with hosts(["a", "b"]) as built:
        assert built == {"a": Host(), "b": Host()}
        built["a"].pull()  # there is nothing to pull
        built["a"].plug()

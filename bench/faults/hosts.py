"""Hosts of their own on one machine: each a network namespace with two cables, one to people and one to database and Valkey.

Each cable ends in a switch (a bridge) of ours. Pulled out, what is sent is gone without a word to either end: nobody says
goodbye, as when a machine loses its network. A proxy that closes connections cannot show that.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Final

from bench.process import HERE

# 198.18.0.0/15 is set aside for measuring networks (RFC 2544): nothing real has such an address.
_NETWORKS: Final = {"people": "198.18", "data": "198.19"}
_TRIES: Final = 20


@dataclass(frozen=True, slots=True)
class Host:
    """Where programs run. As it stands: this machine, without a cable."""

    address: str = HERE  # under which people reach it
    outside: str = HERE  # under which it reaches database and Valkey
    command: tuple[str, ...] = ()  # what a program is started by, to be there
    cable: str = ""  # our end of the one to database and Valkey; empty: there is none

    def pull(self) -> None:
        """It reaches neither database nor Valkey, and nobody is told."""
        if self.cable:
            _ip("link", "set", self.cable, "down")

    def plug(self) -> None:
        """It does again."""
        if self.cable:
            _ip("link", "set", self.cable, "up")


@contextmanager
def hosts(names: Sequence[str]) -> Iterator[Mapping[str, Host]]:
    """So many, by name, until the end of the block. Where the machine does not allow it (it takes root) all are this machine."""
    with ExitStack() as built:
        try:
            found = _build(names, built)
        except (subprocess.CalledProcessError, FileNotFoundError):
            built.close()
            found = {name: Host() for name in names}
        yield found


def _build(names: Sequence[str], built: ExitStack) -> dict[str, Host]:
    """Raises CalledProcessError or FileNotFoundError where that cannot be."""
    mark = secrets.token_hex(3)
    number = _free_number()
    for network, start in _NETWORKS.items():
        switch = _switch(mark, network)
        _ip("link", "add", switch, "type", "bridge")
        built.callback(_ip, "link", "delete", switch)
        _ip("address", "add", f"{start}.{number}.1/24", "dev", switch)
        _ip("link", "set", switch, "up")
    found = {}
    for place, name in enumerate(names, 2):
        space = f"unhook-{mark}-{place}"
        _ip("netns", "add", space)
        built.callback(_ip, "netns", "delete", space)  # its cables go with it
        _ip("-netns", space, "link", "set", "lo", "up")
        for network, start in _NETWORKS.items():
            cable, switch = _cable(mark, network, place), _switch(mark, network)
            _ip("link", "add", cable, "type", "veth", "peer", "name", network, "netns", space)
            _ip("-netns", space, "address", "add", f"{start}.{number}.{place}/24", "dev", network)
            _ip("-netns", space, "link", "set", network, "up")
            _ip("link", "set", cable, "up")
            _ip("link", "set", cable, "master", switch)
        found[name] = Host(
            address=f"{_NETWORKS['people']}.{number}.{place}",
            outside=f"{_NETWORKS['data']}.{number}.1",
            command=(_program(), "netns", "exec", space),
            cable=_cable(mark, "data", place),
        )
    return found


def _switch(mark: str, network: str) -> str:
    return f"uh{mark}{network[0]}"


def _cable(mark: str, network: str, place: int) -> str:
    return f"{_switch(mark, network)}{place}"


def _free_number() -> int:
    """Of a network that no other run on this machine has: an address of ours would be one that we can listen on."""
    for _ in range(_TRIES):
        number = secrets.randbelow(256)
        with socket.socket() as probe:
            try:
                probe.bind((f"{_NETWORKS['data']}.{number}.1", 0))
            except OSError:
                return number
    raise FileNotFoundError("no network is free")


def _program() -> str:
    """`ip`, of Debian's iproute2. Raises FileNotFoundError where it is missing, or we may not use it."""
    path = shutil.which("ip", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if path is None or os.geteuid() != 0:
        raise FileNotFoundError("ip")
    return path


def _ip(*arguments: str) -> None:
    subprocess.run([_program(), *arguments], check=True, capture_output=True)  # noqa: S603 - ours

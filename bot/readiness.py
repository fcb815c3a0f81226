"""Tells whoever started this process that it can do its work now, as systemd asks for it (Type=notify)."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import Final

READY: Final = b"READY=1"


def tell_ready() -> None:
    """Say it, where somebody listens. Whoever does not listen is no reason to stop."""
    address = os.environ.get("NOTIFY_SOCKET", "")  # of systemd, not a setting: it is never written by people
    if not address.startswith(("/", "@")) or not hasattr(socket, "AF_UNIX"):
        return
    if address[0] == "@":
        address = "\0" + address[1:]  # a name without a file
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.sendto(READY, address)

"""Whether a port can be listened on."""

from __future__ import annotations

import socket

from bot.services.errors import ServiceError


class PortInUseError(ServiceError):
    """Something listens there already."""

    code = "port_in_use"

    def __init__(self, setting: str, port: int) -> None:
        super().__init__(f"Port {port} is in use. Cure: stop what uses it (Unhook itself?), or set {setting} to another port.")


def is_free(host: str, port: int) -> bool:
    """True when nobody listens on it now. Port 0 lets the system choose, so it is always free."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True

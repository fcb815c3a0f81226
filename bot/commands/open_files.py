"""How many files this process may have open. Each browser that listens is one, and where they run out nobody new gets in."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

ENOUGH: Final = 16_384  # ten thousand open chats, their consoles, the database, and room to spare
FEW: Final = 4096  # below this a busy evening may be too much

MORE: Final = "Cure: raise the hard limit of open files (systemd: LimitNOFILE=16384; Docker: --ulimit nofile=16384)."


def allowed() -> int:
    """How many now. A system without a limit says ENOUGH."""
    if resource is None:
        return ENOUGH
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return ENOUGH if soft == resource.RLIM_INFINITY else soft


def reachable() -> int:
    """How many `bot run` can allow itself: the hard limit, which only an administrator raises."""
    if resource is None:
        return ENOUGH
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)


def raise_limit() -> int:
    """Allow this process as many as it needs, as far as the system lets it. Returns how many; never fewer than before."""
    if resource is None or allowed() >= reachable():
        return allowed()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # some systems have a third limit that nobody is told of
        resource.setrlimit(resource.RLIMIT_NOFILE, (reachable(), hard))
    return allowed()

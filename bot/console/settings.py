"""What an installation may change about the counsellors' app."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ConsoleSettings:
    """The defaults are safe. A limit is a pair: how many, in how many seconds."""

    language: str = "en"
    name: str = ""  # of the helpline, as an authenticator app shows it
    url: str = ""  # of the console, as browsers reach it; empty: as the request says
    https: bool = False
    secure_cookies: bool = False  # True behind HTTPS: the cookie is then bound to this one host
    max_body: int = 32 * 1024  # bytes
    ping: float = 15  # seconds
    heartbeat: float = 10  # seconds between queue snapshots, and between signs that the counsellor is here
    pace: float = 0.05  # seconds between two looks: a burst of messages is told once
    streams: int = 200  # for all counsellors together
    sign_ins: tuple[int, float] = (5, 300)  # for one name; further tries are slowed down, never locked out
    slowest: float = 8  # seconds
    slowed_at_once: int = 2  # slowed tries for one name that may wait at the same time
    codes: tuple[int, int] = (10, 30)  # wrong codes of an authenticator app, in an hour and in a day

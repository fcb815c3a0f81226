"""What an installation may change about the young person's app."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WebSettings:
    """The defaults are safe. A limit is a pair: how many, in how many seconds."""

    exit_url: str = "https://www.bbc.co.uk/weather"
    frame_ancestors: str = "'self'"  # sites that may embed the chat, a Content-Security-Policy source list
    https: bool = False
    keep_addresses: bool = False  # the operator's choice; what young people are told is then another (bot/guidance/library.py)
    name: str = ""  # the operator's, as young people read it
    start_text: str = ""  # the operator's first words on the first screen, in their own language
    accent: str = ""  # the operator's colour, and the one for the dark; empty: ours
    accent_dark: str = ""
    max_body: int = 60 * 1024  # bytes; the longest message in the widest script, as a form writes it, is four fifths of it
    ping: float = 15  # seconds; proxies cut what is silent for longer
    look_every: float = 5  # seconds, longer while nothing happens; a ring comes at once, this is for lost ones
    looks_at_once: int = 4  # by all streams: more would only take turns, and the console waits among them
    longest_poll: float = 25  # seconds; most proxies allow 30
    answer_wait: float = 5  # seconds a page without JavaScript is held back for the bot's answer; the safe answer is in by then
    showing: float = 600  # seconds such a page goes on growing when it was asked to
    streams: int = 4  # for one conversation, long polls included
    messages: tuple[int, float] = (20, 10)  # of one conversation: nobody types faster, a stuck key does
    person_taps: tuple[int, float] = (10, 10)  # counted apart: a flood of messages must not block the way to a person
    typing: tuple[int, float] = (30, 10)
    conversations: tuple[int, float] = (60, 60)  # begun from one address: a whole school may share it
    newcomers: tuple[int, float] = (120, 60)  # conversations begun from everywhere: those beyond it are answered after the others
    acts: tuple[int, float] = (30, 60)  # of one conversation: codes, what is passed on, feedback, deleting
    codes: tuple[int, float] = (10, 3600)  # made for one conversation; each costs a look for its double
    wrong_codes: tuple[int, float] = (10, 600)  # tried from one address: typing errors, not guessing
    wrong_codes_overall: tuple[int, float] = (60, 600)  # from everywhere: bot/decisions/0014 says how far this gets a guesser

"""`bot talk`: a conversation in the terminal through the real pipeline, in a database that is gone afterwards."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import SecretStr
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from bot.app import App, build, load_brain
from bot.brain.worker import Brain
from bot.conversation.message import Button, Message, Sender
from bot.guidance.languages import Offered
from bot.logs import quiet_libraries
from bot.services.claim_work import claim_work
from bot.services.errors import ServiceError
from bot.services.finish_work import finish_work
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from bot.settings import Settings
from bot.store.keys import MasterKeys


class ScriptError(ServiceError):
    """A script line that is neither a text nor a tap."""

    code = "bad_script"


class NotOfferedError(ServiceError):
    """A language in which this installation holds no conversation."""

    code = "not_offered"

    def __init__(self, language: str, offered: Offered) -> None:
        codes = ", ".join(one.code for one in offered.languages)
        super().__init__(
            f"There is no conversation in {language} here, only in: {codes}. Cure: name it in UNHOOK_LANGUAGES; "
            "a draft needs UNHOOK_DRAFT_LANGUAGES=true too."
        )


@dataclass(frozen=True, slots=True)
class Line:
    """What the young person does: say something, or tap a button by its id or its label."""

    say: str | None = None
    tap: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one line led to."""

    you: str
    message: Message | None
    replies: tuple[Message, ...]
    tier: str
    owner: str
    ms: float
    refused: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The object of the command contract. `tier` is the conversation's, which only rises; `message_tier` is this line's."""
        found = self.message.said.assessment if self.message else None
        return {
            "you": self.you,
            "tier": self.tier,
            "message_tier": found.tier.name if found else None,
            "situations": [{"id": situation.id, "score": situation.score} for situation in found.situations] if found else [],
            "replies": [
                {
                    "key": reply.said.key,
                    "text": reply.said.text,
                    "buttons": [{"id": button.id, "label": button.label} for button in reply.said.buttons],
                }
                for reply in self.replies
            ],
            "owner": self.owner,
            "ms": round(self.ms, 1),
            **({"refused": self.refused} if self.refused else {}),
        }


class Talk:
    """One conversation, answered in this thread: no server, no waiting."""

    def __init__(self, app: App, brain: Brain, language: str = "") -> None:
        """`language`: one that is offered, or nothing for the operator's own. Raises NotOfferedError."""
        chosen = app.library.offered.best([language])
        if language and chosen.code != language:
            raise NotOfferedError(language, app.library.offered)
        self.draft_notice = app.library.words(app.deps.clock(), language=chosen.code)["draft_notice"] if chosen.draft else ""
        self._deps = app.deps
        self._brain = brain
        self._loop = asyncio.new_event_loop()
        self._conversation, _ = start_conversation(app.deps, language=chosen.code)

    def close(self) -> None:
        """End the event loop that the answers ran on."""
        self._loop.close()

    def welcome(self) -> list[Message]:
        """What the bot says before anything is typed."""
        return self._messages(0)

    def play(self, line: Line) -> Turn:
        """Say or tap one line and let the brain answer everything that is owed."""
        started = time.perf_counter()
        shown = line.say if line.say is not None else f"[{line.tap}]"
        try:
            received = receive(
                self._deps, self._conversation.id, client_id=uuid.uuid4().hex, text=line.say, tap=self._button(line.tap)
            )
        except ServiceError as refusal:
            return self._turn(shown, None, (), started, refusal.code)
        while work := claim_work(self._deps, "talk", self._deps.settings.lease):
            finish_work(self._deps, work, *self._loop.run_until_complete(self._brain.answer(work)))
        replies = tuple(
            message for message in self._messages(received.message.seq) if message.said.sender is not Sender.YOUNG_PERSON
        )
        return self._turn(shown, received.message, replies, started, None)

    def buttons(self) -> list[Button]:
        """What can be tapped now."""
        newest: list[Button] = []
        for message in self._messages(0):
            newest = [] if message.said.sender is Sender.YOUNG_PERSON else [*newest, *message.said.buttons]
        return [button for button in newest if button.tel is None and button.url is None]

    def _button(self, tap: str | None) -> str | None:
        if tap is None:
            return None
        by_label = {button.label.casefold(): button.id for button in self.buttons()}
        return by_label.get(tap.casefold(), tap)

    def _messages(self, after: int) -> list[Message]:
        with self._deps.store.read() as tx:
            return list(tx.messages(self._conversation.id, after=after, limit=None))

    def _turn(self, you: str, message: Message | None, replies: tuple[Message, ...], started: float, refused: str | None) -> Turn:
        ms = (time.perf_counter() - started) * 1000
        with self._deps.store.read() as tx:
            now = tx.conversation(self._conversation.id) or self._conversation
        return Turn(you, message, replies, now.tier.name, now.owner.value, ms, refused)


def talk(settings: Settings, script: Path | None, *, as_json: bool, out: Console, language: str = "") -> None:
    """Play a script, or talk with the person at the keyboard."""
    quiet_libraries()
    lines = read_script(script) if script else None  # a broken script is told before the model loads
    with tempfile.TemporaryDirectory() as home, closing(open_talk(settings, Path(home), language)) as conversation:
        if not as_json:
            if conversation.draft_notice:
                out.print(f"[bold yellow]{escape(conversation.draft_notice)}[/]")
            for message in conversation.welcome():
                _show(message, out)
        for line in lines if lines is not None else _typed(conversation, out):
            turn = conversation.play(line)
            if as_json:
                print(json.dumps(turn.as_json(), ensure_ascii=False), flush=True)
            else:
                _show_turn(turn, out, echo=lines is not None)


def open_talk(settings: Settings, home: Path, language: str = "") -> Talk:
    """A conversation in a folder of its own, under a key of its own."""
    own = {"home": home, "database_url": "", "master_key": SecretStr(MasterKeys.generate())}
    app = build(settings.model_copy(update=own))
    return Talk(app, load_brain(app), language)


def read_script(path: Path) -> list[Line]:
    """Read a YAML list of texts, {say: …} or {tap: …}. Raises ScriptError."""
    try:
        # The base loader leaves every scalar as it is written: a bare yes or 10 is said as it stands there.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  it makes nothing but strings
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ScriptError(f"{path} could not be read as YAML ({type(error).__name__}).") from error
    if not isinstance(content, list):
        raise ScriptError(f"{path} must be a list: one text, {{say: …}} or {{tap: …}} a line.")
    return [_line(path, number, entry) for number, entry in enumerate(content, start=1)]


def _line(path: Path, number: int, entry: object) -> Line:
    if isinstance(entry, str):
        return Line(say=entry)
    if isinstance(entry, dict) and len(entry) == 1:
        ((kind, value),) = entry.items()
        if kind == "say" and isinstance(value, str):
            return Line(say=value)
        if kind == "tap" and isinstance(value, str):
            return Line(tap=value)
    raise ScriptError(f"{path}, entry {number}: write a text, {{say: …}} or {{tap: …}}.")


def _typed(conversation: Talk, out: Console) -> Iterator[Line]:
    out.print("[dim]Type a message, or the number of a button. Ctrl-D ends.[/]")
    while True:
        try:
            text = out.input("[bold]> [/]")
        except (EOFError, KeyboardInterrupt):
            return
        offered = conversation.buttons()
        if text.strip().isdecimal() and 1 <= int(text) <= len(offered):
            yield Line(tap=offered[int(text) - 1].id)
        elif text.strip():
            yield Line(say=text)


def _show_turn(turn: Turn, out: Console, *, echo: bool) -> None:
    if echo:
        out.print(f"[bold]> {escape(turn.you)}[/]", highlight=False)
    for reply in turn.replies:
        _show(reply, out)
    found = turn.message.said.assessment if turn.message else None
    situations = " ".join(f"{situation.id} {situation.score:.2f}" for situation in found.situations[:4]) if found else ""
    out.print(f"[dim]{turn.refused or ''}{turn.tier} · {turn.owner} · {situations} · {turn.ms:.0f} ms[/]", highlight=False)


def _show(message: Message, out: Console) -> None:
    said = message.said
    cards = [
        " · ".join(str(part) for part in (card["name"], card.get("phone"), card.get("hours")) if part) for card in said.helplines
    ]
    buttons = [f"[{number}] {button.label}" for number, button in enumerate(said.buttons, start=1)]
    body = "\n".join([said.text, *cards, "   ".join(buttons)]).strip()
    out.print(
        Panel(
            escape(body),
            title=f"{said.key or said.sender.value}",
            title_align="left",
            border_style="red" if said.style == "crisis" else "cyan",
        )
    )

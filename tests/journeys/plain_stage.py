"""The pages that need no script, from the real app with the real words; what is said and who answers is set by a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from bot.conversation.message import Draft, Sender
from bot.guidance.library import Library
from bot.services.ports import Deps
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.contract.server_thread import Running
from tests.world import World, open_world


@contextmanager
def plain_served(library: Library, root: Path, folder: Path) -> Iterator[tuple[str, World]]:
    """Its address, and the world behind it. Nobody answers there by themselves, and no page is held open for long."""
    world = open_world(folder)
    deps = replace(world.deps, words=library)
    app = create_app(
        deps,
        static_dir=root / "bot/web/static",
        words=lambda language: library.words(deps.clock(), language=language),
        offered=library.offered,
        settings=WebSettings(answer_wait=0, showing=0.5),
    )
    running = Running(app)
    yield running.url, replace(world, deps=deps)
    running.stop()


class PlainStaged:
    """Somebody on such a page. Buttons are found by what they do, as the words are in any language."""

    def __init__(self, page: Page, address: str, world: World, language: str = "en") -> None:
        self.page, self.address, self.world, self.language = page, address, world, language

    def open(self) -> PlainStaged:
        self.page.goto(f"{self.address}/plain?lang={self.language}")
        return self

    def start(self) -> PlainStaged:
        self.open().press("start")
        expect(self.page.locator("#text")).to_be_visible()
        return self

    def press(self, do: str) -> None:
        self.button(do).click()

    def button(self, do: str) -> Locator:
        return self.page.locator(f'button[value="{do}"]').last

    def says(self, text: str, sender: Sender = Sender.BOT, **more: Any) -> None:
        """Add a message to the log; the page shows it once it is asked to."""
        with self.deps.store.write() as tx:
            tx.append(self.conversation, Draft(sender, text, **more), now=self.deps.clock())

    def becomes(self, **changes: Any) -> None:
        """Change how the conversation stands."""
        with self.deps.store.write() as tx:
            tx.update_conversation(self.conversation, **changes)

    def shows(self) -> PlainStaged:
        """Look for what is new."""
        self.press("show")
        return self

    @property
    def deps(self) -> Deps:
        return self.world.deps

    @property
    def conversation(self) -> str:
        return self.page.locator('input[name="conversation"]').input_value()

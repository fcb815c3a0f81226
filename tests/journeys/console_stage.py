"""A console on a small world: real pages, real server, a clock that is set by hand, and no model to load."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from bot.console.app import create_app
from bot.console.settings import ConsoleSettings
from bot.services.add_counsellor import add_counsellor
from bot.services.ports import Role
from bot.services.sso import SsoProvider
from tests.authenticator import code_at
from tests.contract.server_thread import Running
from tests.journeys.people import ANSWER
from tests.journeys.stage import ROOT
from tests.world import World, open_world

PASSWORD = "a long enough password"
STATIC = ROOT / "bot" / "console" / "static"
FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class ConsoleStage:
    """The world, and where its console listens. By name: passkeys belong to names, not to numbers."""

    world: World
    url: str

    def staff(self, name: str, role: Role = Role.COUNSELLOR) -> None:
        """Somebody with the password of all tests."""
        add_counsellor(self.world.deps, name, PASSWORD, role)

    def code(self, secret: str) -> str:
        """What the authenticator app shows; each call is a minute later, as a code is good once."""
        self.world.clock.pass_by(seconds=60)
        return code_at(secret, self.world.clock())


@contextmanager
def console_on(
    folder: Path, *, required: bool = False, sso: Callable[[World], SsoProvider] | None = None, **parts: Any
) -> Iterator[ConsoleStage]:
    """Serve it; `required`: second factors are; `parts`: what else create_app is given."""
    world = open_world(folder)
    world.deps = replace(world.deps, settings=replace(world.deps.settings, second_factor_required=required))
    settings = ConsoleSettings(name="Helpline", heartbeat=0.5)
    running = Running(create_app(world.deps, static_dir=STATIC, settings=settings, sso=sso(world) if sso else None, **parts))
    try:
        yield ConsoleStage(world, running.url.replace("127.0.0.1", "localhost"))
    finally:
        running.stop()
        world.engine.dispose()


class StaffPage:
    """A member of staff at a browser."""

    def __init__(self, page: Page, stage: ConsoleStage) -> None:
        self.page = page
        self.stage = stage

    def enter_password(self, name: str) -> None:
        """The first step of signing in."""
        self.page.goto(self.stage.url)
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()

    def sign_in(self, name: str) -> StaffPage:
        """Where the password is enough."""
        self.enter_password(name)
        self.is_in()
        return self

    def is_in(self) -> None:
        expect(self.page.get_by_role("navigation", name="Screens")).to_be_visible(timeout=ANSWER)

    def is_out(self) -> None:
        expect(self.page.get_by_role("button", name="Sign in", exact=True)).to_be_visible(timeout=ANSWER)

    def go(self, tab: str) -> None:
        self.page.get_by_role("navigation", name="Screens").get_by_role("button", name=tab).click()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=ANSWER)

    def take_next(self) -> None:
        """With the key, once the queue has come."""
        take = self.page.get_by_role("button", name="Take the next chat")
        expect(take).to_have_attribute("aria-disabled", "false", timeout=ANSWER)
        self.page.evaluate("document.activeElement?.blur()")
        self.page.keyboard.press("n")
        expect(self.page.get_by_text("The bot is silent")).to_be_visible(timeout=ANSWER)

    def set_up_app(self) -> str:
        """From the account screen to the codes that are shown once; the secret, as it is typed into an app."""
        self.press("Set up an authenticator app")
        secret = self.page.locator("code.key").inner_text().replace(" ", "")
        self.page.get_by_label("Then type the code it shows").fill(self.stage.code(secret))
        self.press("Confirm")
        return secret

    def keep_codes(self) -> list[str]:
        """The recovery codes, kept."""
        self.sees("Keep these recovery codes")
        codes = self.page.locator(".codes code").all_inner_texts()
        self.page.get_by_label("I have kept them somewhere safe").check()
        self.press("Done")
        return codes

    def holds_a_key(self) -> StaffPage:
        """This browser's device can hold passkeys and looks at a finger."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
        return self

    def add_passkey(self, name: str) -> None:
        self.press("Add a passkey")
        self.page.get_by_label("What do you call this device?").fill(name)
        self.press("Ask my device")


OpenPage = Callable[..., Page]

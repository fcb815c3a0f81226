"""The browsers of the journeys, and pages in them whose complaints fail the test."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright

# Chromium as root needs --no-sandbox; the rest keeps it from looking for its own servers.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FIREFOX = ("firefox-esr", "firefox")
# Before a screenshot Playwright puts `body {}` into the page, which the policy forbids: Firefox says so, with this hash.
SCREENSHOT = "YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA="
GATE = "#!/bin/sh\ncd '{root}' && exec '{python}' -m tests.journeys.firefox_gate '{firefox}' \"$@\"\n"
ROOT = Path(__file__).resolve().parents[2]


def cannot_run(message: str) -> NoReturn:
    """A program that the machine lacks: the test is skipped, and the end of the report says so; in CI that is a failure."""
    if os.environ.get("UNHOOK_REQUIRE_BROWSER"):
        pytest.fail(message)
    pytest.skip(message)


def launch_chromium(playwright: Playwright) -> Browser:
    """Debian's Chromium, or Playwright's own."""
    try:
        return playwright.chromium.launch(executable_path=_find(CHROMIUM), args=ARGUMENTS)
    except Error:
        cannot_run("There is no Chromium. Cure: install Debian's chromium, or run `playwright install chromium`.")


def launch_firefox(playwright: Playwright, folder: Path, **preferences: Any) -> Browser:
    """Debian's Firefox, through the gate, which is written into `folder`. `preferences`: as in about:config, "_" for "."."""
    firefox = _find(FIREFOX)
    if firefox is None:
        cannot_run("There is no Firefox. Cure: install Debian's firefox-esr.")
    gate = folder / "firefox"
    gate.write_text(GATE.format(root=ROOT, python=sys.executable, firefox=firefox), encoding="utf-8")
    gate.chmod(0o700)
    chosen = {name.replace("_", "."): value for name, value in preferences.items()}
    return playwright.firefox.launch(channel="moz-firefox", executable_path=gate, firefox_user_prefs=chosen)


def _find(names: tuple[str, ...]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


class BrokenPageError(AssertionError):
    """A page's script failed, or did what the page's policy forbids."""


@contextmanager
def pages_of(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages of separate browsers, so that nobody shares storage. A script error or a policy violation fails at the end."""
    contexts, complaints = [], []

    def open_page(width: int = 1280, height: int = 800, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)) if SCREENSHOT not in str(error) else None)
        page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    if complaints:
        raise BrokenPageError(complaints)

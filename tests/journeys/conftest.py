"""A real server, a real Chromium, and the two people who use them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.journeys.browsers import launch_chromium, pages_of
from tests.journeys.people import CounsellorPage, YoungPersonPage
from tests.journeys.stage import Stage, StageServer
from tests.journeys.staged_page import StagedPage
from tests.server import Server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = launch_chromium(playwright)
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(home=tmp_path_factory.mktemp("journeys") / "var").start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def password(served: Server) -> str:
    return served.first_password()


@pytest.fixture(scope="module")
def passwords(served: Server, password: str) -> dict[str, str]:
    """Of everybody who works here: Sam answers for all, Alex counsels, Robin supervises."""
    return {"Sam": password, "Alex": served.add_counsellor("Alex"), "Robin": served.add_counsellor("Robin", "supervisor")}


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Pages of separate browsers, so that nobody shares storage. A script error or a policy violation fails the test."""
    with pages_of(browser) as open_page:
        yield open_page


@pytest.fixture
def spanish_browser(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody whose telephone is in Mexican Spanish."""
    context = browser.new_context(locale="es-MX", viewport={"width": 360, "height": 740})
    yield context
    context.close()


@pytest.fixture
def young_person(served: Server, new_page: Callable[..., Page]) -> YoungPersonPage:
    return YoungPersonPage(new_page(360, 740), served.web)


@pytest.fixture
def counsellor(served: Server, password: str, new_page: Callable[..., Page]) -> CounsellorPage:
    return CounsellorPage(new_page(1280, 800), served.console, password)


@pytest.fixture
def at_the_desk(served: Server, passwords: dict[str, str], new_page: Callable[..., Page]) -> Callable[[str], CounsellorPage]:
    """Signs somebody in, in a browser of their own."""

    def sign_in(name: str) -> CounsellorPage:
        return CounsellorPage(new_page(1280, 800), served.console, passwords[name], name).sign_in()

    return sign_in


@pytest.fixture(scope="session")
def stage_server() -> Iterator[StageServer]:
    server = StageServer()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def stage(stage_server: StageServer) -> Iterator[Stage]:
    """A fresh stage; its streams end with the test."""
    stage_server.stage = stage = Stage()
    yield stage
    stage.close_streams()


@pytest.fixture
def staged(stage: Stage, stage_server: StageServer, new_page: Callable[..., Page]) -> StagedPage:
    """An old telephone in front of the stage."""
    return StagedPage(new_page(360, 740), stage_server.address)


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where screenshots go: UNHOOK_SCREENSHOTS, or a folder that is thrown away."""
    folder = Path(os.environ.get("UNHOOK_SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder

"""The button on somebody else's site: one line of HTML, nothing before the tap, and Leave that takes the whole page away."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.journeys.people import ANSWER
from tests.journeys.test_screens import SIZES, check
from tests.server import ROOT, Server

EXIT = "**/weather"
DOCUMENT = ROOT / "docs/put-it-on-your-site.md"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that lets sites on localhost show the chat."""
    settings = {"UNHOOK_FRAME_ANCESTORS": "http://localhost:*", "UNHOOK_ACCENT": "#7a1fa2", "UNHOOK_NAME": "Example Helpline"}
    server = Server(home=tmp_path_factory.mktemp("embedding") / "var", settings=settings).start(role="web")
    yield server
    server.stop()


class School(BaseHTTPRequestHandler):
    """Somebody else's server, with a policy as strict as the button can live with. `/?` and HTML says what stands on its page."""

    ours = ""

    def do_GET(self) -> None:
        body = unquote(self.path.partition("?")[2]) or f'<script src="{self.ours}/embed.js" defer></script>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        policy = f"default-src 'none'; script-src {self.ours}; frame-src {self.ours}; require-trusted-types-for 'script'"
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(f'<!doctype html><html lang="en"><title>School</title><h1>Our school</h1>{body}</html>'.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def school(ours: Server) -> Iterator[int]:
    """The port on which the other site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("TheSchool", (School,), {"ours": ours.web}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


class Site:
    """That site in a browser."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.requests = page, address, []
        page.route(EXIT, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(address)

    def open(self) -> FrameLocator:
        self.page.get_by_role("button", name="Chat", exact=True).click(timeout=ANSWER)
        return self.chat

    @property
    def chat(self) -> FrameLocator:
        return self.page.frame_locator("iframe")


@pytest.fixture
def site(new_page: Callable[..., Page], school: int) -> Site:
    return Site(new_page(1280, 800), f"http://localhost:{school}/")


def test_nothing_is_asked_for_before_the_tap_but_the_loader(site: Site, ours: Server) -> None:
    expect(site.page.get_by_role("button", name="Chat", exact=True)).to_be_visible()
    site.page.wait_for_timeout(500)
    assert [url for url in site.requests if "favicon" not in url] == [site.address, f"{ours.web}/embed.js"]
    expect(site.open().get_by_role("button", name="Start chat")).to_be_visible(timeout=ANSWER)
    assert {url.split("/")[2] for url in site.requests} == {site.address.split("/")[2], ours.web.split("/")[2]}


def test_closing_keeps_the_conversation_and_gives_the_focus_back(site: Site) -> None:
    site.open().get_by_role("button", name="Start chat").click(timeout=ANSWER)
    expect(site.chat.get_by_role("log")).to_contain_text("I'm a chatbot", timeout=ANSWER)
    site.page.get_by_role("button", name="Close chat").click()
    expect(site.page.locator("iframe")).to_be_hidden()
    expect(site.page.get_by_role("button", name="Chat", exact=True)).to_be_focused()
    site.page.keyboard.press("Enter")
    expect(site.chat.get_by_role("log")).to_contain_text("I'm a chatbot")
    expect(site.page.get_by_role("button", name="Close chat")).to_be_focused()


@pytest.mark.parametrize("inside", [True, False], ids=["in the chat", "in the bar"])
def test_escape_closes_it_wherever_the_focus_is(site: Site, *, inside: bool) -> None:
    site.open().get_by_role("button", name="Start chat").wait_for(timeout=ANSWER)
    if inside:
        site.chat.get_by_role("button", name="Start chat").focus()
    site.page.keyboard.press("Escape")
    expect(site.page.locator("iframe")).to_be_hidden()
    expect(site.page.get_by_role("button", name="Chat", exact=True)).to_be_focused()


def test_on_a_telephone_it_fills_the_screen(new_page: Callable[..., Page], school: int) -> None:
    site = Site(new_page(360, 740), f"http://localhost:{school}/")
    site.open().get_by_role("button", name="Start chat").wait_for(timeout=ANSWER)
    box = site.page.get_by_role("dialog").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 740)


@pytest.mark.parametrize("way", ["button", "keyboard"])
def test_leaving_inside_takes_the_page_around_away_too(site: Site, way: str) -> None:
    site.open().get_by_role("button", name="Start chat").click(timeout=ANSWER)
    site.chat.get_by_role("textbox").wait_for(timeout=ANSWER)
    if way == "button":
        site.chat.get_by_role("button", name="Leave").click()
    else:
        for _ in range(3):
            site.page.keyboard.press("Shift")
    expect(site.page).to_have_url(re.compile("/weather$"), timeout=ANSWER)  # it may be sent there twice


@pytest.mark.parametrize(
    ("sandbox", "goes"),
    [
        ("", True),
        ('sandbox="allow-scripts allow-same-origin allow-forms allow-top-navigation-by-user-activation"', True),
        ('sandbox="allow-scripts allow-same-origin allow-forms"', False),
    ],
    ids=["a bare frame", "a sandbox that lets go", "a sandbox that does not"],
)
def test_in_a_frame_of_their_own_leave_takes_away_what_the_site_lets_it(
    new_page: Callable[..., Page], ours: Server, school: int, sandbox: str, *, goes: bool
) -> None:
    frame = f'<iframe src="{ours.web}/" width="360" height="700" {sandbox}></iframe>'
    site = Site(new_page(), f"http://localhost:{school}/?{quote(frame)}")
    site.chat.get_by_role("button", name="Start chat").click(timeout=ANSWER)
    site.chat.get_by_role("textbox").wait_for(timeout=ANSWER)
    site.chat.get_by_role("button", name="Leave").click()
    if goes:
        expect(site.page).to_have_url(re.compile("/weather$"), timeout=ANSWER)  # it may be sent there twice
    else:
        site.page.wait_for_timeout(1000)
        assert site.page.url == site.address
        assert [frame.url for frame in site.page.frames[1:]] == ["about:blank"]


def test_a_site_that_is_not_allowed_gets_the_link_only(browser: Browser, ours: Server, school: int) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})  # not `new_page`: here the browser must complain
    refused = f"http://127.0.0.1:{school}/"
    site = Site(page, refused)
    page.get_by_role("button", name="Chat", exact=True).click()
    expect(page.locator("iframe")).to_have_count(0, timeout=ANSWER)
    expect(page.get_by_role("link", name="Open as a page")).to_have_attribute("href", f"{ours.web}/?lang=")
    assert site.page.url == refused
    page.context.close()


def test_the_line_in_the_documents_works_as_it_stands_there(new_page: Callable[..., Page], ours: Server, school: int) -> None:
    line = re.search(r"```html\n(.*?)\n```", DOCUMENT.read_text(encoding="utf-8"))[1]
    assert "https://chat.example.org/embed.js" in line
    page = quote(line.replace("https://chat.example.org", ours.web).replace('"Chat"', '"Talk"'))
    site = Site(new_page(), f"http://localhost:{school}/?{page}")
    site.page.get_by_role("button", name="Talk", exact=True).click()
    expect(site.chat.get_by_role("button", name="Start chat")).to_be_visible(timeout=ANSWER)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_button_and_the_panel_are_usable_by_everybody(
    new_page: Callable[..., Page], school: int, screenshots: Path, size: str, scheme: str
) -> None:
    site = Site(new_page(*SIZES[size], scheme=scheme), f"http://localhost:{school}/")
    check(site.page, screenshots / f"embed-button-{size}-{scheme}.png")
    site.open().get_by_role("button", name="Start chat").wait_for(timeout=ANSWER)
    check(site.page, screenshots / f"embed-panel-{size}-{scheme}.png")


def test_the_first_screen_says_who_runs_the_chat(ours: Server, new_page: Callable[..., Page]) -> None:
    page = new_page(360, 740)
    page.goto(ours.web)
    expect(page.get_by_text("This chat is run by Example Helpline.")).to_be_visible(timeout=ANSWER)

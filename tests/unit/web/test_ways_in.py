"""What other pages and other sites get: the safety page, the loader, the colour, and the way from the chat to the plain page."""

from __future__ import annotations

import gzip
import html
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.guidance.library import Library
from bot.services.ports import Deps
from bot.web.app import create_app
from bot.web.page import page_in
from bot.web.settings import WebSettings

STATIC = Path(__file__).parents[3] / "bot/web/static"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
KB = 1024


def open_page(deps: Deps, library: Library, **chosen: str) -> TestClient:
    """The built files and the real words."""
    settings = WebSettings(**chosen)
    return TestClient(
        create_app(
            deps,
            static_dir=STATIC,
            words=lambda language: library.words(NOW, language=language),
            offered=library.offered,
            settings=settings,
        )
    )


@pytest.fixture
def page(deps: Deps, library: Library) -> TestClient:
    return open_page(deps, library)


def test_the_safety_page_says_all_that_the_copy_has_in_its_order(page: TestClient, library: Library) -> None:
    told = library.words(NOW)
    text = page.get("/safety").text
    places = [
        text.index(words.replace("'", "&#x27;")) for key, words in told.items() if re.fullmatch(r"safety_\w+_(title|\d)", key)
    ]
    assert len(places) > 20
    assert places == sorted(places)
    assert "<script" not in text


def test_the_panel_over_the_chat_says_what_the_safety_page_says(page: TestClient) -> None:
    told = page.get("/api/safety?lang=en").json()["sections"]
    text = page.get("/safety").text.replace("&#x27;", "'")
    assert len(told) > 5
    assert all(section["title"] in text and all(line in text for line in section["lines"]) for section in told)
    assert page.get("/api/safety?lang=xx").json()["sections"] == told


def test_the_way_out_is_on_the_safety_page_and_leads_to_the_exit(deps: Deps, library: Library) -> None:
    text = open_page(deps, library, exit_url="https://w.example/a?b=1&c=2").get("/safety").text
    assert '<a class="leave" href="https://w.example/a?b=1&amp;c=2" rel="noreferrer" target="_top">Leave</a>' in text


def test_the_operator_is_named_where_there_is_a_name(deps: Deps, library: Library) -> None:
    for path in ("/safety", "/plain"):
        assert "run by" not in open_page(deps, library).get(path).text
        assert "run by Example &lt;Line&gt;." in open_page(deps, library, name="Example <Line>").get(path).text


def test_the_operators_first_words_stand_on_both_first_screens_in_their_language_only(deps: Deps) -> None:
    drafts = Library.load(STATIC.parents[2] / "data", drafts=True)
    page = open_page(deps, drafts, start_text="Hi. Good <that> you came.")
    assert page.get("/api/words?lang=en").json()["words"]["intro_title"] == "Hi. Good <that> you came."
    assert "Hi. Good &lt;that&gt; you came." in page.get("/plain?lang=en").text
    for path in ("/api/words", "/plain"):
        assert "you came." not in page.get(f"{path}?lang=es").text


def test_the_title_says_nothing_anywhere(page: TestClient) -> None:
    assert {re.search("<title>(.*?)</title>", page.get(path).text)[1] for path in ("/", "/plain", "/safety")} == {"Chat"}


def test_without_javascript_the_chat_leads_to_the_plain_page(page: TestClient) -> None:
    found = page.get("/").text
    assert '<noscript><meta http-equiv="refresh" content="0;url=/plain?lang=en" /></noscript>' in found
    assert re.search(r'<body>.*<noscript>.*<a href="/plain\?lang=en">', found, re.DOTALL)


@pytest.mark.parametrize(
    ("address", "browser", "language"),
    [("/", "es-MX,es;q=0.9,en;q=0.8", "es"), ("/?lang=es", "en", "es"), ("/?lang=en", "es", "en"), ("/", "fr", "en")],
)
def test_before_its_script_has_come_the_page_speaks_the_language_of_whoever_opens_it(
    deps: Deps, address: str, browser: str, language: str
) -> None:
    drafts = Library.load(STATIC.parents[2] / "data", drafts=True)
    page, told = open_page(deps, drafts), drafts.words(NOW, language=language)
    for path in (address, address.replace("/", "/safety", 1)):
        assert f'<html lang="{language}" dir="ltr">' in page.get(path, headers={"Accept-Language": browser}).text
    text = html.unescape(page.get(address, headers={"Accept-Language": browser}).text)
    assert f'<a class="button button-outline button-wide" href="/plain?lang={language}">{told["noscript"]}</a>' in text
    assert f"<p>{told['call_instead']}</p>" in text
    assert "{{" not in text


def test_a_word_that_the_page_asks_for_in_vain_stops_the_start() -> None:
    with pytest.raises(ValueError, match="data/copy/es: lost"):
        page_in("<p>{{title}} {{lost}}</p>", "es", {"title": "Chat"})


def test_no_word_of_the_copy_breaks_out_of_the_page() -> None:
    assert page_in("<p>{{title}}</p>", "en", {"title": "<b>"}) == "<p>&lt;b&gt;</p>"


def test_the_loader_weighs_a_kilobyte_at_most_as_it_is_served(page: TestClient) -> None:
    assert len(gzip.compress(page.get("/embed.js").content, 9)) <= KB


def test_the_loader_may_be_taken_by_other_sites_and_nothing_else_may(page: TestClient) -> None:
    loader = page.get("/embed.js").headers
    assert loader["cross-origin-resource-policy"] == "cross-origin"
    assert loader["content-type"] == "text/javascript; charset=utf-8"
    assert loader["cache-control"] == "public, max-age=3600"
    for path in ("/", "/plain", "/safety", "/theme.css", "/static/chat.js", "/api/words"):
        assert page.get(path).headers["cross-origin-resource-policy"] == "same-origin"


def test_the_loader_carries_the_operators_words_colour_and_exit_as_data(deps: Deps, library: Library) -> None:
    exit_url = "https://w.example/</script>\u2028"
    chosen = {"accent": "#7a1fa2", "exit_url": "https://w.example/</script>"}
    with pytest.raises(ValueError, match="http"):
        open_page(deps, library, exit_url=exit_url)
    with pytest.raises(ValueError, match="http"):
        open_page(deps, library, **chosen)
    loader = open_page(deps, library, accent="#7a1fa2", exit_url="https://w.example/x").get("/embed.js").text
    told = json.loads(re.search(r'=(\["Chat".*?\])', loader)[1])
    assert told == ["Chat", "Close chat", "Open as a page", "#7a1fa2", "#ffffff", "https://w.example/x"]


def test_the_colour_is_linked_where_one_was_chosen(deps: Deps, library: Library) -> None:
    without, chosen = open_page(deps, library), open_page(deps, library, accent="#7a1fa2")
    for path in ("/", "/plain", "/safety"):
        assert "/theme.css" not in without.get(path).text
        assert "/theme.css" in chosen.get(path).text
    assert "--teal:#7a1fa2" in chosen.get("/theme.css").text
    assert without.get("/theme.css").text == ""


def test_the_chat_is_not_sent_the_words_of_other_pages(page: TestClient) -> None:
    sent = page.get("/api/words").json()["words"]
    assert "send" in sent
    assert not [key for key in sent if key.startswith(("safety_", "plain_", "poster_", "embed_"))]


def test_every_word_that_a_drawn_page_says_is_in_the_copy() -> None:
    """A word that is missing would be an empty line, or a button without a name."""
    rooms = sorted((STATIC.parent).glob("*.py"))
    said = {key for room in rooms for key in re.findall(r'\bsay\("(\w+)"', room.read_text(encoding="utf-8"))}
    assert len(said) > 10
    assert said <= Library.load(STATIC.parents[2] / "data").words(NOW).keys()

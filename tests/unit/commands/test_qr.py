"""`bot qr`: a poster that tells nobody what the chat is about, and a code that holds the address."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import segno
from rich.console import Console

from bot.commands.poster import PosterError, address
from bot.commands.qr import qr

URL = "https://chat.example.org"


def made(settings, wanted: Path, **chosen: str) -> tuple[str, str]:
    printed = io.StringIO()
    qr(settings, wanted, Console(file=printed, width=300), **chosen)
    return wanted.read_text(encoding="utf-8"), printed.getvalue()


def modules(svg: str) -> list[str]:
    """The dark squares, drawn as horizontal strokes."""
    return [path.attrib["d"] for path in ET.fromstring(svg).iter() if path.attrib.get("stroke") == "#000"]  # noqa: S314 - our own


def test_a_poster_shows_the_address_and_fetches_nothing(settings, tmp_path: Path) -> None:
    page, printed = made(settings, tmp_path / "poster.html", url=URL)
    assert '<p class="address" dir="ltr">chat.example.org</p>' in page
    assert "Need to talk?" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=", page)
    assert URL in printed


def test_a_poster_is_discreet_unless_somebody_asks_for_other_words(settings, tmp_path: Path) -> None:
    page, _ = made(settings, tmp_path / "a.html", url=URL)
    assert not re.search(r"blackmail|abuse|suicide|helpline|nude|threat", page, re.IGNORECASE)
    loud, _ = made(settings, tmp_path / "b.html", url=URL, text="Blackmailed? <You> can talk")
    assert "<h1>Blackmailed? &lt;You&gt; can talk</h1>" in loud
    assert "<title>Chat</title>" in loud


def test_the_code_holds_the_address_with_a_quarter_to_spare(settings, tmp_path: Path) -> None:
    svg, _ = made(settings, tmp_path / "code.svg", url=URL)
    page, _ = made(settings, tmp_path / "poster.html", url=URL)
    expected = segno.make(f"{URL}/", error="q", micro=False)
    out = io.BytesIO()
    expected.save(out, kind="svg", border=4, dark="#000", light="#fff")
    assert modules(svg) == modules(out.getvalue().decode())
    assert modules(svg)[0] in page
    assert modules(svg) != modules(made(settings, tmp_path / "other.svg", url="https://other.example.org")[0])


@pytest.mark.parametrize(
    ("url", "language", "own", "found"),
    [
        ("https://a.example", "en", "en", "https://a.example/"),
        ("https://a.example/chat?x=1#y", "en", "en", "https://a.example/chat?x=1"),
        ("https://a.example", "es", "en", "https://a.example/?lang=es"),
    ],
)
def test_the_address_opens_the_page_in_the_language_of_the_poster(url: str, language: str, own: str, found: str) -> None:
    assert address(url, language, own) == found


@pytest.mark.parametrize(
    "wrong", ["chat.example.org", "ftp://a.example", "https://", "javascript:alert(1)", "https://a.example/" + "a" * 200]
)
def test_what_is_no_address_is_refused_with_the_cure(wrong: str) -> None:
    with pytest.raises(PosterError, match="Cure"):
        address(wrong, "en", "en")


def test_a_language_that_is_not_released_gets_no_poster(settings, tmp_path: Path) -> None:
    with pytest.raises(PosterError, match="Nobody could chat in es"):
        made(settings, tmp_path / "poster.html", url=URL, language="es")


def test_another_kind_of_file_is_refused(settings, tmp_path: Path) -> None:
    with pytest.raises(PosterError, match="poster.pdf"):
        made(settings, tmp_path / "poster.pdf", url=URL)


def test_without_an_address_it_says_that_no_telephone_reaches_it(settings, tmp_path: Path) -> None:
    page, printed = made(settings, tmp_path / "poster.html")
    assert "this machine only" in printed
    assert f"http://{settings.host}:{settings.web_port}" in page

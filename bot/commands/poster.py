"""Draws the poster: one A4 page with the chat's address as a QR code and in letters. It never says what the chat is about."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno

from bot.guidance.text_direction import direction

_STYLE: Final = Path(__file__).with_name("poster.css")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_LONGEST: Final = 200  # characters: a longer address makes a code that cheap cameras cannot read from a wall


class PosterError(ValueError):
    """The poster cannot be drawn so. The message says the cure."""


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on it."""

    url: str
    language: str
    words: Mapping[str, str]  # the interface words of the language
    name: str = ""  # the operator's
    text: str = ""  # in large letters instead of the neutral question


def address(url: str, language: str, own_language: str) -> str:
    """The address of the chat's page, in a language where it is not the chat's own. Raises PosterError."""
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"\s", url.strip()) or len(url) > _LONGEST:
        raise PosterError(f"{url} is no address of a page. Cure: write it in full, such as https://chat.example.org.")
    query = urlencode({"lang": language}) if language != own_language else parts.query
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def code(url: str) -> str:
    """The QR code as an SVG picture of its own: it is still read where a quarter of it is torn or dirty."""
    out = io.BytesIO()
    segno.make(url, error="q", micro=False).save(out, kind="svg", scale=8, border=4, light="#fff", dark="#000", nl=True)
    return out.getvalue().decode("utf-8")


def poster_page(poster: Poster) -> str:
    """The page. It fetches nothing and has no script."""
    words = poster.words
    title = escape(poster.text or words["poster_title"])
    picture = segno.make(poster.url, error="q", micro=False).svg_inline(border=4, light="#fff", dark="#000", omitsize=True)
    name = f"<footer>{escape(words['run_by'].replace('{name}', poster.name))}</footer>" if poster.name else ""
    return (
        f'<!doctype html><html lang="{escape(poster.language)}" dir="{direction(poster.language)}"><head><meta charset="utf-8">'
        f'<title>{escape(words["title"])}</title><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body><main>"
        f'<h1>{title}</h1><p class="line">{escape(words["poster_line"])}</p>'
        f'<div class="code" role="img" aria-label="{escape(poster.url)}">{picture}</div>'
        f"<p>{escape(words['poster_scan'])}</p><p>{escape(words['poster_type'])}</p>"
        f'<p class="address" dir="ltr">{escape(_readable(poster.url))}</p>{name}</main></body></html>\n'
    )


def _readable(url: str) -> str:
    """The address as people type it: browsers put the rest in front."""
    parts = urlsplit(url)
    shown = parts.netloc + (parts.path if parts.path != "/" or parts.query else "") + (f"?{parts.query}" if parts.query else "")
    return shown if parts.scheme == "https" else f"{parts.scheme}:" + "//" + shown

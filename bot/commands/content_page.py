"""The page on which a reviewer reads every sentence of a language: no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from bot.guidance.copybook import CopyBook
from bot.guidance.review import Reviewed, ReviewState, counted
from bot.guidance.text_direction import direction

_STYLE = Path(__file__).with_name("content_page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_AGES = {"8_10": "8 to 10", "11_13": "11 to 13", "18_plus": "18 and over", "simple": "simple words"}


def content_page(language: str, book: CopyBook, found: Sequence[Reviewed]) -> str:
    """Every reply, the most urgent first, with its versions by age, buttons, sources and review."""
    title = f"Everything a young person can be told: {language}"
    numbers = ", ".join(f"{number} {state}" for state, number in counted(found).items() if number)
    return "".join(
        [
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body>",
            f"<header><h1>{title}</h1><p>{len(found)} replies: {numbers}.</p>{_tiers(found)}</header><main>",
            *_sections(language, book, found),
            "</main></body></html>\n",
        ]
    )


def _tier(one: Reviewed) -> str:
    return one.entry.tier.name if one.entry.tier else "other"


def _tiers(found: Sequence[Reviewed]) -> str:
    links = [f'<a href="#{tier}">{tier} ({len(list(group))})</a>' for tier, group in groupby(found, _tier)]
    return f"<nav>{' '.join(links)}</nav>"


def _sections(language: str, book: CopyBook, found: Sequence[Reviewed]) -> Iterator[str]:
    for tier, group in groupby(found, _tier):
        yield f'<section id="{tier}"><h2>{tier}</h2>'
        yield from (_reply(language, book, one) for one in group)
        yield "</section>"


def _reply(language: str, book: CopyBook, one: Reviewed) -> str:
    entry = one.entry
    shown = "en" if one.state is ReviewState.MISSING else language
    about = [entry.situation or "", f"sources: {', '.join(entry.sources)}", f"reviewer: {entry.reviewer}"]
    about += [f"{name}: {day}" for name, day in (("reviewed", entry.reviewed_on), ("look again by", entry.expires_on)) if day]
    if entry.confidence:
        about.append(f"confidence: {entry.confidence}, seen {entry.seen}")
    versions = [("", entry.text), *((_AGES[ages], texts) for ages, texts in entry.text_for.items())]
    buttons = "".join(f"<li>{escape(book.buttons[id_].label)}</li>" for id_ in entry.buttons if id_ in book.buttons)
    return (
        f'<article class="{one.state}"><h3>{entry.key} <span class="state">{one.state}</span></h3>'
        f"<p class=about>{escape(' · '.join(filter(None, about)))}</p>"
        + "".join(_version(shown, ages, texts) for ages, texts in versions)
        + (f"<ul class=buttons>{buttons}</ul>" if buttons else "")
        + (f"<p class=about>with helplines: {', '.join(entry.helplines)}</p>" if entry.helplines else "")
        + "</article>"
    )


def _version(language: str, ages: str, texts: Sequence[str]) -> str:
    head = f"<h4>{ages}</h4>" if ages else ""
    said = "".join(f'<p class=said lang="{language}" dir="{direction(language)}">{escape(text)}</p>' for text in texts)
    return f"{head}{said}"

"""The frame of a page that works without JavaScript: head, bar at the top, way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.guidance.languages import Language
from bot.guidance.placeholders import fill
from bot.guidance.text_direction import direction
from bot.web.face import Face
from bot.web.markup import Child, Markup, joined, open_tag, tag


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every such page is given: its words, and what the operator has chosen."""

    language: str
    words: Mapping[str, str]
    exit_url: str
    name: str
    is_themed: bool
    languages: Sequence[Language] = ()  # all that can be had, this one among them

    def say(self, key: str, **values: str) -> str:
        """One interface word with its gaps filled; nothing where there is none."""
        return fill(self.words.get(key, ""), values)

    def opened(self) -> Markup:
        """The page up to its body, for one that is sent in pieces; `CLOSED` ends it."""
        html = open_tag("html", lang=self.language, dir=direction(self.language))
        return joined([Markup("<!doctype html>"), html, tag("head", *self._head()), open_tag("body", class_="sheet-ground")])

    def page(self, *content: Child) -> str:
        """A whole page."""
        return joined([self.opened(), *content, CLOSED])

    def leave_link(self) -> Markup:
        """The way out of a page that has no session to end. In a frame the page around it goes too."""
        return tag("a", self.say("leave"), class_="leave", href=self.exit_url, rel="noreferrer", target="_top")

    def run_by(self) -> Markup | None:
        """Who answers for this chat, where the operator has said so."""
        return tag("p", self.say("run_by", name=self.name), class_="run-by") if self.name else None

    def draft_note(self) -> Markup | None:
        """That nobody has checked these words, where it is so."""
        is_draft = any(one.draft for one in self.languages if one.code == self.language)
        return tag("p", self.say("draft_notice"), class_="draft-note") if is_draft else None

    def _head(self) -> Iterator[Markup]:
        yield tag("meta", charset="utf-8")
        yield tag("title", self.say("title"))
        named = {
            "viewport": "width=device-width, initial-scale=1",
            "referrer": "no-referrer",
            "robots": "noindex",
            "color-scheme": "light dark",
            "format-detection": "telephone=no",
        }
        yield from (tag("meta", name=name, content=content) for name, content in named.items())
        yield tag("link", rel="icon", href="/static/icon.svg", type="image/svg+xml")
        yield tag("link", rel="stylesheet", href="/static/plain.css")
        if self.is_themed:
            yield tag("link", rel="stylesheet", href="/theme.css")


CLOSED = Markup("</body></html>")


def sheet_in(face: Face, language: str) -> Sheet:
    """The frame in a language."""
    settings = face.settings
    return Sheet(language, face.words(language), settings.exit_url, settings.name, face.theme.is_chosen, face.offered.languages)

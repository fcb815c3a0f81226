"""Writes a message of the log as an app can show it: the same words, helplines as lines, answers as buttons or numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.channels.capabilities import Capabilities
from bot.channels.channel import Part
from bot.channels.splitting import split
from bot.conversation.app_words import answers_in
from bot.conversation.message import Button, Message, Sender
from bot.guidance.app_texts import AppTexts


def parts(message: Message, app: Capabilities, texts: AppTexts, *, watched: bool, offers: bool) -> list[Part]:
    """The parts, in order. `offers`: whether the quick answers stand under it; only the last offer of a turn is open.

    `watched`: somebody may be reading along, so there are no helplines, and a counsellor writes like the bot.
    """
    said = message.said
    answers = answers_in(said.buttons) if offers else ()
    native = fits(answers, app)
    blocks = [_words(message, watched=watched), *_calls(said.buttons, said.text), *_pages(said.buttons, app)]
    if not watched:
        blocks += [_helpline(card, texts, app) for card in said.helplines]
    if answers and not native:
        blocks.append("\n".join([texts.pick, *(f"{number}. {one.label}" for number, one in enumerate(answers, 1))]))
    pieces = split("\n\n".join(block for block in blocks if block), app.text, app.size)
    if answers and native and pieces:
        pieces[-1:] = split(pieces[-1], app.buttons.text or app.text, app.size)
    # A platform gets no id of ours: what it stores could be laid beside a copy of the database.
    name = hashlib.sha256(f"{message.conversation_id}.{message.seq}".encode()).hexdigest()[:20]
    written = [Part(piece, reference=f"{name}.{number}") for number, piece in enumerate(pieces, 1)]
    if answers and native and written:
        written[-1] = replace(written[-1], answers=answers)
    return written


def fits(answers: tuple[Button, ...], app: Capabilities) -> bool:
    """Whether all of them can be buttons: some as buttons and some as numbers would be two questions."""
    return len(answers) <= app.buttons.most and all(len(one.label) <= app.buttons.label for one in answers)


def _words(message: Message, *, watched: bool) -> str:
    """A counsellor's first name stands before their words: who speaks must be plain."""
    said = message.said
    if said.sender is Sender.COUNSELLOR and said.author and not watched:
        return f"{said.author}: {said.text}"
    return said.text


def _calls(buttons: tuple[Button, ...], text: str) -> Iterator[str]:
    """A button that calls becomes a line with the number, unless the words hold it already."""
    for button in buttons:
        if button.tel and button.tel not in text:
            yield button.label if button.tel in button.label else f"{button.label}: {button.tel}"


def _pages(buttons: tuple[Button, ...], app: Capabilities) -> Iterator[str]:
    for button in buttons:
        if button.url:
            yield f"{button.label}: {button.url}" if app.links else button.label


def _helpline(card: Mapping[str, Any], texts: AppTexts, app: Capabilities) -> str:
    ways = [
        texts.call.format(phone=card["phone"]) if card.get("phone") else "",
        texts.text.format(sms=card["sms"]) if card.get("sms") else "",
        str(card["url"]) if app.links and card.get("url") else "",
    ]
    lines = [str(card["name"]), *(str(card[line]) for line in ("hours", "note") if card.get(line)), *ways]
    return "\n".join(line for line in lines if line)

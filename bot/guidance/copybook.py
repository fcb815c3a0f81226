"""The approved words of one language: turns a copy key into a message with its buttons."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.conversation.message import Button, Draft, Sender
from bot.guidance import app_texts, code_forms
from bot.guidance.copy_entry import INTERFACE, CopyButton, CopyEntry, read_button, read_entry
from bot.guidance.directory import Directory
from bot.guidance.faults import GuidanceDataError, read_mapping
from bot.guidance.helpline import is_one_number
from bot.guidance.language_file import ENGLISH, Language, Status, read_language
from bot.guidance.placeholders import fill, fill_one, gaps
from bot.guidance.values import worldwide_values

Card = dict[str, Any]  # as Helpline.as_card gives it
_OWN = {code_forms.WORDS_FILE, app_texts.FILE}  # read by those modules
_FILES = {"copy", "buttons", "language", "wording", "helplines"}  # `wording` is read by wording.py
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CopyBook:
    """Entries and buttons by id. `worldwide` fills what a caller leaves open: true anywhere, if less handy."""

    language: str
    entries: Mapping[str, CopyEntry]
    buttons: Mapping[str, CopyButton]
    worldwide: Mapping[str, str] = field(default_factory=dict)
    about: Language = field(default_factory=Language)
    found_in: Mapping[str, Path] = field(default_factory=dict)  # the file of an entry, and of "button <id>"
    helpline_words: Mapping[str, str] = field(default_factory=dict)  # what data/helplines says in English, in this language
    person_asked: str = ""  # the words by which a reply tells that a person was asked for
    _interface: dict[str, str] = field(init=False, repr=False, compare=False)  # made once: every answer asks for it

    def __post_init__(self) -> None:
        words = {key.removeprefix(INTERFACE): entry.text[0] for key, entry in self.entries.items() if key.startswith(INTERFACE)}
        object.__setattr__(self, "_interface", words)

    @classmethod
    def load(cls, data_dir: Path, language: str = "en", *, worldwide: Mapping[str, str] | None = None) -> CopyBook:
        """Read `copy/<language>/*.yml`. Raises GuidanceDataError naming file, key and cure."""
        folder = data_dir / "copy" / language
        shelf = _Shelf(folder)
        for file in sorted(set(folder.glob("*.yml")) - {folder / name for name in _OWN}):
            shelf.add(file)
        shelf.check()
        about = shelf.about or Language(status=Status.SOURCE if language == ENGLISH else Status.DRAFT)
        if about.status is Status.SOURCE and language != ENGLISH:
            raise GuidanceDataError(
                folder, "language", "Only English is the source.", f"Write {Status.DRAFT} or {Status.RELEASED}."
            )
        if worldwide is None:
            worldwide = worldwide_values(Directory.load(data_dir / "helplines"))
        known = {name: shelf.helpline_words.get(value, value) for name, value in worldwide.items()}
        return cls(language, shelf.entries, shelf.buttons, known, about, shelf.found_in, shelf.helpline_words, shelf.person_asked)

    @property
    def released(self) -> bool:
        """Whether young people read it; a draft is for reviewers only."""
        return self.about.shown

    def keys(self) -> frozenset[str]:
        """Every key, replies and interface words."""
        return frozenset(self.entries)

    def entry(self, key: str) -> CopyEntry:
        """The entry of a key. KeyError says where to add it."""
        try:
            return self.entries[key]
        except KeyError:
            raise KeyError(
                f"{key} is in no file of data/copy/{self.language}: add it under `copy:` there, or correct the key."
            ) from None

    def draft(
        self, key: str, *, sender: Sender = Sender.BOT, variant: int = 0, helplines: Iterable[Card] = (), **values: str
    ) -> Draft:
        """One reply. `variant` picks among its texts, round and round; a missing value never stops the reply."""
        return self.render(key, values, sender=sender, variant=variant, helplines=helplines)

    def render(
        self,
        key: str,
        values: Mapping[str, str],
        *,
        sender: Sender = Sender.BOT,
        variant: int = 0,
        helplines: Iterable[Card] = (),
        wordings: Iterable[str] = (),
    ) -> Draft:
        """The same as `draft`, with the values in a mapping, in the first of these versions for an age that there is."""
        entry = self.entry(key)
        known = {**self.worldwide, **values}
        texts = entry.texts(wordings)
        turned = [texts[(variant + step) % len(texts)] for step in range(len(texts))]
        if missing := gaps(turned[0]) - known.keys():
            _log.warning("copy entry %s was asked for without a value for %s", key, ", ".join(sorted(missing)))
        return Draft(
            sender=sender,
            text=fill_one(turned, known),
            key=key,
            buttons=tuple(self._buttons(entry, known)),
            helplines=tuple(helplines),
            style=entry.style,
        )

    def says_person_asked(self, text: str) -> bool:
        """Whether a reply tells that a person was asked for; never, where this language has not said in which words."""
        return bool(self.person_asked) and self.person_asked in text

    def words(self) -> dict[str, str]:
        """The interface words without `ui_`. Their gaps are still open."""
        return self._interface.copy()

    def _buttons(self, entry: CopyEntry, values: Mapping[str, str]) -> Iterable[Button]:
        """A button that calls is left out where there is not exactly one number to dial; the sentence says the number."""
        for button in (self.buttons[id_] for id_ in entry.buttons):
            tel = None if button.tel is None else fill(button.tel, values)
            if tel is None or is_one_number(tel):
                yield Button(button.id, fill(button.label, values), tel, button.url and fill(button.url, values))


class _Shelf:
    """Collects the files of one language and notices what is there twice or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, CopyEntry] = {}
        self.buttons: dict[str, CopyButton] = {}
        self.found_in: dict[str, Path] = {}
        self.about: Language | None = None
        self.helpline_words: dict[str, str] = {}
        self.person_asked = ""

    def add(self, file: Path) -> None:
        content = read_mapping(file)
        if not set(content) <= _FILES:
            raise GuidanceDataError(file, "top", f"Unknown key beside {', '.join(sorted(_FILES))}.", "Put replies under `copy:`.")
        if isinstance(wording := content.get("wording"), dict):  # whether it is sound, wording.py tells
            self.person_asked = str(wording.get("person_asked") or "")
        if about := content.get("language"):
            self.about = read_language(file, about)
        for key, value in (content.get("copy") or {}).items():
            self._claim(file, key)
            self.entries[key] = read_entry(file, key, value)
        for english, value in (content.get("helplines") or {}).items():
            self._claim(file, f"helplines: {english}")
            if not isinstance(english, str) or not isinstance(value, str) or not value.strip():
                raise GuidanceDataError(file, str(english), "This is not a text.", 'Write "English": "translation", in quotes.')
            self.helpline_words[english] = value
        for id_, value in (content.get("buttons") or {}).items():
            self._claim(file, f"button {id_}")
            self.buttons[id_] = read_button(file, id_, value)

    def check(self) -> None:
        if not self.entries:
            raise GuidanceDataError(self.folder, "folder", "There are no replies.", "Check the language and the data folder.")
        for entry in self.entries.values():
            if unknown := [id_ for id_ in entry.buttons if id_ not in self.buttons]:
                raise GuidanceDataError(
                    self.found_in[entry.key],
                    entry.key,
                    f"Unknown button: {', '.join(unknown)}.",
                    "Add it under `buttons:` in buttons.yml.",
                )

    def _claim(self, file: Path, key: str) -> None:
        if key in self.found_in:
            raise GuidanceDataError(file, key, f"This is in {self.found_in[key].name} too.", "Keep one of the two.")
        self.found_in[key] = file

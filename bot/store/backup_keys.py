"""Backup keys: apart from the master key, with the day they were made on, and old after a month."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from bot.store.keys import BadMasterKeyError, decode_key, key_id

GOOD_FOR: Final = timedelta(days=30)  # a key makes backups for so long: bot/decisions/0026


class BackupKeyError(Exception):
    """There is no key to make or open a backup with. The message says what to do."""


@dataclass(frozen=True, slots=True)
class BackupKey:
    """One key. Its id is drawn from it."""

    made_on: date
    key: bytes = field(repr=False)

    @property
    def kid(self) -> str:
        """What a backup calls it."""
        return key_id(self.key)

    def is_old(self, now: datetime) -> bool:
        """Whether it makes no backups any more."""
        return now.date() - self.made_on > GOOD_FOR


@dataclass(frozen=True, slots=True)
class BackupKeys:
    """Those that are set: the first makes backups, all of them open what they made."""

    keys: Mapping[str, BackupKey]
    first: BackupKey

    @classmethod
    def parse(cls, setting: str) -> BackupKeys:
        """Read the setting: `DAY:KEY`, the current one first, older ones behind commas. Raises BackupKeyError."""
        found = [_parsed(part.strip()) for part in setting.split(",") if part.strip()]
        if not found:
            raise BackupKeyError("UNHOOK_BACKUP_KEY is not set. Cure: `bot keys new --backup` makes one.")
        return cls({one.kid: one for one in found}, found[0])

    def maker(self, now: datetime) -> BackupKey:
        """The one that makes backups. Raises BackupKeyError when it is too old for that."""
        if self.first.is_old(now):
            raise BackupKeyError(
                f"The first key of UNHOOK_BACKUP_KEY is of {self.first.made_on}, and a key makes backups for {GOOD_FOR.days} "
                "days: what is deleted must end in backups too. Cure: `bot keys new --backup`, and put that one first."
            )
        return self.first

    def opener(self, kid: str) -> BackupKey:
        """The one that opens a backup. Raises BackupKeyError."""
        if kid not in self.keys:
            raise BackupKeyError(
                f"This backup was made with the key {kid}, which is not in UNHOOK_BACKUP_KEY. Cure: put it behind the first, a "
                "comma between. If it was destroyed, nobody can read this backup any more, which is what it was destroyed for."
            )
        return self.keys[kid]


def generate(today: date) -> str:
    """A new key in the form of the setting."""
    return f"{today.isoformat()}:{base64.urlsafe_b64encode(os.urandom(32)).decode()}"


def _parsed(text: str) -> BackupKey:
    day, _, key = text.partition(":")
    try:
        return BackupKey(date.fromisoformat(day), decode_key(key))
    except (ValueError, BadMasterKeyError):
        raise BackupKeyError(
            "UNHOOK_BACKUP_KEY must be the day it was made on, a colon and the key. Cure: as `bot keys new --backup` prints it."
        ) from None

"""The list of what was deleted, outside the database: after a restore it is deleted again. It holds no id, only keyed hashes."""

from __future__ import annotations

import hmac
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.store.keys import MasterKeys

KEPT: Final = 3  # months, the running one among them: longer than any backup can be read
_WHICH, _LINE = b"unhook deleted conversation", b"unhook line of deletions"


class DeletionListError(Exception):
    """The list is not there, or was changed. The message says what to do."""


@dataclass(frozen=True)
class DeletionList:
    """A folder with a file a month. Several processes add to it at once; several hosts have a folder each."""

    folder: Path

    def add(self, conversation_ids: Collection[str], keys: MasterKeys) -> None:
        """Add these, on the disk when this returns. Called before the deletion is final: what was meant to go, goes."""
        now = datetime.now(UTC)
        lines = "".join(_line(one, now, keys) for one in conversation_ids)
        self.make()
        handle = os.open(self.folder / f"{now:%Y-%m}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, lines.encode("ascii"))
            os.fsync(handle)
        finally:
            os.close(handle)

    def make(self) -> None:
        """Make the folder, so that a missing one is noticed."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def forget_old(self, now: datetime) -> None:
        """Delete the files of months that no backup is left of."""
        for file in self._files():
            year, month = map(int, file.stem.split("-"))
            if (now.year - year) * 12 + now.month - month >= KEPT:
                file.unlink(missing_ok=True)

    def among(self, conversation_ids: Iterable[str], keys: MasterKeys) -> list[str]:
        """Those that are on the list. Raises DeletionListError, WrongKeyError."""
        if not self.folder.is_dir():
            raise DeletionListError(
                f"There is no list of deletions in {self.folder}: what young people deleted after the backup would come back. "
                "Nothing was restored. Cure: --deletions FOLDER, with the folder of UNHOOK_DELETIONS from the old machine; "
                "only if it is lost, --without-deletions."
            )
        listed: dict[str, set[str]] = {}
        for file in self._files():
            for kid, told in self._told(file, keys):
                listed.setdefault(kid, set()).add(told)
        return [one for one in conversation_ids if any(_hash(one, keys, kid) in told for kid, told in listed.items())]

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].log"))

    def _told(self, file: Path, keys: MasterKeys) -> Iterator[tuple[str, str]]:
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            kid, at, told, seal = line.split(" ") if line.count(" ") == 3 else ("", "", "", "")  # noqa: PLR2004
            if not kid or not hmac.compare_digest(_seal(kid, at, told, keys), seal.encode("utf-8")):
                raise DeletionListError(
                    f"{file}, line {number}: it was changed, or half of it is missing. Nothing was restored. Cure: take another "
                    "copy of the list; if the disk was full and it is half a line, take that line out."
                )
            yield kid, told


def _line(conversation_id: str, at: datetime, keys: MasterKeys) -> str:
    kid, moment = keys.current, at.isoformat(timespec="seconds")
    told = _hash(conversation_id, keys, kid)
    return f"{kid} {moment} {told} {_seal(kid, moment, told, keys).decode()}\n"


def _hash(conversation_id: str, keys: MasterKeys, kid: str) -> str:
    return keys.keyed_hash(_WHICH, conversation_id.encode(), kid).hex()


def _seal(kid: str, at: str, told: str, keys: MasterKeys) -> bytes:
    return keys.keyed_hash(_LINE, f"{kid} {at} {told}".encode(), kid).hex().encode()

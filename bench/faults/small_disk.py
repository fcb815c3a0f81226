"""A disk of its own for everything that a run writes, so that it can be filled."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

DISK: Final = "2g"
_PIECES: Final = (2**24, 2**12)  # bytes written at once, first and in what is left


class SmallDisk:
    """A file system of its own where the machine allows it (mounting needs root); elsewhere it cannot be filled."""

    def __init__(self, folder: Path, *, can_fill: bool) -> None:
        self.folder, self.can_fill = folder, can_fill
        self._filler = folder / "filler"

    def fill(self) -> None:
        """Until not a page is left."""
        with self._filler.open("wb", buffering=0) as file:
            for size in _PIECES:
                with suppress(OSError):  # no space left: this is what is wanted
                    while file.write(bytes(size)):
                        pass

    def clear(self) -> None:
        """There is room again."""
        self._filler.unlink(missing_ok=True)


@contextmanager
def small_disk() -> Iterator[SmallDisk]:
    """A folder for everything that a run writes."""
    with TemporaryDirectory(prefix="unhook-faults-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        can = os.geteuid() == 0 and _done("mount", "-t", "tmpfs", "-o", f"size={DISK},mode=755", "tmpfs", name)
        try:
            yield SmallDisk(folder, can_fill=can)
        finally:
            if can:
                _done("umount", "--lazy", name)  # a process, or our own look into the database, may still be ending


def _done(program: str, *arguments: str) -> bool:
    path = shutil.which(program)
    return path is not None and subprocess.run([path, *arguments], check=False, capture_output=True).returncode == 0  # noqa: S603 - ours

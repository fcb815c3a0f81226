"""The trained model on disk: which file is current, and the reader's weights inside it."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from pathlib import Path

from bot.understanding.encoders import Encoders
from bot.understanding.model_file import FILE_NAME, reader_from
from bot.understanding.reader import Reader


class NoModelError(Exception):
    """There is no usable trained model. The message says how to make one."""


def newest(folder: Path) -> Path:
    """The newest model archive of a folder. Raises NoModelError."""
    archives = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not archives:
        raise NoModelError(f"There is no trained model in {folder}/. Cure: run `bot train`.")
    return archives[-1]


def load_reader(archive: Path, encoders: Encoders) -> Reader:
    """The reader that was trained into a Rasa model, so that the screen and Rasa never disagree."""
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                if Path(member.name).name == FILE_NAME and (file := tar.extractfile(member)):
                    return reader_from(file.read(), encoders)
    # Whatever bytes are broken, from the archive's own to those of an array inside it, and a model of another version.
    except (OSError, EOFError, ValueError, KeyError, tarfile.TarError, zipfile.BadZipFile, zlib.error) as error:
        raise NoModelError(
            f"The model {archive.name} is damaged or of another version. Cure: delete it and run `bot train`."
        ) from error
    raise NoModelError(f"The model {archive.name} holds no reader. Cure: delete it and run `bot train`.")

"""Secrets from a folder that a credential store fills: a vault's agent, systemd, a mounted volume. One file for each setting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

PREFIX = "UNHOOK_"
FOLDER = "secrets"  # the setting that names it, and that it cannot hold itself
LARGEST = 65536  # bytes; a secret is a line


class SecretFolderError(Exception):
    """What is set cannot be read. The message says what to do, and never what a file holds."""


class SecretFolder(PydanticBaseSettingsSource):
    """A source of settings: the files of the folder that the environment or `.env` names. No folder: nothing."""

    def __init__(self, settings: type[BaseSettings], *says_where: PydanticBaseSettingsSource) -> None:
        super().__init__(settings)
        said = (source().get(FOLDER) for source in says_where)
        self._folder = str(next(filter(None, said), ""))  # the first that names one wins
        self._names = names_in(self._folder)

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[str | None, str, bool]:  # noqa: ARG002
        """Return the value or None, the field, and that it is no JSON. Raises SecretFolderError where it cannot be read."""
        name = f"{PREFIX}{field_name.upper()}"
        held = field_name != FOLDER and name in self._names
        return _read(Path(self._folder) / name) if held else None, field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return values by field. Raises SecretFolderError where a file cannot be read."""
        found = (self.get_field_value(about, field) for field, about in self.settings_cls.model_fields.items())
        return {field: value for value, field, _ in found if value is not None}


class WithSecretFolder(BaseSettings):
    """Settings that are read from the folder as well: after the environment, before `.env`."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic passes it by its name
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources, the one that wins first."""
        folder = SecretFolder(settings_cls, init_settings, env_settings, dotenv_settings)
        return init_settings, env_settings, folder, dotenv_settings


def names_in(folder: str) -> frozenset[str]:
    """Which files are there; of no folder none. Raises SecretFolderError: a store that is late must not look like none."""
    if not folder:
        return frozenset()
    try:
        return frozenset(path.name for path in Path(folder).iterdir() if path.is_file())
    except OSError as cause:
        raise SecretFolderError(
            f"The folder {folder} of UNHOOK_SECRETS cannot be read ({cause.strerror}). "
            "Cure: start what fills it first, and let this account read it."
        ) from cause


def _read(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as cause:
        raise SecretFolderError(f"{file} cannot be read ({cause.strerror}). Cure: let this account read it.") from cause
    if len(data) > LARGEST:
        raise SecretFolderError(f"{file} is too long for a setting. Cure: look whether it is the right file.")
    try:
        return data.decode().strip()
    except UnicodeDecodeError:
        raise SecretFolderError(f"{file} is not text in UTF-8. Cure: write the value of the setting into it.") from None

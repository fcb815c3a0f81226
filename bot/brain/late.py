"""Packages that Rasa imports at its own start are imported when something of them is first used, which here is never."""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any


class Late:
    """A name of a package that is not imported yet. Called, looked into, derived from or asked for instances, it is the real one.

    Not in an `except`: Python wants a class there.
    """

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def real(self) -> Any:
        """What it stands for, imported now."""
        module = importlib.import_module(self._module)
        try:
            return getattr(module, self._name)
        except AttributeError:
            return importlib.import_module(f"{self._module}.{self._name}")

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self.real()(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # questions of Python and `typing` about the object itself
            raise AttributeError(name)
        return getattr(self.real(), name)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any, ...]:
        return (self.real(),)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self.real())


class _LateModule(types.ModuleType):
    """Gives late names while the import lasts, and real ones to whoever kept the module itself."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []  # a package, as far as importing submodules asks
        self._stands = True

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        late = Late(self.__name__, name)
        return late if self._stands else late.real()


@contextmanager
def imported_late(names: Iterable[str]) -> Iterator[None]:
    """Inside, these modules are not imported, and names that are taken from them are late. Afterwards an import is the real one.

    Packages that were imported before are left as they are. Name each submodule that is imported by its full name.
    """
    loaded = {name.partition(".")[0] for name in sys.modules}
    stands = {name: _LateModule(name) for name in names if name.partition(".")[0] not in loaded}
    sys.modules.update(stands)
    try:
        yield
    finally:
        for name, module in stands.items():
            module._stands = False  # noqa: SLF001
            if sys.modules.get(name) is module:
                del sys.modules[name]

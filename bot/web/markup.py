"""Writes HTML. The one place that escapes: what is not Markup already is text, whatever it looks like."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Final

_VOID: Final = frozenset({"br", "input", "link", "meta"})


class Markup(str):
    """A piece of HTML that is safe to write as it is."""

    __slots__ = ()


Child = str | None  # text is escaped, Markup is not, None is nothing


def tag(name: str, /, *children: Child, **attributes: str | bool | None) -> Markup:
    """One element. `class_` is class and `aria_label` is aria-label; True is a bare attribute, False and None are left out."""
    opened = open_tag(name, **attributes)
    return opened if name in _VOID else Markup(f"{opened}{joined(children)}</{name}>")


def open_tag(name: str, /, **attributes: str | bool | None) -> Markup:
    """The beginning of an element, for a page that is sent in pieces."""
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    return Markup(f"<{name}{written}>")


def joined(children: Iterable[Child]) -> Markup:
    """Several pieces as one."""
    return Markup("".join(_written(child) for child in children if child is not None))


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(str(value), quote=True)}"'


def _written(child: str) -> str:
    return child if isinstance(child, Markup) else html.escape(child, quote=True)

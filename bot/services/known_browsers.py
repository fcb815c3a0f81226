"""Browsers that somebody has signed in from before: their tries are counted apart, so that no stranger can use them up."""

from __future__ import annotations

from datetime import datetime

from bot.services.ports import Deps
from bot.services.tokens import hash_of, new_token
from bot.services.transaction import Transaction


def is_known(deps: Deps, tx: Transaction, browser: str | None, counsellor_id: str) -> bool:
    """Whether this member of staff has signed in from the browser that holds this token."""
    return browser is not None and tx.knows_browser(hash_of(browser), _since(deps), counsellor_id)


def know(deps: Deps, tx: Transaction, browser: str | None, counsellor_id: str) -> str:
    """Note that they just did; returns the token the browser keeps. One that nobody was given by us is replaced."""
    tx.forget_browsers_before(_since(deps))
    if browser is None or not tx.knows_browser(hash_of(browser), _since(deps)):
        browser = new_token()
    tx.know_browser(hash_of(browser), counsellor_id, deps.clock())
    return browser


def _since(deps: Deps) -> datetime:
    return deps.clock() - deps.settings.known_browser


def recognise(deps: Deps, name: str, browser: str | None) -> bool:
    """Whether the member of staff of this name has signed in from this browser. An unknown name is known nowhere."""
    with deps.store.read() as tx:
        found = tx.counsellor_by_name(" ".join(name.split()))
        return found is not None and is_known(deps, tx, browser, found[0].id)


def recognise_id(deps: Deps, counsellor_id: str, browser: str | None) -> bool:
    """The same for somebody whose name was told a step before."""
    with deps.store.read() as tx:
        return is_known(deps, tx, browser, counsellor_id)

"""PostgreSQL is not waited for without end: not for a server that is silent, not for a lock, not for a free connection."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import OperationalError

from bot.store.engine import alone, one_moment, open_engine, writing
from bot.store.migrations import upgrade
from bot.store.patience import connect_args
from tests.databases import NewDatabase


@pytest.fixture
def url(new_postgresql: NewDatabase) -> str:
    return new_postgresql()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


def limits(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return [str(connection.exec_driver_sql(f"SHOW {name}").scalar()) for name in ("lock_timeout", "statement_timeout")]


def test_the_server_is_told_how_long_a_lock_and_a_statement_may_take(engine: Engine) -> None:
    assert limits(engine) == ["5s", "20s"]
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar() == "30s"


def test_the_server_is_told_how_soon_to_forget_a_host_that_vanished(engine: Engine) -> None:
    names = ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout")
    with engine.connect() as connection:
        assert [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names] == ["10", "3", "3", "10000"]


def test_an_address_that_says_it_otherwise_is_right(url: str) -> None:
    engine = open_engine(f"{url}?options=-c%20lock_timeout%3D200ms")
    assert limits(engine) == ["200ms", "0"]
    engine.dispose()
    assert connect_args(make_url(f"{url}?connect_timeout=2")).keys() >= {"tcp_user_timeout", "keepalives_idle", "options"}


def test_whoever_holds_a_row_is_not_waited_for_for_ever(url: str) -> None:
    engine = open_engine(f"{url}?options=-c%20lock_timeout%3D200ms")
    upgrade(engine)
    with writing(engine) as holder, writing(engine) as late:
        holder.execute(text("LOCK TABLE messages"))
        with pytest.raises(OperationalError, match="lock timeout"):
            late.execute(text("LOCK TABLE messages"))
    engine.dispose()


def test_a_server_that_says_nothing_is_given_up(url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections, and never speaks
        engine = open_engine(f"postgresql+psycopg://x@127.0.0.1:{silent.getsockname()[1]}/x?connect_timeout=2")
        began = time.monotonic()
        with pytest.raises(OperationalError):
            engine.connect()
        assert time.monotonic() - began < 4
        engine.dispose()


@pytest.mark.parametrize("whole", [one_moment, alone], ids=["a backup", "a migration"])
def test_what_copies_or_changes_all_of_it_has_time(engine: Engine, whole: object) -> None:
    assert callable(whole)
    with whole(engine) as connection:
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "0"
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "0"
    assert limits(engine) == ["5s", "20s"]  # the connection is given back as it was

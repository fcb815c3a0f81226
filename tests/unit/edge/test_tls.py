"""HTTPS of the faces themselves, for a proxy on another machine."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from bot.bus.memory import MemoryDoorbell
from bot.edge.listeners import Listeners
from bot.edge.tls import Tls, TlsError, read_tls
from tests.certificates import make_certificate
from tests.contract.server_thread import Running


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return make_certificate(tmp_path)


@pytest.fixture
def served(files: tuple[Path, Path]) -> Iterator[str]:
    """Where a face speaks HTTPS."""
    app = FastAPI()
    app.state.listeners = Listeners(MemoryDoorbell())
    app.get("/livez")(lambda: "alive")
    running = Running(app, read_tls(f"{files[0]},{files[1]}"))
    yield running.url
    running.stop()


def test_who_knows_the_certificate_is_answered_over_https(served: str, files: tuple[Path, Path]) -> None:
    trusting = ssl.create_default_context(cafile=str(files[0]))
    assert httpx2.get(f"{served}/livez", verify=trusting).json() == "alive"


def test_who_does_not_know_it_is_not_fooled_and_plain_http_is_not_answered(served: str) -> None:
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{served}/livez")
    with pytest.raises(httpx2.TransportError):
        httpx2.get(f"{served.replace('https', 'http')}/livez")


def test_no_old_version_of_tls_is_spoken(served: str, files: tuple[Path, Path]) -> None:
    old = ssl.create_default_context(cafile=str(files[0]))
    old.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{served}/livez", verify=old)


@pytest.mark.parametrize("setting", ["", "  "])
def test_without_the_setting_the_proxy_does_it(setting: str) -> None:
    assert read_tls(setting) is None


@pytest.mark.parametrize("setting", ["one.pem", "one.pem,", ",two.pem", "a,b,c"])
def test_other_than_two_files_are_refused_with_the_cure(setting: str) -> None:
    with pytest.raises(TlsError, match=r"UNHOOK_TLS=CERTIFICATE\.pem,KEY\.pem"):
        read_tls(setting)


def test_a_file_that_is_not_there_is_named(files: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(TlsError, match="gone.pem of UNHOOK_TLS cannot be read"):
        read_tls(f"{files[0]},{tmp_path / 'gone.pem'}")


def test_a_key_of_another_certificate_is_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(TlsError, match="do not belong together"):
        read_tls(f"{files[0]},{make_certificate(other)[1]}")


def test_a_locked_key_is_refused_and_nobody_is_asked_for_a_password(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path, password=b"secret")
    with pytest.raises(TlsError, match="locked"):
        read_tls(f"{certificate},{key}")


def test_it_says_when_it_is_out_of_date(tmp_path: Path) -> None:
    ends = Tls(*make_certificate(tmp_path, days=20)).ends()
    assert timedelta(days=19) < ends - datetime.now(UTC) <= timedelta(days=20)

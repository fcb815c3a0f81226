"""Every package may be used beside our own licence, and is held to its hash."""

from __future__ import annotations

import tomllib

from tests.architecture.licences import READ, Licensed, licensed, running
from tests.architecture.sources import ROOT

LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))


def test_every_installed_package_has_a_licence_that_fits() -> None:
    assert [f"{one.name}: {one.licence}" for one in licensed() if not one.fits] == []


def test_a_licence_that_does_not_fit_is_noticed() -> None:
    assert not Licensed("a", "1", "AGPL-3.0-only", runs=True).fits
    assert not Licensed("a", "1", "unknown", runs=False).fits
    assert not Licensed("a", "1", "GPL-2.0-only", runs=True).fits
    assert Licensed("a", "1", "GPL-2.0-only", runs=False).fits
    assert Licensed("a", "1", "Artistic-1.0-Perl OR GPL-2.0-or-later", runs=True).fits
    assert not Licensed("a", "1", "MIT AND GPL-2.0-only", runs=True).fits


def test_what_runs_is_told_from_what_only_looks_at_our_files() -> None:
    runs = running(LOCK)
    assert {"rasa", "fastapi", "cryptography", "onnxruntime", "authlib"} <= runs
    assert not {"yamllint", "codespell", "pytest", "mypy", "hypothesis"} & runs


def test_what_was_read_by_hand_is_still_needed() -> None:
    assert set(READ) <= {one.name for one in licensed()}


def test_every_package_of_the_lock_is_held_to_a_hash() -> None:
    for package in LOCK["package"]:
        if "registry" in package["source"]:
            files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else ())]
            assert files, package["name"]
            assert all(file["hash"].startswith("sha256:") for file in files), package["name"]
        else:
            assert package["name"] == "unhook", "from nowhere but the registry"

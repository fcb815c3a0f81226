"""The reader in C says the same as the one in Python, of every file that is read at a start."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.safety import fast_yaml
from bot.safety.fast_yaml import read_yaml


def test_every_file_says_the_same_to_both(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted((root / "data").rglob("*.yml"))
    assert len(files) > 200
    in_c = [read_yaml(file) for file in files]
    monkeypatch.setattr(fast_yaml, "_LOADER", yaml.SafeLoader)
    assert in_c == [read_yaml(file) for file in files]


def test_it_reads_in_c_where_that_is_installed() -> None:
    assert fast_yaml._LOADER is (yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, fast_yaml._LOADER], ids=lambda loader: loader.__name__)
def test_both_tell_the_line_of_a_fault_and_make_no_objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: type) -> None:
    monkeypatch.setattr(fast_yaml, "_LOADER", loader)
    file = tmp_path / "a.yml"
    file.write_text('first: yes\nsecond: "no end\n')
    with pytest.raises(yaml.MarkedYAMLError) as fault:
        read_yaml(file)
    assert fault.value.problem_mark.line == 2
    file.write_text("first:\n  a: [")
    with pytest.raises(yaml.MarkedYAMLError) as fault:
        read_yaml(file)
    assert fault.value.problem_mark.line == 1
    file.write_text("a: !!python/object/apply:os.getcwd []\n")
    with pytest.raises(yaml.YAMLError, match="could not determine a constructor"):
        read_yaml(file)

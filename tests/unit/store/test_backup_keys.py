"""A key for backups: it makes them for a month, and opens them for longer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.store.backup_keys import BackupKeyError, BackupKeys, generate
from bot.store.keys import MasterKeys

MASTER = MasterKeys.generate()


def test_a_key_makes_backups_for_a_month_and_opens_them_longer() -> None:
    day = date(2026, 1, 1)
    keys = BackupKeys.parse(f"{generate(day)}, {generate(day)}")
    assert keys.maker(datetime(2026, 1, 31, 23, tzinfo=UTC)) == keys.first
    with pytest.raises(BackupKeyError, match="is of 2026-01-01"):
        keys.maker(datetime(2026, 2, 1, tzinfo=UTC))
    assert keys.opener(keys.first.kid) == keys.first
    assert repr(keys.first.key) not in repr(keys)


@pytest.mark.parametrize(
    "setting",
    ["", " , ", "2026-01-01", "2026-01-01:short", f"first:{MASTER}", MASTER],
    ids=["empty", "commas", "a day alone", "too short", "no day", "a key alone"],
)
def test_a_setting_that_is_no_backup_key_is_refused(setting: str) -> None:
    with pytest.raises(BackupKeyError, match="`bot keys new --backup`"):
        BackupKeys.parse(setting)

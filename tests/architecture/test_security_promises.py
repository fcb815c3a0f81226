"""What SECURITY.md promises about time: a number of days for every severity, ours and others', the worse the sooner."""

from __future__ import annotations

import re

from tests.architecture.test_documents import DOCUMENTS

POLICY = DOCUMENTS["SECURITY.md"]
ROW = re.compile(r"^\| (critical|high|other) \| [^|]+ \| (\d+) days \| (\d+) days \|$", re.MULTILINE)
TIMES = {severity: (int(ours), int(theirs)) for severity, ours, theirs in ROW.findall(POLICY)}


def test_each_severity_has_its_time_for_our_code_and_for_libraries() -> None:
    assert list(TIMES) == ["critical", "high", "other"]
    for column in (0, 1):
        days = [times[column] for times in TIMES.values()]
        assert days == sorted(set(days)), "what is worse is closed sooner"
    assert TIMES["critical"][0] <= 7
    assert max(TIMES["other"]) <= 90


def test_libraries_are_brought_up_to_date_even_without_a_hole() -> None:
    [days] = re.findall(r"locked libraries are brought up to date at least every (\d+) days", POLICY)
    assert int(days) <= 90


def test_it_says_what_the_time_is_counted_from_and_what_counts_as_closed() -> None:
    [section] = re.findall(r"^## How soon it is closed\n(.*?)^## ", POLICY, re.MULTILINE | re.DOTALL)
    assert "Counted from the day" in section
    assert '"Closed" is' in section
    assert "Where we cannot hold a time, we say so" in section

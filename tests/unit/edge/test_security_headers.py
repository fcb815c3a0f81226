from __future__ import annotations

import pytest

from bot.edge.security_headers import security_headers


def test_the_sites_that_may_embed_the_chat_come_from_the_settings() -> None:
    table = security_headers(frame_ancestors="https://a.example https://b.example", https=False)
    assert "frame-ancestors https://a.example https://b.example;" in table["Content-Security-Policy"]
    assert "X-Frame-Options" not in table


def test_what_nobody_may_embed_says_so_twice() -> None:
    table = security_headers(frame_ancestors="'none'", https=False)
    assert "frame-ancestors 'none';" in table["Content-Security-Policy"]
    assert table["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("wrong", ["", "  ", "'self'; script-src *", "'self'\r\nX-Evil: 1", "a,b", "https://ü.example"])
def test_a_setting_that_would_change_the_policy_is_refused_at_start(wrong: str) -> None:
    with pytest.raises(ValueError, match="source list"):
        security_headers(frame_ancestors=wrong, https=False)


def test_browsers_are_told_to_stay_on_https_only_where_there_is_https() -> None:
    assert "Strict-Transport-Security" in security_headers(frame_ancestors="'self'", https=True)
    assert "Strict-Transport-Security" not in security_headers(frame_ancestors="'self'", https=False)

"""HTML is escaped in one place."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.web.markup import Markup, joined, tag


class _Seen(HTMLParser):
    """What a browser makes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(
    text=st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])),
    value=st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])),
)
def test_no_text_and_no_value_whatever_becomes_an_element(text: str, value: str) -> None:
    seen = _Seen()
    seen.feed(tag("p", text, title=value))
    seen.close()
    assert seen.tags == [("p", {"title": value})]
    assert seen.text == text


def test_elements_nest_and_void_ones_have_no_end() -> None:
    assert tag("p", tag("b", "a & b"), None, " c") == "<p><b>a &amp; b</b> c</p>"
    assert tag("input", type="hidden", name="x", value='"') == '<input type="hidden" name="x" value="&quot;">'


def test_attributes_are_named_as_in_html() -> None:
    made = tag("button", class_="send", aria_label="Send", disabled=True, hidden=False, title=None)
    assert made == '<button class="send" aria-label="Send" disabled></button>'


def test_pieces_stay_markup() -> None:
    assert isinstance(joined([tag("i"), "<"]), Markup)
    assert joined([tag("i"), "<"]) == "<i></i>&lt;"

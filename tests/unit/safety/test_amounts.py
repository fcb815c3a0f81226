"""Sums of money, as young people write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.amounts import find_amounts


def sums_in(text: str) -> list[str]:
    return [amount.value for amount in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("£50", "50 GBP"),
        ("£ 50 now", "50 GBP"),
        ("50 quid", "50 GBP"),
        ("pay 50 quid", "50 GBP"),
        ("he wants 50 quid", "50 GBP"),
        ("send him 200 dollars", "200 USD"),
        ("$1,500", "1500 USD"),
        ("$1,500.50", "1500.50 USD"),
        ("$60.000", "60000 USD"),
        ("£1.50", "1.50 GBP"),
        ("50,00 euro", "50 EUR"),
        ("20€", "20 EUR"),
        ("€20", "20 EUR"),
        ("R$200", "200 BRL"),
        ("100zł", "100 PLN"),
        ("5000 rs", "5000 INR"),
        ("£1k", "1000 GBP"),
        ("1.5k dollars", "1500 USD"),
        ("50k naira", "50000 NGN"),
        ("he wants 1k", "1000"),
        ("200 in steam cards", "200"),
        ("a 100 dollar amazon gift card", "100 USD"),
        ("500 robux", "500"),
        ("pay him 100 in bitcoin", "100"),
        ("pay up 50", "50"),
        ("send 500 now", "500"),
        ("she wants 500 by 8", "500"),
        ("i gave him 40", "40"),
        ("asking for 20", "20"),
        ("demanding 300", "300"),
        ("he wants 2 grand", "2000"),
        ("A$300", "300 AUD"),
        ("300 aud", "300 AUD"),
        ("wants 80 CAD", "80 CAD"),
        ("PKR 5000", "5000 PKR"),
        ("500 kr", "500 kr"),
        ("4000 baht", "4000 THB"),
        ("extra$50", "50 USD"),
    ],
)
def test_a_sum_is_heard_with_its_currency_where_one_is_said(text: str, value: str) -> None:
    assert sums_in(text) == [value]
    assert sums_in(text.upper()) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "im 14",
        "he has 300 followers",
        "he wants 50 pics",
        "send 5 more",
        "he wants 2 or he posts it",
        "paid 3 times",
        "send it by 8",
        "send 8pm",
        "wants 4 girls",
        "in 50 mins",
        "gave me 24 hours",
        "40% off",
        "50th",
    ],
)
def test_another_number_is_no_sum(text: str) -> None:
    assert sums_in(text) == []


def test_every_sum_is_heard_in_its_order() -> None:
    assert sums_in("i paid £150, then another 200, now 1k usd") == ["150 GBP", "200", "1000 USD"]


@given(st.integers(1, 999_999))
def test_every_sum_is_heard_with_and_without_commas(number: int) -> None:
    assert sums_in(f"he wants £{number} now") == sums_in(f"he wants £{number:,} now") == [f"{number} GBP"]


pieces = st.sampled_from(["£", "$", "50", "1,000", ".", "k", " quid", " in steam cards", "pay him ", "\n", "€", "zł", "٣"])


@given(st.text() | st.lists(pieces, max_size=12).map("".join))
def test_any_text_gives_sums_that_are_numbers_inside_it_and_do_not_overlap(text: str) -> None:
    end = 0
    for amount in find_amounts(text):
        assert end <= amount.start < amount.end <= len(text)
        assert re.fullmatch(r"\d+(\.\d\d)?( [A-Z]{3})?", amount.value)
        end = amount.end


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("me pide 200 euros", ["200 EUR"]),
        ("quieren 5000 pesos", ["5000 pesos"]),
        ("20 mil pesos o lo sube", ["20000 pesos"]),
        ("me exige 50 lucas", ["50000"]),
        ("un bizum de 80", ["80"]),
        ("me pidió 500 o sube todo", ["500"]),
        ("le pagué 50", ["50"]),
        ("200 dólares", ["200 USD"]),
        ("me pide 3 fotos", []),
        ("le mandé 5 mensajes", []),
        ("quiere 2 videos", []),
    ],
)
def test_a_sum_is_found_in_spanish(text: str, sums: list[str]) -> None:
    assert [amount.value for amount in find_amounts(text)] == sums


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 grand", "2000"),
        ("he wants 2 grand", "2000"),
        ("£2 grand", "2000 GBP"),
        ("2 thousand dollars", "2000 USD"),
        ("a grand by friday", "1000"),
        ("they want five grand", "5000"),
        ("fifty quid", "50 GBP"),
        ("he wants fifty quid", "50 GBP"),
        ("twenty five pounds", "25 GBP"),
        ("twenty-five pounds", "25 GBP"),
        ("two hundred dollars", "200 USD"),
        ("a hundred euros", "100 EUR"),
        ("a hundred and fifty euros", "150 EUR"),
        ("two thousand five hundred dollars", "2500 USD"),
        ("a thousand pounds", "1000 GBP"),
        ("sent a tenner", "10 GBP"),
        ("a fiver", "5 GBP"),
        ("two tenners", "20 GBP"),
        ("A$300", "300 AUD"),
        ("AU$ 300", "300 AUD"),
        ("300 aud", "300 AUD"),
        ("pay him 300 aud", "300 AUD"),
        ("80 CAD", "80 CAD"),
        ("C$80", "80 CAD"),
        ("us$40", "40 USD"),
        ("R500", "500 ZAR"),
        ("R1,500", "1500 ZAR"),
        ("500 rand", "500 ZAR"),
        ("PKR 5000", "5000 PKR"),
        ("5000 pkr", "5000 PKR"),
        ("USD 300", "300 USD"),
        ("500 kr", "500 kr"),
        ("4000 baht", "4000 THB"),
        ("a steam card worth 50", "50"),
        ("a steam card worth 50 dollars", "50 USD"),
        ("a steam card worth $50", "50 USD"),
    ],
)
def test_a_sum_is_heard_in_words_and_in_more_currencies(text: str, value: str) -> None:
    assert sums_in(text) == [value]
    assert sums_in(text.upper()) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "a grand piano",
        "grand theft auto",
        "thats grand",
        "its a grand day",
        "an r18 game",
        "r2",
        "a hundred people",
        "fifty pics",
        "a pound",
    ],
)
def test_another_number_in_words_is_no_sum(text: str) -> None:
    assert sums_in(text) == []


def test_a_letter_at_the_end_of_a_word_is_no_part_of_a_sign() -> None:
    assert sums_in("extra$300") == ["300 USD"]

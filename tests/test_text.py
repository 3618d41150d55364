"""Paragraphs by offset."""

from itertools import pairwise

import pytest
from hypothesis import given

from quoteattr.text import WRAPPED_MIN_LINES, is_wrapped, paragraphs
from tests.strategies import texts


def shown(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.", ["One."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\r\nTwo.\rThree.", ["One.", "Two.", "Three."]),
        ("One.\n\n\nTwo.\n", ["One.", "Two."]),
        ("One.\fTwo.\vThree.\x85Four.", ["One.", "Two.", "Three.", "Four."]),
        ("One.\N{LINE SEPARATOR}Two.\N{PARAGRAPH SEPARATOR}Three.", ["One.", "Two.", "Three."]),
        ("One\x00two.", ["One\x00two."]),
    ],
)
def test_each_visible_line_is_a_paragraph(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def wrapped_text(line_end: str) -> str:
    block = line_end.join(["It was a bright cold day in April, and the", "clocks were striking."])
    return (line_end * 2).join([block] * WRAPPED_MIN_LINES)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_in_hard_wrapped_text_a_block_is_a_paragraph(line_end: str) -> None:
    text = wrapped_text(line_end)
    assert is_wrapped(text)
    assert (
        shown(text)
        == [f"It was a bright cold day in April, and the{line_end}clocks were striking."] * WRAPPED_MIN_LINES
    )


def test_short_lines_without_blank_lines_are_paragraphs_each() -> None:
    text = "\n".join(["A short line."] * (2 * WRAPPED_MIN_LINES))
    assert not is_wrapped(text)
    assert len(shown(text)) == 2 * WRAPPED_MIN_LINES


def test_long_lines_between_blank_lines_are_not_wrapped() -> None:
    assert not is_wrapped("\n\n".join(["A line of news text. " * 20] * WRAPPED_MIN_LINES))


@given(texts)
def test_paragraphs_are_in_order_apart_and_hold_every_visible_character(text: str) -> None:
    found = list(paragraphs(text))
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(first.end < second.start for first, second in pairwise(found))
    outside = "".join(
        text[start:end]
        for start, end in zip(
            [0, *(span.end for span in found)], [*(span.start for span in found), len(text)], strict=True
        )
    )
    assert not outside.strip()


@given(texts)
def test_no_paragraph_is_blank(text: str) -> None:
    assert all(text[start:end].strip() for start, end in paragraphs(text))


def test_a_million_lines_are_no_problem() -> None:
    assert sum(1 for _ in paragraphs("a\n\n" * 1_000_000)) == 1_000_000

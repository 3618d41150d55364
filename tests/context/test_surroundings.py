"""A text in word pieces, and the part of it that the encoder is shown of a stretch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from quoteattr.context.surroundings import BEFORE, BEHIND, Pieces, surroundings
from quoteattr.encoder.pieces import (
    BREAK,
    CLOSE,
    CLS,
    OPEN,
    QUOTED,
    QUOTED_HEAD,
    QUOTED_TAIL,
    TOKENIZER_FILE,
    TOLD,
    load_tokenizer,
    plain,
)
from quoteattr.marks import find_marked
from quoteattr.resources import packaged_models
from quoteattr.text import paragraphs
from tests.strategies import texts

TOKENIZER = load_tokenizer(packaged_models("en") / TOKENIZER_FILE)
#: The longest that is shown: [CLS], what is before, the stretch with its two ends, what is behind.
LONGEST = 1 + BEFORE + QUOTED_HEAD + QUOTED_TAIL + 3 + BEHIND


def pieces(text: str) -> Pieces:
    found = list(paragraphs(text))
    return Pieces.of(text, found, find_marked(text, found), TOKENIZER)


def shown(text: str, stretch: int = 0) -> str:
    """Return what is shown of a stretch, in words; what is no word in signs."""
    signs = {BREAK: "¶", OPEN: "«", CLOSE: "»", CLS: ""}
    numbers = surroundings(pieces(text), stretch).numbers
    words = [signs.get(number, str(TOKENIZER.id_to_token(number))) for number in numbers]
    return " ".join(words).replace(" ##", "").strip()


@pytest.mark.parametrize(
    ("text", "sees"),
    [
        ("He called it “weak”.", "¶ he called it « weak » ."),
        ("He called it 'weak'.", "¶ he called it « weak » ."),
        ("One.\n\nHe called it “weak” twice.\n\nThree.", "¶ one . ¶ he called it « weak » twice . ¶ three ."),
    ],
)
def test_a_stretch_is_shown_between_signs_with_what_stands_around(text: str, sees: str) -> None:
    assert shown(text) == sees


def test_of_a_long_text_what_is_near_is_shown_from_where_a_paragraph_opens() -> None:
    before = "It was a long and quiet day by the sea. " * 5
    seen = shown(f"{before}\n\n{before}\n\n{before}\n\nHe called it “weak”. {before * 3}")
    assert seen.startswith("¶ it was")
    assert seen.count("¶") == 2
    assert len(surroundings(pieces(before + "“weak” " + before * 9), 0).numbers) <= LONGEST


def test_the_middle_of_a_long_quotation_is_left_out() -> None:
    made = pieces("He said: “" + "we shall see " * 40 + "the end.”")
    opening, closing = made.stretches[0]
    assert closing - opening == QUOTED_HEAD + QUOTED_TAIL + 2
    assert shown("He said: “" + "we shall see " * 40 + "the end.”").endswith("the end . »")


@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_pieces_stand_in_order_where_their_words_are_and_every_stretch_is_shown(text: str) -> None:
    found = list(paragraphs(text))
    marked = find_marked(text, found)
    made = Pieces.of(text, found, marked, TOKENIZER)
    words = [span for span in made.spans if span.start >= 0]
    assert words == sorted(words)
    assert all(plain(text)[slice(*span)].strip() for span in words)
    assert len(made.stretches) == len(marked)
    for number, (stretch, (opening, closing)) in enumerate(zip(marked, made.stretches, strict=True)):
        inside = [span for span in made.spans[opening + 1 : closing] if span.start >= 0]
        assert all(stretch.content.start <= span.start and span.end <= stretch.content.end for span in inside)
        seen = surroundings(made, number)
        assert [seen.numbers[end] for end in seen.ends] == [OPEN, CLOSE]
        assert seen.flags[seen.ends[0]] == seen.flags[seen.ends[1]] == QUOTED
        assert seen.flags[0] == TOLD
        assert len(seen.numbers) == len(seen.flags) <= LONGEST

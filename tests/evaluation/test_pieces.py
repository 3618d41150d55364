"""Words, segments inside quotation marks, pieces."""

from itertools import pairwise

import pytest
from hypothesis import given

from quoteattr.evaluation.pieces import WordedText, segments, words_of
from quoteattr.model import Span
from tests import strategies

#: Text, and what stands inside marks.
SEGMENTS = [
    ("curly", "“One,” she said. “Two.”", ["One,", "Two."]),
    ("straight", 'He said "one" and "two".', ["one", "two"]),
    ("straight closed by curly", 'He said "one” then.', ["one"]),
    ("curly closed by straight", 'He said “one" then.', ["one"]),
    ("two apostrophes", "He said ''one'' then.", ["one"]),
    ("backticks", "He said ``one'' then.", ["one"]),
    ("German", "Er sagt: „Eins“ und „Zwei”.", ["Eins", "Zwei"]),
    ("guillemets", "Il dit «un» et ‹deux›.", ["un", "deux"]),
    ("wrong-way opening mark", "He said ”one” then.", ["one"]),
    ("closing mark alone opens nothing", "one” two", []),
    ("opened again without closing", "“One two “three” four", ["One two ", "three"]),
    ("unclosed: to the paragraph's end", "“One two\nthree", ["One two"]),
    ("single marks where there are no double ones", "'I am,' said Tom.", ["I am,"]),
    ("plural possessive inside single marks", "'The boys' hats are old,' he said.", ["The boys' hats are old,"]),
    ("single marks beside double ones are apostrophes", "“One 'two' three”", ["One 'two' three"]),
    ("apostrophes", "Don't touch the dog's dish.", []),
    ("nothing between the marks", "“” and “x”", ["", "x"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SEGMENTS], ids=[row[0] for row in SEGMENTS])
def test_segments(text: str, expected: list[str]) -> None:
    assert [text[slice(*segment)] for segment in segments(text)] == expected


def test_a_quotation_runs_over_the_lines_of_hard_wrapped_text_and_stops_at_a_blank_one() -> None:
    text = "\n".join(["“One", "two", "", *["a short line"] * 40])
    assert [text[slice(*segment)] for segment in segments(text)] == ["“One\ntwo"[1:]]
    assert [text[slice(*segment)] for segment in segments("“One\ntwo\n\nthree")] == ["One"]


@given(strategies.texts)
def test_segments_lie_in_order_inside_the_text(text: str) -> None:
    found = list(segments(text))
    assert all(0 <= segment.start <= segment.end <= len(text) for segment in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(strategies.texts, strategies.spans)
def test_pieces_hold_words_of_their_spans_and_of_one_segment_each(text: str, span: Span) -> None:
    worded = WordedText(text)
    pieces = worded.pieces([span])
    assert all(piece <= set(worded.words_in(span)) for piece in pieces)
    assert [len({worded.segment_of[word] for word in piece}) for piece in pieces] == [1] * len(pieces)


def test_words_keep_their_inner_apostrophes_and_lose_their_case() -> None:
    assert words_of("Don't; it’s 'U.S.' No. 7") == ["don't", "it’s", "u", "s", "no", "7"]


def test_a_word_counts_that_lies_in_a_span_in_part() -> None:
    worded = WordedText("one two three")
    assert list(worded.words_in(Span(2, 5))) == [0, 1]
    assert list(worded.words_in(Span(3, 4))) == []


def test_an_interrupted_quotation_has_a_piece_for_each_stretch() -> None:
    text = "“One two,” she said, “three.”"
    worded = WordedText(text)
    assert worded.pieces([Span(0, len(text))]) == [frozenset({0, 1}), frozenset({4})]


def test_words_outside_marks_are_kept_on_request_and_only_where_none_is_inside() -> None:
    worded = WordedText("- Come in, he said “now”.")
    assert worded.pieces([Span(0, 9)]) == []
    assert worded.pieces([Span(0, 9)], keep_unmarked=True) == [frozenset({0, 1})]
    assert worded.pieces([Span(0, 23)], keep_unmarked=True) == [frozenset({4})]


def test_content_words_drop_titles_and_possessives_unless_nothing_else_is_there() -> None:
    text = "the Lees’s Mr Lee’s of the"
    worded = WordedText(text)
    assert worded.content_words(Span(0, len(text))) == {"lees", "lee"}
    assert worded.content_words(Span(text.rindex("of"), len(text))) == {"of", "the"}


def test_a_hundred_thousand_marks_are_read() -> None:
    for mark in ("“", '"', "''", " 's"):
        assert WordedText(mark * 100_000 + "a").text[-1] == "a"

"""What the parser is shown of a text: quotations replaced, and every character traceable to the original."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.marks import find_marked
from quoteattr.model import Span
from quoteattr.nlp.narration import BLOCK_LENGTH, FRAGMENT_WORDS, Block, blocks
from quoteattr.text import paragraphs
from tests.strategies import HARD_CHARACTERS, texts

#: The text, and what the parser sees of it.
SHOWN = [
    # nothing quoted, nothing changed
    ("Nobody spoke.", "Nobody spoke."),
    # a quoted clause is an interjection
    ("“We left,” said Ann Lee.", "Yes, said Ann Lee."),
    ("Ann Lee said: “We left. It was late.”", "Ann Lee said: Yes."),
    ("Ann Lee said, “We left.”", "Ann Lee said, Yes."),
    ('"We left," said Ann Lee. "It was late."', "Yes, said Ann Lee. Yes."),
    ("“We left,” she said, “and it was late.”", "Yes, she said, Yes."),
    # question and exclamation marks end nothing in the middle of a sentence
    ("“Why now?” asked Ann Lee.", "Yes, asked Ann Lee."),
    ("“Stop!” shouted the guard.", "Yes, shouted the guard."),
    ("“Why now?” Ann Lee asked.", "Yes, Ann Lee asked."),
    # a full stop ends the sentence only before a new one
    ("“We left.” Ann Lee shrugged.", "Yes. Ann Lee shrugged."),
    ("“We left.” said Ann Lee.", "Yes, said Ann Lee."),
    ("“It was late.”", "Yes."),
    # punctuation behind the marks stays as it is
    ("“We left”, said Ann Lee.", "Yes, said Ann Lee."),
    ("He asked “What is it?”.", "He asked Yes."),
    ("“A city is a promise.” – Ann Lee", "Yes – Ann Lee"),
    # a fragment keeps its words and loses its marks
    ("She called it “a disgrace”.", "She called it a disgrace."),
    (
        "Allies must focus on “degrading Russia’s capability” to regroup.",
        "Allies must focus on degrading Russia’s capability to regroup.",
    ),
    ("She said it was “the end,” and left.", "She said it was the end, and left."),
    ("“Rough” edges remain.", "Yes, edges remain."),
    ("“rough” edges remain.", "rough edges remain."),
    # two in one sentence
    ("He spoke of “order” and “peace”.", "He spoke of order and peace."),
    # marks without a blank before them
    ("He said:“We left.”", "He said: Yes."),
    # a quotation that nothing closes goes to the end of its paragraph
    ("Ann said: “We left. It was late.\n“We slept,” she said.", "Ann said: Yes.|Yes, she said."),
    # where a report comes from is no part of its first sentence
    ("WASHINGTON -- Ann Lee resigned.", "WASHINGTON -- |Ann Lee resigned."),
    ("FLINT, Mich., Oct. 4 (UPI) — Ann Lee left.", "FLINT, Mich., Oct. 4 (UPI) — |Ann Lee left."),
    ("BUENA PARK, Calif. - Hundreds came.", "BUENA PARK, Calif. - |Hundreds came."),
    ("Nairobi, Jun 16 2022 (IPS) - Clad in red, she spoke.", "Nairobi, Jun 16 2022 (IPS) - |Clad in red, she spoke."),
    ("(Reuters) — “We left,” said Ann Lee.", "(Reuters) — |Yes, said Ann Lee."),
    ("HIROSHIMA--Survivors met.", "HIROSHIMA--|Survivors met."),
    # a name, an aside, a word with a hyphen or a quotation is nothing of the kind
    ("Ann Lee — she was tired — left.", "Ann Lee — she was tired — left."),
    ("GOP front-runner Ann Lee - who left - won.", "GOP front-runner Ann Lee - who left - won."),
    ("NATO-led forces left.", "NATO-led forces left."),
    ("Ann Lee (R-Texas) - of all people - left.", "Ann Lee (R-Texas) - of all people - left."),
    ("The “BRICS (new) — All” club met.", "The BRICS (new) — All club met."),
]  # fmt: skip


def seen(text: str) -> list[Block]:
    spans = list(paragraphs(text))
    return list(blocks(text, spans, find_marked(text, spans)))


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_the_parser_is_shown(text: str, shown: str) -> None:
    assert "|".join(block.text for block in seen(text)) == shown


def test_a_long_fragment_is_cut_and_keeps_its_stop() -> None:
    words = " ".join(["very"] * 30)
    (block,) = seen(f"She called it “a {words} long day,” and left.")
    assert block.text == f"She called it a {' '.join(['very'] * (FRAGMENT_WORDS - 1))}, and left."


@pytest.mark.parametrize(
    ("text", "word", "stands_for", "stretch"),
    [
        ("“We left,” said Ann Lee.", "Yes", "“We left,”", 0),
        ("“We left,” said Ann Lee.", "Ann", "Ann", None),
        ("She called it “a disgrace”, and “a crime”.", "disgrace", "disgrace", 0),
        ("She called it “a disgrace”, and “a crime”.", "crime", "crime", 1),
        ("“One.” “Two,” he said.", "said", "said", None),
    ],
)
def test_a_word_that_the_parser_sees_is_found_in_the_text(
    text: str, word: str, stands_for: str, stretch: int | None
) -> None:
    (block,) = seen(text)
    start = block.text.index(word)
    span, quoted = block.locate(start, start + len(word))
    assert (text[slice(*span)], quoted) == (stands_for, stretch)


@settings(deadline=None)
@given(texts | st.text(alphabet=HARD_CHARACTERS + "abc .,:!?A", max_size=120))
def test_verbatim_pieces_are_the_text_itself(text: str) -> None:
    for block in seen(text):
        for piece in block.pieces:
            if piece.quoted is None:
                assert piece.verbatim
                assert piece.text == text[slice(*piece.source)]


@settings(deadline=None)
@given(texts | st.text(alphabet=HARD_CHARACTERS + "abc .,:!?A", max_size=120))
def test_all_narration_is_shown_and_every_quotation_once(text: str) -> None:
    spans = list(paragraphs(text))
    marked = find_marked(text, spans)
    found = list(blocks(text, spans, marked))
    narration = "".join(text[slice(*piece.source)] for block in found for piece in block.pieces if piece.quoted is None)
    rest, at = [], 0
    for paragraph in spans:
        at = paragraph.start
        for stretch in (stretch for stretch in marked if paragraph.holds(stretch.span)):
            rest.append(text[at : stretch.span.start])
            at = stretch.span.end
        rest.append(text[at : paragraph.end])
    assert narration == "".join(rest)
    assert {piece.quoted for block in found for piece in block.pieces} - {None} == set(range(len(marked)))


@settings(deadline=None)
@given(texts | st.text(alphabet=HARD_CHARACTERS + "abc .,:!?A", max_size=120))
def test_pieces_lie_end_to_end_and_locate_inside_the_text(text: str) -> None:
    for block in seen(text):
        at = 0
        for piece in block.pieces:
            assert piece.start == at
            at += len(piece.text)
        for start in range(len(block.text)):
            span, quoted = block.locate(start, start + 1)
            assert 0 <= span.start <= span.end <= len(text)
            if quoted is None:
                assert text[slice(*span)] == block.text[start]


@pytest.mark.parametrize("filler", ["word ", "w", "w, “said” he. "])
def test_a_very_long_paragraph_comes_in_blocks_of_bounded_length(filler: str) -> None:
    text = filler * (200_000 // len(filler))
    found = seen(text)
    assert max(len(block.text) for block in found) <= BLOCK_LENGTH
    assert {block.paragraph for block in found} == {0}


def test_blocks_are_counted_by_their_paragraph() -> None:
    assert [block.paragraph for block in seen("One.\n\n“Two.”\n   \nThree.")] == [0, 1, 2]


def test_nothing_is_shown_of_an_empty_text() -> None:
    assert seen("") == seen(" \n \n") == []


def test_paragraphs_that_are_not_given_are_not_shown() -> None:
    text = "“One.”\n“Two.”"
    assert [block.text for block in blocks(text, [Span(7, 13)], find_marked(text, [Span(7, 13)]))] == ["Yes."]

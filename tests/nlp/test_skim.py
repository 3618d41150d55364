"""The paragraphs of a fast reading: chosen from the text, found again in one parse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.marks import find_marked
from quoteattr.model import Span
from quoteattr.nlp import skim
from quoteattr.nlp.narration import BLOCK_LENGTH, Block, blocks
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.text import paragraphs
from tests.nlp.test_together import parse
from tests.parses import sample
from tests.strategies import texts


def shown(text: str) -> tuple[Block, ...]:
    spans = list(paragraphs(text))
    return tuple(blocks(text, spans, find_marked(text, spans)))


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        pytest.param("Rain fell.\n“We left,” said Ann Lee.\nSnow fell.", {1}, id="the paragraph names its speaker"),
        pytest.param("Ann Lee came.\n“We left,” she said.\nSnow fell.", {0, 1}, id="a pronoun leans on the one above"),
        pytest.param("Ann Lee came.\n“We left.”", {0, 1}, id="so does a quotation alone"),
        pytest.param("Ann Lee came.\n“We left,” said the mayor.", {1}, id="a description does not"),
        pytest.param("“We left,” she said.\nSnow fell.", {0}, id="above the first there is none"),
        pytest.param("She left.\nSnow fell.", set(), id="no quotations"),
        pytest.param("Ann came.\n“He and she left,” said Bob.", {1}, id="a quoted pronoun is not the narrator's"),
    ],
)
def test_quotations_are_read_with_what_they_lean_on(text: str, chosen: set[int]) -> None:
    assert skim.quoting(shown(text)) == chosen


def test_a_paragraph_that_is_shown_in_several_blocks_is_one() -> None:
    text = "Ann came.\n" + "Rain fell on it. " * (BLOCK_LENGTH // 10) + "“We left,” she said."
    assert len(shown(text)) > 2
    assert skim.quoting(shown(text)) == {0, 1}


def test_people_are_introduced_where_they_are_first_named_and_first_named_in_full() -> None:
    text = "Keller wins.\nMayor Maria J. Keller won.\nMaria Keller smiled.\nRain fell.\n“Good,” said Keller."
    at = text.rindex("Keller")
    found = Parse(text, (), (Entity(Span(at, at + len("Keller")), "PER", 0, 2, 2),))
    assert skim.introducing(found, list(paragraphs(text))) == {0, 1}


def test_nobody_is_introduced_by_the_name_of_a_place() -> None:
    named = sample("[ORG New/NNP/compound>Keller Keller/NNP/nsubj>won] won/VBD/root ./.")
    assert skim.introducing(named.parse, named.paragraphs) == frozenset()


@given(texts, st.sets(st.integers(0, 5)))
def test_the_parses_of_two_parts_put_together_are_that_of_the_whole(text: str, chosen: set[int]) -> None:
    every = shown(text)
    others = {block.paragraph for block in every} - chosen
    parts = [parse(text, skim.only(every, part), lambda sentence, names: False) for part in (chosen, others)]
    assert skim.merged(*parts) == parse(text, every, lambda sentence, names: False)

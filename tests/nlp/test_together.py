"""Texts parsed in a row: each gets the parse that it gets alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from quoteattr.marks import find_marked
from quoteattr.model import Span
from quoteattr.nlp.narration import Block, blocks
from quoteattr.nlp.parse import Entity, Parse, Sentence, Word
from quoteattr.nlp.together import Task, Wanted, parse_together
from quoteattr.text import paragraphs
from tests.strategies import texts


def parse(text: str, shown: Iterable[Block], wanted: Wanted) -> Parse:
    """Parse as a parser without models does: a block is a sentence, a word with a capital is a name."""
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for block in shown:
        words = tuple(
            Word(piece.source, piece.text, quoted=piece.quoted) for piece in block.pieces if piece.text.strip()
        )
        if words:
            names = [
                Entity(word.span, "PER", len(sentences), index, index)
                for index, word in enumerate(words)
                if word.quoted is None and word.text[0].isupper()
            ]
            sentence = Sentence(words, block.paragraph, parsed=False)
            sentences.append(Sentence(words, block.paragraph, parsed=wanted(sentence, names)))
            entities += names
    return Parse(text, tuple(sentences), tuple(entities))


def task(text: str) -> Task:
    """Return a task that wants trees in the first and third paragraph, and where there are two names."""
    spans = list(paragraphs(text))

    def wanted(sentence: Sentence, names: Sequence[Entity]) -> bool:
        return sentence.paragraph in (0, 2) or len(names) > 1

    return Task(text, tuple(blocks(text, spans, find_marked(text, spans))), wanted)


@given(st.lists(texts, min_size=1, max_size=6))
def test_each_text_gets_the_parse_that_it_gets_alone(several: list[str]) -> None:
    tasks = [task(text) for text in several]
    alone = [parse(one.text, one.blocks, one.wanted) for one in tasks]
    assert parse_together(parse, tasks) == alone


def test_an_empty_text_between_others_takes_no_sentence_from_them() -> None:
    tasks = [task(text) for text in ("Ann left.", "", "\n\n", "Bob “stayed”.\nCleo slept.", "")]
    parses = parse_together(parse, tasks)
    assert [[sentence.paragraph for sentence in found.sentences] for found in parses] == [[0], [], [], [0, 1], []]
    assert [[name.sentence for name in found.entities] for found in parses] == [[0], [], [], [0, 1], []]
    assert parses[3].sentences[1].span == Span(14, 25)


def test_no_texts_are_no_parses() -> None:
    assert parse_together(parse, []) == []

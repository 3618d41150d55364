"""Mistakes of the parser that its words show, on hand-made parses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.model import Span
from quoteattr.nlp.mend import mended
from quoteattr.nlp.parse import ROOT, Sentence, Word
from tests.parses import sample

#: A tree, and what becomes of its words: part of speech, lemma, relation and the form of the head.
MENDED = [
    (
        "“Yes,”/UH/discourse>said said=say/VBD/root Anne/NNP/compound>dreamily dreamily/NN/obj>said ./.",
        {"Anne": ("PROPN", "anne", "obj", "said"), "dreamily": ("ADV", "dreamily", "advmod", "said")},
    ),
    (
        "“Yes,”/UH/discourse>said said=say/VBD/root my/PRP$/nmod:poss>piously aunt/NN/compound>piously "
        "piously/NN/obj>said ./.",
        {"my": ("PRON", "my", "nmod:poss", "aunt"), "aunt": ("NOUN", "aunt", "obj", "said")},
    ),
    (
        "“Yes,”/UH/discourse>said said=say/VBD/root the/DT/det>family Lee/NNP/compound>family family/NN/obj>said ./.",
        {"Lee": ("PROPN", "lee", "compound", "family"), "family": ("NOUN", "family", "obj", "said")},
    ),
    (
        "“Yes,”/UH/discourse>broke broke=break/VBD/root in/IN/case>Lee Lee/NNP/obl>broke ./.",
        {"broke": ("VERB", "break in", "root", None)},
    ),
    (
        "“Yes,”/UH/discourse>went went=go/VBD/root on/IN/case>Lee Lee/NNP/obl>went ./.",
        {"went": ("VERB", "go", "root", None)},
    ),
    (
        "The/DT/det>pipe pipe/NN/nsubj>broke broke=break/VBD/root at/IN/case>noon noon/NN/obl>broke ./.",
        {"broke": ("VERB", "break", "root", None)},
    ),
    (
        "“Yes,”/UH/discourse>said said=say/VBD/root lead/VB/ccomp>said author/NN/obj>lead [PER Lee/NNP/flat>author]",
        {"lead": ("ADJ", "lead", "amod", "author"), "author": ("NOUN", "author", "nsubj", "said")},
    ),
    (
        "They/PRP/nsubj>lead lead/VBP/root men/NNS/obj>lead ./.",
        {"lead": ("VERB", "lead", "root", None)},
    ),
    ("“Yes,”/UH/discourse>said said=say/VBD/root I./NNP/obj>said", {"I.": ("PRON", "I", "obj", "said")}),
    ("A/DT/det>book book/NN/root by/IN/case>I. I./NNP/nmod>book Lee/NNP/flat>I. ./.",
     {"I.": ("PROPN", "i.", "nmod", "book")}),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "expected"), MENDED, ids=[tree[:60] for tree, _ in MENDED])
def test_what_the_words_show_is_mended(tree: str, expected: dict[str, tuple[str, str, str, str | None]]) -> None:
    words = mended(sample(tree).parse.sentences[0].words)
    heads = {word.text: words[word.head].text if word.head >= 0 else None for word in words}
    found = {word.text: (word.upos, word.lemma, word.deprel, heads[word.text]) for word in words}
    assert {text: found[text] for text in expected} == expected


def test_a_mended_tree_is_a_tree() -> None:
    for tree, _ in MENDED:
        sentence = Sentence(mended(sample(tree).parse.sentences[0].words), 0, parsed=True)
        [root] = [index for index, word in enumerate(sentence.words) if word.head < 0]
        assert sentence.subtree(root) == list(range(len(sentence.words)))


RUNNER_UP = (("The", "DET"), ("runner", "NOUN"), ("-", "PUNCT"), ("up", "ADV"), ("said", "VERB"))


def words_of(heads: list[int]) -> tuple[Word, ...]:
    words, at = [], 0
    for (text, upos), head in zip(RUNNER_UP, heads, strict=True):
        words.append(
            Word(
                text=text,
                lemma=text.lower(),
                upos=upos,
                xpos="",
                head=head,
                deprel="dep",
                span=Span(at, at + len(text)),
            )
        )
        at += len(text) + (text not in ("runner", "-"))
    return tuple(words)


def ends_at_root(words: tuple[Word, ...], place: int) -> bool:
    steps = 0
    while place != ROOT and steps <= len(words):
        place, steps = words[place].head, steps + 1
    return place == ROOT


@given(st.lists(st.integers(ROOT, len(RUNNER_UP) - 1), min_size=len(RUNNER_UP), max_size=len(RUNNER_UP)))
def test_a_mended_tree_of_any_shape_is_a_tree(heads: list[int]) -> None:
    words = words_of(heads)
    if all(ends_at_root(words, place) for place in range(len(words))):
        after = mended(words)
        assert all(ends_at_root(after, place) for place in range(len(after)))
